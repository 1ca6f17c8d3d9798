"""From the names of colours to what a terminal draws: true colours, the nearest of 256, 16 by name, or none.

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
    MANY = "256 colours"
    FULL = "true colours"

    @property
    def is_native(self) -> bool:
        """Tell whether what colours look like is left to the terminal."""
        return self in {Depth.NONE, Depth.SIXTEEN}


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
    """Return how many colours to use: none where NO_COLOR is set and not empty, 16 where the terminal says no more.

    It is what rich takes a terminal for as well, which writes the codes of colours.
    """
    if environment.get("NO_COLOR"):
        return Depth.NONE
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return Depth.FULL
    kind = environment.get("TERM", "").strip().lower().rpartition("-")[2]
    return Depth.MANY if kind in {"256color", "kitty"} else Depth.SIXTEEN


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
        if not self.depth.is_native:
            return self._full(ink)
        bold = ink.bold or (ink.ground.startswith(TINT) and not ink.faint)
        marks = Style(bold=bold or None, dim=ink.faint or None, reverse=ink.reverse or None)
        return self._named.get(ink.colour, Style()) + marks

    def _full(self, ink: Ink) -> Style:
        colour = self._faint(ink) if ink.faint else self.palette.hex_of(ink.colour)
        ground = self.palette.hex_of(ink.ground)
        if ink.reverse:
            colour, ground = ground, colour
        return Style(color=colour, bgcolor=ground, bold=ink.bold or None)

    def _faint(self, ink: Ink) -> str:
        mixed = self.palette.faint(ink.colour, ink.ground)
        if self.depth is not Depth.MANY:
            return mixed
        from cjm_tui.render.xterm_colours import one_of_256

        return one_of_256(mixed, hue_of=self.palette.hex_of(ink.colour))


def _named(palette: Palette) -> dict[str, Style]:
    """Return the styles of a palette of names; `default` is what the terminal writes in, so it says nothing."""
    styles: dict[str, Style] = {}
    for name, written in palette.colours.items():
        *marks, colour = written.split()
        shown = None if colour == "default" else colour.replace("-", "_")
        styles[name] = Style(color=shown, bold="bold" in marks or None, dim="dim" in marks or None)
    return styles
