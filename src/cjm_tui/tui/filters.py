"""What every line passes before it reaches the terminal, whichever widget drew it.

Nothing that a document says can become a control: C0, C1, bidi and zero-width characters are gone (U+200D stays, emoji
need it). Where the terminal cannot show a glyph it becomes ASCII of the same width.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from cjm_tui.model.values import without_hidden

_LIKENESS = {
    "o": "●◉◆○◇", "*": "★", ".": "┈·╭╮┌┐┏┓…⋯", "'": "╰╯└┘┗┛‘’", '"': "“”«»", "_": "▁", "-": "▂─╌−–—━═⎯", "=": "▄",
    "+": "▆├┤┬┴┼", "#": "█▓■▉▊▋▍▐▀", "|": "▌┊│┃╎║▏▎▔▕", "x": "✖×✗", "<": "←", ">": "→▸", "^": "↑▴", "v": "↓▾✓",
    "/": "⏎", ":": "░▒",
}  # fmt: skip
_ASCII = {ord(glyph): plain for plain, glyphs in _LIKENESS.items() for glyph in glyphs}


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


@lru_cache(maxsize=4096)
def to_ascii(text: str) -> str:
    """Return a text in ASCII, as many cells wide: our glyphs by a likeness, letters by their base, all else as `?`."""
    if text.isascii():
        return text
    return "".join(_likeness(character, _ASCII) for character in text)


def _likeness(character: str, table: Mapping[int, str]) -> str:
    if character.isascii():
        return character
    found = table.get(ord(character))
    if found is not None:
        return found
    if "\u2800" <= character <= "\u28ff":
        return _dots(ord(character) - 0x2800)
    base = _base_letter(character)
    return base if base else "?" * cell_len(character)


def _dots(pattern: int) -> str:
    """Return the likeness of a braille cell by where its dots are: high, low, or between."""
    if not pattern & ~0x09:
        return "'"
    return "." if not pattern & ~0xE4 else "-" if not pattern & ~0x36 else ":"


def _base_letter(character: str) -> str:
    import unicodedata

    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() and cell_len(character) == 1 else ""


def _translated(segments: list[Segment], translate: Callable[[str], str]) -> list[Segment]:
    return [
        segment if segment.control else Segment(translate(segment.text), segment.style, segment.control)
        for segment in segments
    ]


@lru_cache(maxsize=1024)
def _colourless(style: Style) -> Style:
    return style.without_color
