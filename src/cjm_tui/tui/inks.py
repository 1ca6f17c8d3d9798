"""From the names of colours to what a terminal draws: true colours, 16 colours by name, or none.

Without colours everything is told by bold, dim and reverse, and no colour code is sent at all.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from rich.style import Style

from cjm_tui.render.cells import Ink
from cjm_tui.render.palette import TINT, Palette

if TYPE_CHECKING:
    from collections.abc import Mapping


class Depth(Enum):
    """How many colours the terminal shows."""

    NONE = "none"
    SIXTEEN = "16 colours"
    FULL = "true colours"


_PLAIN = {
    "very-low": Style(bold=True),
    "very-high": Style(bold=True),
    "accent": Style(bold=True),
    "error": Style(bold=True),
    "unknown": Style(dim=True),
    "faint": Style(dim=True),
    "line": Style(dim=True),
}


def depth_of(environment: Mapping[str, str]) -> Depth:
    """Return how many colours to use: none where NO_COLOR is set and not empty, 16 where the terminal says no more."""
    if environment.get("NO_COLOR"):
        return Depth.NONE
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return Depth.FULL
    kind = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return Depth.FULL if kind in {"256color", "kitty", "direct"} else Depth.SIXTEEN


class Inks:
    """Styles by ink, each made once; the terminal's own colours need a palette that names them."""

    def __init__(self, palette: Palette, depth: Depth) -> None:
        self.palette = palette
        self.depth = depth
        self._named = _named(palette) if palette.is_named and depth is not Depth.NONE else _PLAIN
        self._styles: dict[Ink, Style] = {}

    def style(self, ink: Ink) -> Style:
        """Return what an ink looks like on this terminal."""
        style = self._styles.get(ink)
        if style is None:
            style = self._styles[ink] = self._made(ink)
        return style

    def _made(self, ink: Ink) -> Style:
        if self.depth is Depth.FULL:
            return self._full(ink)
        bold = ink.bold or (ink.ground.startswith(TINT) and not ink.faint)
        marks = Style(bold=bold or None, dim=ink.faint or None, reverse=ink.reverse or None)
        return self._named.get(ink.colour, Style()) + marks

    def _full(self, ink: Ink) -> Style:
        colour = self.palette.faint(ink.colour, ink.ground) if ink.faint else self.palette.hex_of(ink.colour)
        ground = self.palette.hex_of(ink.ground)
        if ink.reverse:
            colour, ground = ground, colour
        return Style(color=colour, bgcolor=ground, bold=ink.bold or None)


def _named(palette: Palette) -> dict[str, Style]:
    """Return the styles of a palette of names; `default` is what the terminal writes in, so it says nothing."""
    styles: dict[str, Style] = {}
    for name, written in palette.colours.items():
        *marks, colour = written.split()
        shown = None if colour == "default" else colour.replace("-", "_")
        styles[name] = Style(color=shown, bold="bold" in marks or None, dim="dim" in marks or None)
    return styles
