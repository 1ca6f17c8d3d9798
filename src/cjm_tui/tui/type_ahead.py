"""Keys typed ahead: over a slow line a word arrives at once, and each key must find what the one before it opened.

Textual hands every key on as it comes, to what has the focus at that moment; a key whose forerunner is still on its
way would land in the screen before. Here a key waits until the one before it has gone all its way. A key that comes
alone is handed on at once. What a thread brings is waited for as well (`awaits`): what is typed meanwhile is for that.

Invariant: what was typed for a screen that does not come is dropped; it never edits anything on another one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Key, Paste
from textual.worker import WorkerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import Event
    from textual.message_pump import MessagePump
    from textual.screen import Screen
    from textual.worker import Worker

_PATIENCE = 0.5  # seconds; what takes longer than this is no longer waited for
_NEVER_WAIT = {"ctrl+q", "ctrl+c", "escape"}


class Awaited:
    """What was asked for on a screen and is on its way; it comes as another screen, or `stays` on this one.

    `leave` is called when esc says that nobody waits for it any more; without one it cannot be left.
    """

    def __init__(self, screen: Screen[object], *, stays: bool = False, leave: Callable[[], None] | None = None) -> None:
        self.screen, self.stays, self.leave = screen, stays, leave
        self.has_failed = False
        self.is_left = False

    def is_wanted_on(self, screen: Screen[object]) -> bool:
        """Tell whether the person still waits for it, now that `screen` is what they see."""
        return not self.is_left and (self.stays or screen is self.screen)

    def has_come_on(self, screen: Screen[object]) -> bool:
        """Tell whether what was typed meanwhile is for `screen`."""
        return not self.has_failed and (self.stays or screen is not self.screen)


class TypeAhead(App[None]):
    """Hands keys and pastes on one after the other."""

    def __init__(self, *, ansi_color: bool) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[Key | Paste] = deque()
        self._handing_on: asyncio.Task[None] | None = None
        self._awaited: dict[Awaited, asyncio.Task[None]] = {}
        self._news = asyncio.Event()
        self._is_held = False

    def awaits(self, awaited: Awaited, worker: Worker[None]) -> None:
        """Let what is typed from now on wait until a worker has ended, and be for what it brings."""
        seeing_out = asyncio.create_task(self._see_out(awaited, worker))
        seeing_out.add_done_callback(self._tell_fault)
        self._awaited[awaited] = seeing_out

    async def _see_out(self, awaited: Awaited, worker: Worker[None]) -> None:
        with suppress(WorkerError):
            await worker.wait()
        self.awaits_no_more(awaited)

    def awaits_no_more(self, awaited: Awaited) -> None:
        """Hand on what was typed meanwhile to what has come; where nothing has, drop it: what comes now is for here."""
        if self._awaited.pop(awaited, None) is not None and not self._awaited:
            if not (self.screen_stack and awaited.has_come_on(self.screen)):
                self._typed.clear()
            self._news.set()

    def _leave_awaited(self) -> bool:
        """Wait no longer for what can be left; tell whether there was something."""
        left = [awaited for awaited in self._awaited if awaited.leave is not None]
        for awaited in left:
            awaited.is_left = True
            del self._awaited[awaited]
            if awaited.leave is not None:
                awaited.leave()
        return bool(left)

    async def on_event(self, event: Event) -> None:
        """Line up what is typed; everything else goes its way."""
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._awaited and self._is_held and _is_urgent(event):
            self._typed.clear()
        self._typed.append(event)
        self._news.set()
        if self._handing_on is None or self._handing_on.done():
            self._handing_on = asyncio.create_task(self._hand_on())
            self._handing_on.add_done_callback(self._tell_fault)

    def _tell_fault(self, handing_on: asyncio.Task[None]) -> None:
        fault = None if handing_on.cancelled() else handing_on.exception()
        if isinstance(fault, Exception):
            self._handle_exception(fault)

    async def _hand_on(self) -> None:
        while self._typed:
            if self._awaited and not _is_urgent(self._typed[0]):
                await self._what_comes()
                continue
            event = self._typed.popleft()
            if isinstance(event, Key) and event.key == "escape" and self._leave_awaited():
                continue
            target = self.focused or self.screen
            await super().on_event(event)
            await self._settled(target)

    async def _what_comes(self) -> None:
        """Wait until what was awaited is there, as whole as a key has to find it, or a key comes that cannot wait."""
        self._is_held = True
        self._news.clear()
        await self._news.wait()
        self._is_held = False
        if self._typed and not self._awaited:
            await self._settled(self.screen)

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
