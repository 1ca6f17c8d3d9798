"""Keys typed ahead: over a slow line a word arrives at once, and each key must find what the one before it opened.

Textual hands every key on as it comes, to what has the focus at that moment; a key whose forerunner is still on its
way would land in the screen before. Here a key waits until the one before it has gone all its way. A key that comes
alone is handed on at once. While a dialog is at work (its `at_leisure` is not set) keys wait for what comes after it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Key, Paste

if TYPE_CHECKING:
    from textual.events import Event
    from textual.message_pump import MessagePump

_PATIENCE = 0.5  # seconds; what takes longer than this is no longer waited for
_NEVER_WAIT = {"ctrl+q", "ctrl+c", "escape"}


class TypeAhead(App[None]):
    """Hands keys and pastes on one after the other."""

    def __init__(self, *, ansi_color: bool) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[Key | Paste] = deque()
        self._handing_on: asyncio.Task[None] | None = None

    async def on_event(self, event: Event) -> None:
        """Line up what is typed; everything else goes its way."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if self._handing_on is None or self._handing_on.done():
            self._handing_on = asyncio.create_task(self._hand_on())
            self._handing_on.add_done_callback(self._tell_fault)

    def _tell_fault(self, handing_on: asyncio.Task[None]) -> None:
        fault = None if handing_on.cancelled() else handing_on.exception()
        if isinstance(fault, Exception):
            self._handle_exception(fault)

    async def _hand_on(self) -> None:
        while self._typed:
            leisure = getattr(self.screen, "at_leisure", None)
            if isinstance(leisure, asyncio.Event) and not _is_urgent(self._typed[0]):
                await leisure.wait()
            event = self._typed.popleft()
            target = self.focused or self.screen
            await super().on_event(event)
            if self._typed:
                await self._settled(target)

    async def _settled(self, target: MessagePump) -> None:
        """Wait until a key that was handed to `target` has gone up to the app, and what it opened is there."""
        node: MessagePump | None = target
        while node is not None:
            await _has_caught_up(node)
            node = node._parent  # noqa: SLF001  # the way an event bubbles, also of a widget that is being removed
        # A dialog that was opened is composed and mounted first, and only then asks the app for the focus.
        for pump in (self.screen, self, self.screen, self):
            await _has_caught_up(pump)


def _is_urgent(event: Key | Paste) -> bool:
    return isinstance(event, Key) and event.key in _NEVER_WAIT


async def _has_caught_up(pump: MessagePump) -> None:
    """Wait until a message pump has worked off what is in its queue by now."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _PATIENCE)
