"""The app: the theme, the filters every line passes, the first screen."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from cjm_tui.tui.commands import keyed
from cjm_tui.tui.deeds import Copied
from cjm_tui.tui.filters import Ascii, Colourless, Visible
from cjm_tui.tui.inks import Depth, Inks, depth_of
from cjm_tui.tui.lifeline import Lifeline
from cjm_tui.tui.screens.commanded import CommandedScreen
from cjm_tui.tui.theme_files import own_folder
from cjm_tui.tui.themes import DARK, fitting, palette_named, theme_of
from cjm_tui.tui.type_ahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.theme import Theme

_SETTLED = 1.0
FAULT = 70
"""The exit status of a fault of ours (EX_SOFTWARE of sysexits.h)."""


class CjmApp(TypeAhead):
    """One process, one terminal. `copies` is the clipboard of cards that all boards share."""

    TITLE = "cjm"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, first: Screen[None], *, theme: str = DARK, ascii_only: bool = False, trouble: str = "") -> None:
        """Begin with a screen, in a theme; `trouble` is said there first: a setting of the person's that is wrong."""
        palette, depth = fitting(palette_named(theme, own_folder()), depth_of(os.environ))
        self.theme_name = theme
        self.inks = Inks(palette, depth)
        self._own_theme = theme_of(palette, native=depth.is_native)
        self._trouble = trouble
        self.copies: list[Copied] = []
        self.lifeline = Lifeline()
        self._first = first
        self._has_failed = False
        self._own_filters: list[LineFilter] = [Visible()]
        self._own_filters += [Ascii()] * ascii_only
        self._own_filters += [Colourless()] * (depth is Depth.NONE)
        if not os.environ.get("NO_COLOR"):
            os.environ.pop("NO_COLOR", None)
        super().__init__(ansi_color=depth.is_native)
        # Every screen has a line of its own for what is said: Textual's would be two more widgets on each.
        self._disable_tooltips = self._disable_notifications = True
        self.animation_level = "none"

    @property
    def current_theme(self) -> Theme:
        """Return our theme: it is there from the first style on, so that nothing is styled twice."""
        return self._own_theme

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that sends the fewest bytes."""
        from cjm_tui.tui.terminal.thrift import ThriftyDriver

        return ThriftyDriver

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Hand the terminal over, and take it back also where what had it fails: Textual would not, and stay dark."""
        with ExitStack() as handed_over:
            handed_over.enter_context(super().suspend())
            try:
                yield
            finally:
                handed_over.close()

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to begin with."""
        return self._first

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and ours, through which every line goes."""
        return [*super().get_line_filters(), *self._own_filters]

    def on_mount(self) -> None:
        """Be ready for the end, however it comes."""
        if not self.is_headless:
            self.lifeline.hold()
        self.screen_change_signal.subscribe(self, self._show_another)
        self.set_timer(_SETTLED, _look_for_garbage)
        if self._trouble:
            self.call_after_refresh(self._tell_trouble)

    def _show_another(self, screen: Screen[object]) -> None:
        if not screen.is_modal:
            self.turn_page()

    def turn_page(self) -> None:
        """Tell the terminal that the next frame is another picture altogether."""
        glass = getattr(self._driver, "glass", None)
        if glass is not None:
            glass.turn()

    def open_board(self, path: Path, touchpoint: str = "") -> None:
        """Open a map on a board of its own, over the screen that is there; a file that cannot be read, as text."""
        from cjm_tui.tui.screens.opening import screen_at

        self.push_screen(screen_at(path, touchpoint))

    def wear(self, name: str) -> None:
        """Draw everything in another theme, at once; raise `NotFoundError` or `UnreadableError` and change nothing."""
        palette, depth = fitting(palette_named(name, own_folder()), depth_of(os.environ))
        self.theme_name = name
        self.inks = Inks(palette, depth)
        is_native = depth.is_native
        self._own_theme = theme_of(palette, native=is_native, name=f"cjm {name}")
        self.ansi_color = is_native
        self.register_theme(self._own_theme)
        self.theme = self._own_theme.name
        for screen in self.screen_stack:
            for widget in screen.query("*"):
                widget.refresh()

    def _tell_trouble(self) -> None:
        screen = self.screen
        if isinstance(screen, CommandedScreen):
            screen.say(self._trouble, "error")

    async def action_quit(self) -> None:
        """Leave; every edit is in its file already."""
        self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave to somebody who pressed ctrl+c."""
        screen = self.screen
        if isinstance(screen, CommandedScreen):
            screen.say(keyed("{leave} leaves; every edit is saved already"))

    def panic(self, *renderables: RenderableType) -> None:
        """End as for any other fault; the thread that reads keys comes here when the terminal is gone."""
        del renderables
        self._end(self._exception or RuntimeError("the terminal could not be read"))

    def _fatal_error(self) -> None:
        self._end(self._exception or RuntimeError("no exception"))

    def _end(self, error: Exception) -> None:
        """Save the work, log the fault, give the terminal back, and end with one plain sentence and status 70."""
        # Textual sets its own status again with each fault, and one fault often brings another.
        self._return_code = FAULT
        if self._has_failed:
            return
        self._has_failed = True
        self.lifeline.save()
        self._exit_renderables.append(Text(_sentence(error)))
        self._close_messages_no_wait()


def _look_for_garbage() -> None:
    """Leave what the start loaded alone, and look for garbage from now on."""
    import gc

    gc.freeze()
    gc.enable()


def _sentence(error: Exception) -> str:
    from cjm_tui.services.workspace.faults import record_fault

    logged = record_fault(error)
    where = f"what happened is in {logged}" if logged else "and it could not be logged"
    return f"cjm: this is a fault of cjm ({type(error).__name__}), not of yours; your work is saved, {where}."
