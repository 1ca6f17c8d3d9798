"""The app: the theme, the filters every line passes, the first screen."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from cjm_tui.tui.deeds import Copied
from cjm_tui.tui.filters import Ascii, Colourless, Visible
from cjm_tui.tui.inks import Depth, Inks, depth_of
from cjm_tui.tui.themes import DARK, palette_named, theme_of


class CjmApp(App[None]):
    """One process, one terminal. `copies` is the clipboard of cards that all boards share."""

    TITLE = "cjm"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, first: Screen[None], *, theme: str = DARK, ascii_only: bool = False) -> None:
        depth = depth_of(os.environ)
        self.inks = Inks(palette_named(theme), depth)
        self._own_theme = theme_of(self.inks.palette, native=depth is not Depth.FULL)
        self.copies: list[Copied] = []
        self._first = first
        self._own_filters: list[LineFilter] = [Visible()]
        self._own_filters += [Ascii()] * ascii_only
        self._own_filters += [Colourless()] * (depth is Depth.NONE)
        if not os.environ.get("NO_COLOR"):
            os.environ.pop("NO_COLOR", None)
        super().__init__(ansi_color=depth is not Depth.FULL)
        self.animation_level = "none"

    @property
    def current_theme(self) -> Theme:
        """Return our theme: it is there from the first style on, so that nothing is styled twice."""
        return self._own_theme

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that sends the fewest bytes."""
        from cjm_tui.tui.thrift import ThriftyDriver

        return ThriftyDriver

    def get_default_screen(self) -> Screen[None]:
        """Return the screen to begin with."""
        return self._first

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and ours, through which every line goes."""
        return [*super().get_line_filters(), *self._own_filters]
