"""Lending git the terminal: where a remote or a hook asks something, that is offered with the app suspended."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cjm_tui.errors import CjmError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.tui.board.desk import Desk

Found = TypeVar("Found")


def offer_terminal(
    desk: Desk, error: CjmError, work: Callable[[], Found], then: Callable[[Found], None], *, command: str
) -> None:
    """Say what could not be done and, where that would help, do `work` in the terminal; go on with what it found.

    `command` is what does the same in a shell.
    """
    from cjm_tui.tui.dialogs.confirm import Confirm

    desk.trouble(error)
    if not getattr(error, "needs_terminal", False):
        return

    def answered(agreed: bool | None) -> None:
        if agreed:
            _lent(desk, work, then, command)

    question = f"{error.message}. Run it in the terminal, where you can answer?"
    desk.ask(Confirm(error.title, question, "run it in the terminal", "leave it"), answered)


def _lent(desk: Desk, work: Callable[[], Found], then: Callable[[Found], None], command: str) -> None:
    from textual.app import SuspendNotSupported

    try:
        with desk.cjm.suspend():
            found = work()
    except SuspendNotSupported:
        desk.say(f"This terminal cannot be handed over; type `{command}` in a shell", "error")
    except CjmError as error:
        desk.trouble(error)
    else:
        then(found)
