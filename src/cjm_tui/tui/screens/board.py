"""The board's screen: owns the one open map, hands it to the widgets, and turns every intent into one edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize
from textual.reactive import var

from cjm_tui.model.document import Document
from cjm_tui.model.wording import words
from cjm_tui.render.cursor import first_place, kept
from cjm_tui.render.journey import Journey, Place, journey_of
from cjm_tui.services.open_map import OpenMap, edited, redone, undone
from cjm_tui.tui.commands import BOARD, commands_of
from cjm_tui.tui.deeds import Copied, Deed
from cjm_tui.tui.screens.commanded import CommandedScreen, bindings_of
from cjm_tui.tui.screens.editing import Editing
from cjm_tui.tui.screens.keeping import Keeping
from cjm_tui.tui.screens.walking import Walking
from cjm_tui.tui.widgets.board import Board
from cjm_tui.tui.widgets.footer import Footer
from cjm_tui.tui.widgets.header import Header, facts_of
from cjm_tui.tui.widgets.side_panel import SidePanel, panel_width

if TYPE_CHECKING:
    from cjm_tui.tui.app import CjmApp

Rest = ParamSpec("Rest")


class BoardScreen(Walking, Editing, Keeping, CommandedScreen[None]):
    """One map on the board. `open_map` is its whole state; the cursor's place and the persona say how it is seen."""

    ROOM: ClassVar[str] = BOARD
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(BOARD)
    DEFAULT_CSS = """
    BoardScreen { overflow: hidden hidden; layers: base over; }
    BoardScreen > Header { dock: top; }
    BoardScreen > Footer { dock: bottom; }
    BoardScreen > SidePanel { dock: right; margin: 1 0 2 0; }
    """

    open_map: var[OpenMap] = var(cast("OpenMap", None), init=False, always_update=True)

    def __init__(self, open_map: OpenMap, place: Place | None = None) -> None:
        super().__init__()
        self.persona = ""
        self.journey = journey_of(open_map.document)
        self.place = kept(self.journey, place) if place else first_place(self.journey)
        self.set_reactive(BoardScreen.open_map, open_map)
        self.header = Header()
        self.board = Board()
        self.panel = SidePanel()
        self.footer = Footer(commands_of(BOARD))

    @property
    def document(self) -> Document:
        """Return the map as shown."""
        return self.open_map.document

    def compose(self) -> ComposeResult:
        """Lay out header, board, side panel and footer."""
        self.panel.display = panel_width(self.app.size.width) > 0
        self.panel.styles.width = panel_width(self.app.size.width)
        yield self.header
        yield self.board
        yield self.panel
        yield self.footer

    def on_mount(self) -> None:
        """Draw the map and begin to keep it."""
        self._draw()
        self.begin_keeping()

    def on_unmount(self) -> None:
        """Leave nothing unsaved."""
        self.keeper.stop()
        self.flush_now()

    def on_resize(self, event: Resize) -> None:
        """Fold the side panel away where there is no room for it."""
        self.panel.display = panel_width(event.size.width) > 0
        self.panel.styles.width = panel_width(event.size.width)

    def watch_open_map(self, before: OpenMap | None, after: OpenMap) -> None:
        """Draw the map anew; the cursor stays on its card wherever that went."""
        if before is not None and before.document is not after.document:
            self.redraw()
        self.keep()

    def redraw(self) -> None:
        """Draw the map anew; the cursor stays on its card wherever that went."""
        old, self.journey = self.journey, journey_of(self.document, self.persona, self.names.get("channel"))
        self.place = kept(self.journey, self.place, old)
        self._draw()

    def tell_header(self) -> None:
        """Show title, persona, coverage, branch and what is not committed yet."""
        known = self.recorded
        waiting = len(known.uncommitted(self.open_map.present)) if known else 0
        whose = self.names.get("persona", {}).get(self.persona, self.persona)
        self.header.tell(facts_of(self.journey, whose, known.label if known else "", waiting))

    def go(self, place: Place) -> None:
        """Put the cursor on a place."""
        if place != self.place:
            self.place = place
            self.board.look(self.journey, place)
            self.panel.tell(self.journey, place, self.names)

    def edit(
        self, deed: Callable[Concatenate[Document, Place, Rest], Deed], *rest: Rest.args, **named: Rest.kwargs
    ) -> None:
        """Do one deed at the cursor and say what it did."""
        before = self.document
        done = deed(before, self.place, *rest, **named)
        after = edited(self.open_map, done.document)
        if after is self.open_map:
            self.say("Nothing to change here")
            return
        self.place = done.place
        self.open_map = after
        self.say(f"{'; '.join(words(before, after.document)) or 'Changed'} · u undoes", "text")

    def say(self, words: str, tone: str = "muted") -> None:  # noqa: F811  # what is said are words
        """Say a sentence in the status line."""
        self.footer.say(words, tone)

    def copies(self) -> list[Copied]:
        """Return the app's clipboard of cards."""
        return cast("CjmApp", self.app).copies

    def do_undo(self) -> None:
        """Take the last edit back."""
        step = undone(self.open_map)
        if step.open_map is self.open_map:
            self.say("Nothing to undo")
            return
        self.open_map = step.open_map
        self.say(f"Undone: {'; '.join(step.sentences) or 'nothing was left of it'} · ctrl+r does it again", "text")

    def do_redo(self) -> None:
        """Do the last undone edit again."""
        step = redone(self.open_map)
        if step.open_map is self.open_map:
            self.say("Nothing to redo")
            return
        self.open_map = step.open_map
        self.say(f"Redone: {'; '.join(step.sentences)} · u undoes", "text")

    def _draw(self) -> None:
        self.board.look(self.journey, self.place)
        self.panel.tell(self.journey, self.place, self.names)
        self.tell_header()
