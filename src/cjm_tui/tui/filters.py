"""What every line passes before it reaches the terminal, whichever widget drew it.

Nothing that a document says can become a control: C0, C1, bidi and zero-width characters are gone (U+200D stays, emoji
need it). Where the terminal cannot show a glyph it becomes ASCII of the same width.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import LineFilter

from cjm_tui.model.values import without_hidden
from cjm_tui.render.ascii import to_ascii

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.color import Color


class Visible(LineFilter):
    """Takes every control, bidi and zero-width character out of the text of every segment."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with visible characters only."""
        del background
        return _translated(segments, without_hidden)


class Ascii(LineFilter):
    """Translates every glyph beyond ASCII to ASCII of the same width."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII."""
        del background
        return _translated(segments, to_ascii)


class Colourless(LineFilter):
    """Takes every colour out of every style, the default colours' codes included."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with bold, dim, underline and reverse only."""
        del background
        return [
            segment if segment.style is None else Segment(segment.text, _colourless(segment.style), segment.control)
            for segment in segments
        ]


def _translated(segments: list[Segment], translate: Callable[[str], str]) -> list[Segment]:
    return [
        segment if segment.control else Segment(translate(segment.text), segment.style, segment.control)
        for segment in segments
    ]


@lru_cache(maxsize=1024)
def _colourless(style: Style) -> Style:
    return style.without_color
