"""An edit that git or an editor wrote over is there again; what a colleague sets back stays set back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cjm_tui.history.message import Person
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Place
from cjm_tui.services.editing import overwritten
from cjm_tui.services.editing.open_map import arrived, edited, undone
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.editing.together import company_of
from cjm_tui.services.past.recorded import recorded
from cjm_tui.storage import git_at_work
from cjm_tui.storage.files import load
from cjm_tui.tui.board.arriving import Arriving
from cjm_tui.tui.board.bringing_back import BringingBack
from cjm_tui.tui.board.sharing import Sharing
from cjm_tui.tui.widgets.view_board import ViewBoard
from tests.patience import PATIENCE
from tests.stopped_pull import StoppedPull
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, feels, git, on_the_board, two_clones
from tests.tui.paper_desk import PaperDesk

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine notice late what was written over at once."""
    monkeypatch.setattr(overwritten, "RECENT", PATIENCE)


class Mine:
    """A board at a desk of paper, in a clone that others share."""

    def __init__(self, team: Team) -> None:
        self.team, self.desk = team, PaperDesk(open_map_at(team.map), Place("", "pay"))
        sharing = Sharing(self.desk, team.map, lambda _: None)
        sharing.company = company_of(team.map)
        self.arriving = Arriving(self.desk, ViewBoard(), sharing)
        self.back = BringingBack(self.desk, self.arriving, sharing, rest=lambda _: None)

    def saves(self) -> None:
        before = self.desk.open_map
        flushed = flush(before)
        self.desk.put(landed(before, flushed).open_map)
        self.back.saved(before, flushed)

    def feels(self, emotion: int, card: str = "pay") -> None:
        self.desk.put(edited(self.desk.open_map, feels(emotion, card)(self.desk.document)))
        self.saves()

    def looks(self) -> None:
        before, reading = self.desk.open_map, load(self.team.map).reading
        assert reading.document is not None
        self.desk.put(arrived(before, self.team.map, reading).open_map)
        self.back.arrived(before, self.team.map, reading.document)
        self.saves()

    def emotion(self) -> object:
        """Return what stands in the file."""
        return self.team.document.records[PAY].emotion


@pytest.fixture
def mine(tmp_path: Path) -> Mine:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return Mine(team)


def test_an_edit_that_was_written_over_is_saved_again_and_told_and_undo_takes_it_out(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    mine.team.map.write_text(before)
    mine.looks()
    assert mine.emotion() == 2
    said = "Written over by git or an editor a moment ago, and back: Pay by card: emotion −2 → +2 · u takes it out"
    assert mine.desk.status == said
    mine.desk.put(undone(mine.desk.open_map).open_map)
    mine.saves()
    assert mine.team.map.read_text() == before


def test_who_sets_it_back_once_more_has_their_way(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    for expected in (2, -2):
        mine.team.map.write_text(before)
        mine.looks()
        assert mine.emotion() == expected


def test_what_a_save_finds_written_over_comes_back_as_well(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    mine.team.map.write_text(before)
    mine.feels(1, "compare")
    mine.saves()
    assert mine.emotion() == 2
    assert mine.team.document.records[COMPARE].emotion == 1


def test_of_two_edits_of_one_field_that_were_written_over_the_newer_one_comes_back(
    mine: Mine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, asked = mine.team.map.read_text(), list[Callable[[], None]]()
    monkeypatch.setattr(mine.desk, "aside", lambda work, then: asked.append(lambda: then(work())))
    for emotion in (2, 1):
        mine.feels(emotion)
        mine.team.map.write_text(before)
        mine.looks()
    for answer in asked:
        answer()
    mine.saves()
    assert mine.emotion() == 1


def test_what_a_colleagues_cjm_sets_back_stays_set_back(mine: Mine) -> None:
    mine.feels(2)
    found, shown = company_of(mine.team.map), mine.team.document
    assert found is not None
    mine.team.writes(feels(-2))
    replace(found, me=Person(*NORA)).wrote(shown, mine.team.document)
    mine.looks()
    assert mine.emotion() == -2


def test_on_another_branch_nothing_comes_back(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_COMMITTER_DATE")  # git notes by it when HEAD moved
    git(mine.team.folder, "branch", "-q", "other")
    mine.feels(2)
    git(mine.team.folder, "commit", "-qam", "Paying is good")
    git(mine.team.folder, "switch", "-q", "other")
    mine.looks()
    assert mine.emotion() == -2


@pytest.mark.parametrize(
    "words", ["stash -q", "reset -q --hard", "checkout -q -- maps/shop.toml", "restore maps/shop.toml"]
)
def test_what_a_person_throws_away_with_git_some_time_later_stays_away(
    mine: Mine, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(overwritten, "RECENT", 0.0)
    mine.desk.recorded = recorded([mine.team.map])
    mine.feels(2)
    git(mine.team.folder, *words.split())
    mine.looks()
    assert mine.emotion() == -2


def test_while_the_app_has_git_at_work_nothing_comes_back(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    mine.arriving.joins(lambda: mine.team.map.write_text(before), lambda _: mine.looks())
    assert mine.emotion() == -2


def test_several_apps_that_were_written_over_at_once_each_bring_back_their_own(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    one, other, before = Mine(team), Mine(team), team.map.read_text()
    one.feels(2)
    other.feels(1, "compare")
    team.map.write_text(before)
    for app in (one, other, one, other):
        app.looks()
    found = team.document.records
    assert (found[PAY].emotion, found[COMPARE].emotion) == (2, 1)


async def test_an_edit_that_a_real_pull_writes_over_is_there_again_with_what_was_pulled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_at_work, "PATIENCE", 0.0)  # as where git takes longer than a save can wait
    nora, omar = two_clones(tmp_path)
    (omar.folder / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n# ours\n')
    omar.commits(OMAR, "Comparing is hard", feels(-1, "compare"), 12)
    git(omar.folder, "push", "-q")
    async with on_the_board(nora.map) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        with StoppedPull(nora.folder):
            await story.presses("5")
            await story.waits_until(lambda: not story.board.open_map.unsaved)
            assert nora.document.records[PAY].emotion == 2
        assert nora.document.records[PAY].emotion == -2, "git has written over it"
        await story.waits_until(lambda: "and back: Pay by card: emotion −2 → +2" in story.board.footer.status)
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        assert nora.document.records[PAY].emotion == 2
        assert nora.document.records[COMPARE].emotion == -1


def a_pull_that_is_given_up(nora: Team, omar: Team) -> StoppedPull:
    """Return a pull that fails since the map is not committed, stopped where git has taken out what was not.

    Git has then to put back what it took: the map, and the notes of which it writes last.
    """
    (nora.folder / "notes.txt").write_text("ours\n")
    nora.commits(NORA, "Notes", lambda document: document, 11)
    omar.commits(OMAR, "Paying is fine", feels(1), 12)
    git(omar.folder, "push", "-q")
    (nora.folder / "notes.txt").write_text("not committed\n")
    return StoppedPull(nora.folder, "notes.txt", ends=2)


async def test_what_a_pull_that_git_gave_up_took_out_is_there_again_whoever_edited_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overwritten, "RECENT", 0.0)  # however long ago that was
    monkeypatch.delenv("GIT_COMMITTER_DATE")  # git notes by it when HEAD moved
    nora, omar = two_clones(tmp_path)
    pull = a_pull_that_is_given_up(nora, omar)
    async with on_the_board(nora.map) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        await story.waits_until(lambda: story.board.recorded is not None)
        await story.presses("5")
        nora.writes(lambda document: set_field(document, COMPARE, "doing", "Asks a friend"))
        await story.waits_until(lambda: story.board.document == nora.document and not story.board.open_map.unsaved)
        with pull:
            assert nora.document.records[PAY].emotion == -2, "git has taken out what was not committed"
            nora.writes(feels(-1, "compare"))
        await story.waits_until(lambda: "a merge that git gave up, and back: " in story.board.footer.status)
        found = nora.document.records
        assert (found[PAY].emotion, found[COMPARE].emotion) == (2, -1)
        await story.waits_until(lambda: story.board.document == nora.document)
        assert "and back: " in story.board.footer.status
        assert found[COMPARE].text("doing") == "Asks a friend"
        await story.presses("u")
        await story.waits_until(lambda: nora.document.records[PAY].emotion == -2)
        assert nora.document.records[COMPARE].text("doing") == "Asks a friend", "which is no edit of mine"
