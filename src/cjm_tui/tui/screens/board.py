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
from cjm_tui.render.cursor import down, first_place, kept
from cjm_tui.render.journey import Place, journey_of, spelled
from cjm_tui.services.open_map import OpenMap, edited, redone, undone
from cjm_tui.tui.commands import BOARD, commands_of
from cjm_tui.tui.deeds import Copied, Deed, dropped
from cjm_tui.tui.screens.asking import Asking
from cjm_tui.tui.screens.commanded import CommandedScreen, bindings_of
from cjm_tui.tui.screens.editing import Editing
from cjm_tui.tui.screens.keeping import Keeping
from cjm_tui.tui.screens.typing_in_place import TypingInPlace
from cjm_tui.tui.screens.walking import Walking
from cjm_tui.tui.widgets.board import Board
from cjm_tui.tui.widgets.footer import Footer
from cjm_tui.tui.widgets.header import Header, facts_of
from cjm_tui.tui.widgets.side_panel import SidePanel, panel_width

if TYPE_CHECKING:
    from cjm_tui.tui.app import CjmApp

Rest = ParamSpec("Rest")


class BoardScreen(Walking, Editing, TypingInPlace, Asking, Keeping, CommandedScreen[None]):
    """One map on the board. `open_map` is its whole state; the cursor's place and the persona say how it is seen."""

    ROOM: ClassVar[str] = BOARD
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(BOARD)
    DEFAULT_CSS = """
    BoardScreen { overflow: hidden hidden; layers: base over; }
    BoardScreen > Header { dock: top; }
    BoardScreen > Footer { dock: bottom; }
    BoardScreen > SidePanel { dock: right; margin: 1 0 2 0; }
    """

    _was_warned = False
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
        self.cjm.lifeline.add(self.flush_now)

    def on_unmount(self) -> None:
        """Leave nothing unsaved."""
        self.keeper.stop()
        self.flush_now()
        self.cjm.lifeline.discard(self.flush_now)

    @property
    def cjm(self) -> CjmApp:
        """Return the app."""
        return cast("CjmApp", self.app)

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

    def personas(self) -> tuple[str, ...]:
        """Return the ids of those whose curve can be shown: who walks the map, and whoever has an emotion in it."""
        own = (id_ for touchpoint in self.journey.document.of_kind("touchpoint") for id_ in touchpoint.table("emotion_by"))
        return tuple(dict.fromkeys((*self.document.header.texts("personas"), *own)))

    def persona_name(self, id_: str) -> str:
        """Return what a persona is called; all of them together are everybody."""
        return self.names.get("persona", {}).get(id_) or spelled(id_) if id_ else "everybody"

    def show_persona(self, id_: str) -> None:
        """Show a persona's curve, everybody's when the id is empty."""
        self.persona = id_
        self.redraw()
        theirs = "; emotions set now are theirs" if id_ else ""
        self.say(f"The curve of {self.persona_name(id_)}{theirs} · , and . change it")

    def do_next_persona(self) -> None:
        """Show the next persona's curve."""
        self._turn_persona(1)

    def do_previous_persona(self) -> None:
        """Show the previous persona's curve."""
        self._turn_persona(-1)

    def _turn_persona(self, steps: int) -> None:
        row = ("", *self.personas())
        at = row.index(self.persona) if self.persona in row else 0
        self.show_persona(row[(at + steps) % len(row)])

    def tell_header(self) -> None:
        """Show title, persona, coverage, branch and what is not committed yet."""
        known = self.recorded
        waiting = len(known.uncommitted(self.open_map.present)) if known else 0
        walkers = self.document.header.texts("personas")
        whose = self.persona_name(self.persona) if self.persona else ", ".join(map(self.persona_name, walkers))
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
        self.take(deed(self.document, self.place, *rest, **named))

    def take(self, done: Deed, said: str = "") -> None:
        """Take a deed in and say what it did, in words of its own or in those of the change."""
        before = self.document
        after = edited(self.open_map, done.document)
        if after is self.open_map:
            self.say("Nothing to change here")
            return
        self.place = done.place
        self.open_map = after
        self.say(f"{said or '; '.join(words(before, after.document)) or 'Changed'} · u undoes", "text")

    def say(self, words: str, tone: str = "muted") -> None:  # noqa: F811  # what is said are words
        """Say a sentence in the status line."""
        self.footer.say(words, tone)

    def copies(self) -> list[Copied]:
        """Return the app's clipboard of cards."""
        return self.cjm.copies

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys be typed while a line is edited on the board."""
        del parameters
        return not (self.editor is not None and action in {"run", "strike"})

    def on_board_pointed(self, event: Board.Pointed) -> None:
        """Put the cursor where the mouse pointed."""
        self.go(event.place)

    def on_board_opened(self, event: Board.Opened) -> None:
        """Open the card that was clicked twice."""
        self.go(event.place)
        self.action_run("open-card")

    def on_board_dropped(self, event: Board.Dropped) -> None:
        """Move a card to where it was dragged."""
        self.place = event.dragged
        self.guarded(lambda: self.edit(dropped, event.target))

    def on_board_wheeled(self, event: Board.Wheeled) -> None:
        """Walk with the wheel."""
        self.go(down(self.journey, self.place, event.steps))

    def do_leave(self) -> None:
        """Go back to where the board was opened from, or leave; an edit that cannot be saved is told first, once."""
        error = self.flush_now()
        if error is not None and not self._was_warned:
            self._was_warned = True
            self.say(f"{error.message}. q once more leaves without it", "error")
            return
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.app.exit()

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
