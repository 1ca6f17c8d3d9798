"""A board at a desk of paper, in a clone that others share: what it saves, and what it finds on the disk."""

from __future__ import annotations

from collections.abc import Callable

from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Place
from cjm_tui.services.editing.open_map import arrived, edited
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.editing.together import company_of
from cjm_tui.storage.files import load
from cjm_tui.tui.board.arriving import Arriving
from cjm_tui.tui.board.bringing_back import BringingBack
from cjm_tui.tui.board.sharing import Sharing
from cjm_tui.tui.widgets.view_board import ViewBoard
from tests.tui.board_stories import PAY, Team, feels
from tests.tui.paper_desk import PaperDesk


class Mine:
    """A board at a desk of paper, in a clone that others share."""

    def __init__(self, team: Team, rest: Callable[[float], None] = lambda _: None) -> None:
        self.team, self.desk = team, PaperDesk(open_map_at(team.map), Place("", "pay"))
        sharing = Sharing(self.desk, team.map, lambda _: None)
        sharing.company = company_of(team.map)
        self.arriving = Arriving(self.desk, ViewBoard(), sharing)
        self.back = BringingBack(self.desk, self.arriving, sharing, rest=rest)

    def saves(self) -> None:
        before = self.desk.open_map
        flushed = flush(before)
        self.desk.put(landed(before, flushed).open_map)
        self.back.saved(before, flushed)

    def feels(self, emotion: int, card: str = "pay") -> None:
        self.desk.put(edited(self.desk.open_map, feels(emotion, card)(self.desk.document)))
        self.saves()

    def means(self, emotion: int, card: str = "pay") -> None:
        """Type the emotion that the card has on the screen."""
        key = RecordKey("touchpoint", card)
        assert self.desk.document.records[key].emotion == emotion
        self.back.meant((key, "emotion"))

    def looks(self) -> None:
        before, reading = self.desk.open_map, load(self.team.map).reading
        assert reading.document is not None
        self.desk.put(arrived(before, self.team.map, reading).open_map)
        self.back.arrived(before, self.team.map, reading.document)
        self.saves()

    def emotion(self) -> object:
        """Return what stands in the file."""
        return self.team.document.records[PAY].emotion
