"""One persona's journey through a map, over everybody's, or two personas side by side: both curves, card by card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from cjm_tui.model.measures import map_mean
from cjm_tui.render.board.cards import mean_words
from cjm_tui.render.cells import Ink, Line, Run, fit, merged
from cjm_tui.render.curve.overlay import overlaid
from cjm_tui.render.palette import emotion_colour
from cjm_tui.services.workspace.referred import walk_of
from cjm_tui.tui.commands import WALK
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.row_list import Drawn
from cjm_tui.tui.widgets.walk_rows import Step, step_row, steps_of, titles

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from cjm_tui.model.document import Document
    from cjm_tui.tui.screens.referred import Go
    from cjm_tui.tui.widgets.row_list import RowList

_TALL = 34


class Walker(NamedTuple):
    """Who walks: the id of a persona (empty: everybody) and their name."""

    id: str
    name: str


EVERYBODY = Walker("", "everybody")


class WalkScreen(ListingScreen[None]):
    """Shows how one or two personas walk a map; `go` opens it at a card."""

    ROOM: ClassVar[str] = WALK
    DEFAULT_CSS = """
    WalkScreen > .curve { height: 7; }
    """

    def __init__(self, maps: tuple[tuple[Path, Document], ...], walkers: tuple[Walker, ...], go: Go) -> None:
        """Show the first of `maps`; a single walker is shown over everybody."""
        super().__init__()
        self.maps = maps
        self.first, self.second = (*walkers, EVERYBODY)[:2]
        self.go = go
        self.at = 0
        self.steps: tuple[Step, ...] = ()
        self.curve = Lines(classes="curve")

    def compose(self) -> ComposeResult:
        """Lay out the curves over the cards."""
        yield self.header
        yield self.curve
        yield self.titles
        yield self.rows
        yield self.footer

    def on_mount(self) -> None:
        """Begin with the first map."""
        self._turn(0)

    def on_resize(self) -> None:
        """Fit everything to the new size."""
        self.curve.styles.height = (9 if self.size.height >= _TALL else 5) + 2
        self.call_after_refresh(self._draw)

    def _turn_on(self, by: int) -> None:
        if len(self.maps) == 1:
            self.say("This is the only map here that they walk")
        else:
            self._turn(by)

    def _turn(self, by: int) -> None:
        self.at = (self.at + by) % len(self.maps)
        self.steps = steps_of(self.maps[self.at][1], self.first.id, self.second.id)
        self.rows.go(0)
        self._draw()

    def _draw(self) -> None:
        document, cells = self.maps[self.at][1], self.size.width
        who = self.first.name if self.second == EVERYBODY else f"{self.first.name} and {self.second.name}"
        which = f" · map {self.at + 1} of {len(self.maps)}" if len(self.maps) > 1 else ""
        skipped = sum(step.first.is_skipped or step.second.is_skipped for step in self.steps)
        told = f"{sum(step.differs for step in self.steps)} differ · {skipped} skipped{which}"
        self.header.show((header_line(f"{who}: {document.title}", told, cells),))
        self.titles.show(((Run("  ", Ink()), *titles(self.first.name, self.second.name, cells - 3)),))
        self.rows.offer(Drawn(self.steps, lambda step: step_row(step, self.size.width - 3)))
        self._draw_curves()

    def _draw_curves(self) -> None:
        document, cells = self.maps[self.at][1], self.size.width
        rows = self.curve.size.height - 2
        if rows not in {5, 9}:
            return
        front, behind = walk_of(document, self.first.id), walk_of(document, self.second.id)
        here = self.steps[self.rows.cursor].card.id if self.steps else ""
        legend = merged((*self._legend("   ●", self.first, cells), *self._legend("   ○", self.second, cells)))
        self.curve.show(((), *overlaid(behind, front, cells, rows, here), legend))

    def _legend(self, mark: str, walker: Walker, cells: int) -> Line:
        mean = map_mean(self.maps[self.at][1], walker.id or None)
        name = fit(walker.name, max(8, cells // 2 - 14))
        return (
            Run(f"{mark} ", Ink("muted")),
            Run(f"{name}  ", Ink("text", bold=mark.endswith("●"))),
            Run(mean_words(mean), Ink(emotion_colour(mean), bold=True)),
        )

    def on_row_list_moved(self) -> None:
        """Set the card off on the curve."""
        if self.steps:
            self._draw_curves()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Go to the card that was clicked twice."""
        if event.times > 1:
            self.action_run("open-walk-card")

    def do_open_walk_card(self) -> None:
        """Go to the card on the board."""
        if self.steps:
            self.go(self.maps[self.at][0], self.steps[self.rows.cursor].card.id)

    def do_next_walk(self) -> None:
        """Show the next map that they walk."""
        self._turn_on(1)

    def do_previous_walk(self) -> None:
        """Show the map before."""
        self._turn_on(-1)

    def do_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def do_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
