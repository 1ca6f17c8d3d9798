"""The colours of emotions on a terminal with sixteen of them.

Invariant: light, so that a command that prints one sparkline loads nothing that draws a board.
"""

from __future__ import annotations

from cjm_tui.cli.output import Ink

COLOURS = {
    "very-low": ("yellow", True),
    "low": ("yellow", False),
    "high": ("cyan", False),
    "very-high": ("blue", True),
    "error": ("red", False),
}
"""Names of emotion colours to those of a terminal with sixteen, and whether they are bold."""

_FAINT = {"muted", "faint", "line", "unknown"}


def inked(text: str, colour: str, *, bold: bool = False) -> Ink:
    """Return text in the terminal's colour for a colour of the palette."""
    name, strong = COLOURS.get(colour, (None, False))
    return Ink(text, name, bold or strong, colour in _FAINT)
