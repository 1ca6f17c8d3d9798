"""Text where there is only ASCII: a terminal's own character set, a pipe that is not UTF-8, or because somebody asked.

Invariant: every character becomes ASCII of as many cells, so that nothing drawn is moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len

from cjm_tui.render.curve.grain import slope

_LIKENESS = {
    "o": "●◉◆○◇◦", "*": "★✦", "@": "↻",
    ".": "┈·╭╮┌┐…⋯▖▗", "'": "╰╯└┘‘’▘▝", '"': "“”«»❝", "_": "▁", "-": "▂─╌−–—═⎯", "=": "▄━",
    "+": "▆├┤┬┴┼┏┓┗┛", "#": "█▓■▉▊▋▍▐▀┃", "|": "▌┊│╎║▏▎▔▕", "x": "✖×✗", "<": "←", ">": "→▸", "^": "↑▴", "v": "↓▾✓✔",
    "/": "⏎▞", "\\": "▚", ":": "░▒",
}  # fmt: skip
_ASCII = {ord(glyph): plain for plain, glyphs in _LIKENESS.items() for glyph in glyphs}


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
        return slope(ord(character) - 0x2800)
    base = _base_letter(character)
    return base or "?" * cell_len(character)


def _base_letter(character: str) -> str:
    import unicodedata

    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() and cell_len(character) == 1 else ""
