"""The board's screen: puts its parts together and hands them what happens: keys, the mouse, the threads' messages.

Every command is a method of one of the parts; a key finds it by the command's name.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.tui.board.arriving import Arriving
from cjm_tui.tui.board.asking import Asking
from cjm_tui.tui.board.branching import Branching
from cjm_tui.tui.board.checking import Checking
from cjm_tui.tui.board.committing import Committing
from cjm_tui.tui.board.confirming import Confirming
from cjm_tui.tui.board.editing import Editing
from cjm_tui.tui.board.filling_in import FillingIn
from cjm_tui.tui.board.going_along import GoingAlong
from cjm_tui.tui.board.hiding import Hiding
from cjm_tui.tui.board.keeping import Keeping
from cjm_tui.tui.board.looking import Looking
from cjm_tui.tui.board.looking_back import LookingBack
from cjm_tui.tui.board.manuscripts import Manuscripts
from cjm_tui.tui.board.offering import Offering
from cjm_tui.tui.board.remedying import Remedying
from cjm_tui.tui.board.researching import Researching
from cjm_tui.tui.board.sharing import Sharing
from cjm_tui.tui.board.surroundings import Told, read_around
from cjm_tui.tui.board.syncing import Syncing
from cjm_tui.tui.board.tracing import Tracing
from cjm_tui.tui.board.typing_in_place import TypingInPlace
from cjm_tui.tui.board.uniting import Uniting
from cjm_tui.tui.board.viewing import Viewing
from cjm_tui.tui.board.walking import Walking
from cjm_tui.tui.screens.pointed_at import PointedAt

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key, Resize

    from cjm_tui.model.record import RecordKey
    from cjm_tui.render.journey import Place
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.tui.company import Met, Moved
    from cjm_tui.tui.keeper import HalfTyped, LeftBehind, Noticed, NotSaved, Saved
    from cjm_tui.tui.widgets.line_editor import LineEditor

_RETRY = 2.0
_SOON = 0.2  # importing what talks to git takes longer than drawing the map


class BoardScreen(PointedAt):
    """One map on the board."""

    DEFAULT_CSS = "BoardScreen { overflow: hidden hidden; layers: base over; }"

    def __init__(self, open_map: OpenMap, place: Place | None = None) -> None:
        super().__init__(open_map, place)
        self._was_warned, board, panel = False, self.board, self.panel
        self.sharing = Sharing(self, open_map.path, self.post_message)
        self.arriving = Arriving(self, board, self.sharing)
        going = GoingAlong(self, lambda: self.arriving.is_gathering or self.typing.editor is not None)
        self.keeping = Keeping(self, self.arriving, self.sharing, going, self.post_message)
        self.uniting = Uniting(self, self.arriving)
        self.tracing, self.checking = Tracing(self, board, panel), Checking(self, board, panel)
        self.looking = Looking(self, board, self.post_message)
        self.viewing = Viewing(self, board, panel, hiding := Hiding(self, board))
        self.typing = TypingInPlace(self, board)
        self.walking = Walking(self, board, panel)
        self.past = LookingBack(self)
        self._doers = (
            self.walking, self.viewing, hiding, self.looking, Offering(self, self.viewing, self.looking),
            Editing(self, self.arriving), self.typing, FillingIn(self), Asking(self), Remedying(self),
            Researching(self), self.keeping, Committing(self, self.sharing, self.uniting, self.arriving), self.uniting,
            Syncing(self, self.arriving), self.past, self.tracing, Confirming(self, self.tracing),
            Branching(self, self.arriving), Manuscripts(self, self.arriving),
        )  # fmt: skip

    def doers(self) -> tuple[object, ...]:
        """Return whose methods the commands are: the screen's own, and those of its parts."""
        return (self, *self._doers)

    def compose(self) -> ComposeResult:
        """Lay out header, board, side panel and footer."""
        self.viewing.fold(self.app.size)
        return super().compose()

    def on_mount(self) -> None:
        """Draw the map and begin to keep it; all that needs a thread can wait until the map is seen."""
        self.draw()
        self.keeping.begin()
        self.call_after_refresh(self._keep_on)
        self.set_timer(_SOON, self.read_around)
        self.set_timer(_SOON, partial(self.run_worker, self.keeping.look_behind, thread=True, group="behind"))

    def _keep_on(self) -> None:
        self.keeping.go_on()
        self.sharing.begin()
        self.uniting.begin()
        self.looking.begin()

    def on_screen_resume(self) -> None:
        """Leave where the map was opened from here: another board shows it under its name of now."""
        if self.keeping.is_let_go:
            self.app.exit()

    def on_unmount(self) -> None:
        """Leave nothing unsaved, and no sign of having been here."""
        self.typing.rest()
        self.looking.end()
        self.keeping.end()
        self.sharing.end()

    def on_resize(self, event: Resize) -> None:
        """Give the side panel its room, and the line that is typed in its place."""
        self.viewing.fold(event.size)
        self.call_after_refresh(self.typing.lay_again)

    def watch_open_map(self, before: OpenMap | None, after: OpenMap) -> None:
        """Draw a map that changed, write down whose edit it was, and save it."""
        is_changed = before is not None and before.document is not after.document
        if is_changed:
            self.tracing.follow()
            self.redraw()
        if before is not None and is_changed and not self.arriving.is_arriving:
            # Before it is saved: who sees it is to know whose edit it is.
            self.sharing.wrote(before.document, after.document)
        self.keeping.keep()

    def mean(self, key: RecordKey, field: str) -> None:
        """Write down that a field is to be what it is already: git may be about to bring something else back."""
        self.keeping.mean((key, field))

    def redraw(self) -> None:
        """Draw the map anew, and over it the baseline it names now."""
        super().redraw()
        self.looking.follow()
        self.typing.follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let keys be typed while a line is edited on the board."""
        del parameters
        return not (self.typing.editor is not None and action in {"run", "strike"})

    def others(self) -> tuple[str, ...]:
        """Return the names of who else has the map open."""
        return self.sharing.others

    def save_now(self) -> None:
        """Save everything before returning; raise `SaveError` when that cannot be."""
        error = self.keeping.flush_now()
        if error is not None:
            raise error

    def read_around(self, *, with_names: bool = True) -> None:
        """Read what stands around the map anew: names, and what git has recorded."""
        work = partial(read_around, self.open_map, self.post_message, with_names=with_names)
        self.run_worker(work, thread=True, group="around", exclusive=True)

    def on_key(self, event: Key) -> None:
        """Let go of the cards that somebody else changed: they have been seen."""
        super().on_key(event)
        self.board.touch(frozenset())

    def on_saved(self, message: Saved) -> None:
        """Take in what a save left on the disk."""
        self._was_warned = False
        self.keeping.saved(message.flushed)
        self.checking.look_again()

    def on_not_saved(self, message: NotSaved) -> None:
        """Say why, and try again soon."""
        self.keeping.not_saved(message.error)
        self.set_timer(_RETRY, self.keeping.keep)

    def on_left_behind(self, message: LeftBehind) -> None:
        """Take up what could not be saved the last time."""
        self.keeping.take_up(message.unsaved)

    def on_half_typed(self, message: HalfTyped) -> None:
        """Say where something half typed waits."""
        self.keeping.tell_half_typed(message.offered)

    def on_noticed(self, message: Noticed) -> None:
        """Merge in what somebody else wrote."""
        self.keeping.notice(message.seen, message.beside, message.arrival)
        self.checking.look_soon()

    def on_changed(self) -> None:
        """Lay the baseline over the curve as it stands on the disk now."""
        self.looking.look_again()

    def on_met(self, message: Met) -> None:
        """Show who else has the map open."""
        self.sharing.meet(message.company, message.others)

    def on_moved(self, message: Moved) -> None:
        """Read again what git has recorded: a commit was made or came beside the app."""
        self.sharing.hear(message.moves)
        self.read_around(with_names=False)

    def on_told(self, message: Told) -> None:
        """Show names and what git has recorded, and ask git who wrote what."""
        if message.names is not None and message.names != self.names:
            self.names = message.names
            self.redraw()
        if message.recorded is not None:
            self.checking.look()
            self.beside, self.disputed = message.beside, message.disputed
            self.know(message.recorded)
            self.sharing.learn(message.recorded)
            if message.recorded.committed:
                self.tracing.begin()

    def on_line_editor_ended(self, event: LineEditor.Ended) -> None:
        """Do what a line was typed for."""
        self.typing.end(event.text, is_given_up=event.is_given_up)

    def do_leave(self) -> None:
        """Go back to where the board was opened from, or leave; an edit that cannot be saved is told first, once."""
        error = self.keeping.flush_now()
        if error is not None and not self._was_warned:
            self._was_warned = True
            self.keeping.warn_before_leaving(error)
            return
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        else:
            self.app.exit()
