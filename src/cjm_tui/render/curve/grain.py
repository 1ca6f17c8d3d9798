"""How fine the curve is drawn: in braille dots, in quarter blocks, or in ASCII, from the same dots.

A pattern has the bits of a braille cell: two dots across, four down (U+2800 plus the pattern is the glyph).
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from cjm_tui.render.cells import Line, Run

BRAILLE_CELLS = range(0x2800, 0x2900)
_LEFT, _RIGHT = (0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)
_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


class Grain(Enum):
    """What the dots of the curve become."""

    BRAILLE = "braille"
    BLOCKS = "blocks"
    ASCII = "ascii"


def in_grain(line: Line, grain: Grain) -> Line:
    """Return a line with its dots in another grain, cell for cell."""
    if grain is Grain.BRAILLE:
        return line
    return tuple(Run("".join(_glyph(character, grain) for character in run.text), run.ink) for run in line)


def quarters(pattern: int) -> str:
    """Return a pattern as quarter blocks: a quarter is full where any of its dots is."""
    upper_left, upper_right, lower_left, lower_right = pattern & 0x03, pattern & 0x18, pattern & 0x44, pattern & 0xA0
    corners = (upper_left, upper_right, lower_left, lower_right)
    return _QUARTERS[sum(1 << at for at, dots in enumerate(corners) if dots)]


def slope(pattern: int) -> str:
    """Return a pattern as ASCII: a slash where it climbs or falls, `|` where it is steep, else by its height."""
    left, right = _heights(pattern, _LEFT), _heights(pattern, _RIGHT)
    if max(len(left), len(right)) > 2:
        return "|"
    if not left and not right:
        return " "
    if left and right:
        rise = sum(left) / len(left) - sum(right) / len(right)
        if abs(rise) >= 1:
            return "/" if rise > 0 else "\\"
    height = sum(left + right) / len(left + right)
    return "'" if height < 1 else "." if height > 2 else "-"


def _heights(pattern: int, bits: tuple[int, ...]) -> list[int]:
    """Return in which rows, 0 is the top, one side of a cell has dots."""
    return [row for row, bit in enumerate(bits) if pattern & bit]


@lru_cache(maxsize=1024)
def _glyph(character: str, grain: Grain) -> str:
    pattern = ord(character)
    if pattern not in BRAILLE_CELLS:
        return character
    return slope(pattern - 0x2800) if grain is Grain.ASCII else quarters(pattern - 0x2800)
