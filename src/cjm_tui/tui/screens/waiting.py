"""Waiting for what a thread brings: what takes long is told, esc leaves it, and nothing comes over another screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from cjm_tui.tui.type_ahead import Awaited

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.errors import CjmError
    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.screens.commanded import CommandedScreen

Found = TypeVar("Found")

_LONG = 0.7  # seconds after which a person wonders whether the key was heard


class Waiting:
    """One wait on a screen, from a key to what it asked for."""

    def __init__(self, screen: CommandedScreen[Any], *, stays: bool) -> None:
        self._screen = screen
        self._was_told = False
        self.awaited = Awaited(screen.app.screen, stays=stays, leave=None if stays else self._leave)
        self._timer = screen.set_timer(_LONG, self._tell)

    def end(self, then: Callable[[Found], None], found: Found) -> None:
        """Go on with what was found, unless nobody waits for it any more."""
        self._tell_no_more()
        if self.awaited.is_wanted_on(self._screen.app.screen):
            self._screen.guarded(lambda: then(found))

    def fail(self, failed: Callable[[CjmError], None], error: CjmError) -> None:
        """Tell what could not happen."""
        self.awaited.has_failed = True
        cast("CjmApp", self._screen.app).awaits_no_more(self.awaited)
        self._tell_no_more()
        if not self.awaited.is_left:
            failed(error)

    def _tell(self) -> None:
        self._was_told = True
        self._screen.say("One moment …" if self.awaited.stays else "One moment … · esc leaves it")

    def _tell_no_more(self) -> None:
        self._timer.stop()
        if self._was_told:
            self._was_told = False
            self._screen.say("")

    def _leave(self) -> None:
        self._timer.stop()
        self._was_told = False
        self._screen.say("Left; nothing was changed")
