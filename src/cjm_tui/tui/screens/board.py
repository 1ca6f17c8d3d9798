"""The board's screen: every command of the board, the mouse, and the way in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_tui.services.editing.open_map import redone, undone
from cjm_tui.tui.commands import BOARD
from cjm_tui.tui.deeds import dropped
from cjm_tui.tui.screens.branching import Branching
from cjm_tui.tui.screens.commanded import bindings_of
from cjm_tui.tui.screens.editing import Editing
from cjm_tui.tui.screens.looking_back import LookingBack
from cjm_tui.tui.screens.remedying import Remedying
from cjm_tui.tui.screens.researching import Researching
from cjm_tui.tui.screens.typing_in_place import TypingInPlace
from cjm_tui.tui.screens.zooming import Zooming

if TYPE_CHECKING:
    from textual.binding import BindingType

    from cjm_tui.tui.widgets.board import Board


class BoardScreen(Zooming, Editing, TypingInPlace, Remedying, LookingBack, Branching, Researching):
    """One map on the board."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(BOARD)
    DEFAULT_CSS = """
    BoardScreen { overflow: hidden hidden; layers: base over; }
    """
    _was_warned = False

    def on_mount(self) -> None:
        """Draw the map and begin to keep it."""
        self._draw()
        self.begin_keeping()
        self.call_after_refresh(self.begin_looking)
        self.cjm.lifeline.add(self.flush_now)

    def on_unmount(self) -> None:
        """Leave nothing unsaved."""
        self.keeper.stop()
        self.flush_now()
        self.cjm.lifeline.discard(self.flush_now)

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

    def on_board_dragged(self, event: Board.Dragged) -> None:
        """Say where the card goes if it is let go here."""
        card, target = self.journey.touchpoint(event.dragged), self.journey.touchpoint(event.target)
        at = self.journey.column_of(event.target.stage)
        if card is None or at is None:
            return
        stage = self.journey.columns[at].name
        if event.target == event.dragged:
            self.say(f"{card.name} stays where it is")
        elif target is not None:
            self.say(f"{card.name} goes to the place of {target.name}")
        else:
            self.say(f"{card.name} goes to the {'end' if event.target.touchpoint else 'top'} of {stage}")

    def on_board_dropped(self, event: Board.Dropped) -> None:
        """Move a card to where it was dragged."""
        self.place = event.dragged
        self.guarded(lambda: self.edit(dropped, event.target))

    def on_board_wheeled(self, event: Board.Wheeled) -> None:
        """Walk with the wheel."""
        step = self.do_go_down if event.steps > 0 else self.do_go_up
        step()

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
