"""The driver that sends the fewest bytes: nothing that the terminal shows already, and no empty frames."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver
from textual.messages import InBandWindowResize

from cjm_tui.tui.terminal.abilities import Abilities, abilities
from cjm_tui.tui.terminal.glass import Glass

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.message import Message

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"


class ThriftyDriver(LinuxDriver):
    """Textual's driver for Linux, macOS and WSL behind a glass that knows what is shown."""

    _held = False
    _is_modern = False

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self.glass = Glass(self._abilities)

    def _abilities(self) -> Abilities:
        """Return what the terminal can do.

        Some that call themselves xterm cannot repeat a character, mosh among them. Those that have answered that they
        hold frames together all can.
        """
        able = abilities()
        return able if self._is_modern else able._replace(repeats=False)

    def start_application_mode(self) -> None:
        """Take over the terminal; whatever stood on it is unknown, and so it is again when its size changes."""
        self.look_afresh()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it so
        resized = signal.getsignal(signal.SIGWINCH)

        def forgetting(number: int, frame: FrameType | None) -> None:
            self.look_afresh()
            if callable(resized):
                resized(number, frame)

        signal.signal(signal.SIGWINCH, forgetting)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop: one from outside came unawares, and a shell may have written over the screen since.

        Textual starts its threads a second time then, beside those that still run, and draws nothing. While an editor
        or git has the terminal, it stays theirs. With a hang-up the system sends this signal as well, perhaps in the
        middle of a write: another one would wait for that for ever.
        """
        lifeline = getattr(self._app, "lifeline", None)
        if lifeline is not None and lifeline.is_cut:
            return
        if self._auto_restart and self._writer_thread is not None:
            if not self._must_signal_resume:
                self.suspend_application_mode()
                self._must_signal_resume = True
            self._app.call_later(self._app.refresh, layout=True)
        super()._sigcont_application()

    def look_afresh(self) -> None:
        """Forget what the terminal shows, so that the next frame is sent whole."""
        self.glass.forget(*self._get_terminal_size())

    def process_message(self, message: Message) -> None:
        """Forget what is shown when the terminal says that its size changed."""
        if isinstance(message, InBandWindowResize):
            self.look_afresh()
        super().process_message(message)

    def write(self, data: str) -> None:
        """Send what differs; a frame in which nothing does is not sent at all."""
        if data == _BEGIN:
            self._held = self._is_modern = True
            return
        if data == _END and self._held:
            self._held = False
            return
        size = self._app.size
        if (size.width, size.height) != (self.glass.width, self.glass.height) and size.width:
            self.glass.forget(size.width, size.height)
        different = data if data == _END else self.glass.difference(data)
        if not different:
            return
        if self._held:
            different = _BEGIN + different
            self._held = False
        super().write(different)
