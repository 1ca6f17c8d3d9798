"""How well a colour can be told from the ground it stands on.

The ratio is that of the Web Content Accessibility Guidelines 2.2 (relative luminance of sRGB), from 1 to 21.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cjm_tui.render.palette import mixed

_STEPS = 20
_LEAST_LINEAR = 0.04045
_BLACK, _WHITE = "#000000", "#ffffff"


@lru_cache(maxsize=1024)
def luminance(colour: str) -> float:
    """Return the relative luminance of a `#rrggbb`, 0 (black) to 1 (white)."""
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb`."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, grounds: Sequence[str], least: float) -> str:
    """Return the colour nearest to one that stands out from each ground by `least`, or black or white if none does."""
    if not grounds:
        return colour
    ends = (_BLACK, _WHITE)
    end = max(ends, key=lambda end: min(contrast(end, ground) for ground in grounds))
    shades = (mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next((shade for shade in shades if min(contrast(shade, ground) for ground in grounds) >= least), end)


def linear(part: float) -> float:
    """Return a part of an sRGB colour, 0..1, as light, 0..1."""
    return part / 12.92 if part <= _LEAST_LINEAR else ((part + 0.055) / 1.055) ** 2.4
