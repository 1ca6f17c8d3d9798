"""A palette for a terminal of 256 colours: which of them stands for a colour of ours.

A terminal's nearest colour, part by part, makes olive of a dark orange, teal of a dark blue and one colour of two
oranges. So greys are taken from the terminal's greys, and a colour from its cube among those of the same hue, as they
are seen (OKLab), that can be read where the colour can.
"""

from __future__ import annotations

import math
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.contrast import contrast, linear
from cjm_tui.render.palette import EMOTIONS, TINT, UNKNOWN, Palette

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_STEPS = (0, 95, 135, 175, 215, 255)
_GREY_CHROMA = 0.03
"""Below this chroma a colour is a grey: the cube has nothing that is as pale."""

_SAME_HUE = math.radians(40)
_HUE_WEIGHT = 3
"""How much more a hue counts than lightness: it is what tells good from bad."""

_GROUNDS = ("ground", "raised", "header")
_GROUND_CHROMA = 0.07
"""Below this chroma a ground is a grey: the dark colours of the cube are far too strong to write on."""

_LEAST = {"text": 7.2, "muted": 4.7, "accent": 4.7, "error": 4.7, "faint": 3.2, "line": 1.0}
_LEAST_OF_EMOTIONS, _LEAST_ON_TINTS = 3.2, 4.8
"""How much each has to stand out from its ground (WCAG 2.2), a little more than that: greys are drawn darker."""

_KEPT = 0.85
"""How much of the contrast that it has in true colours an emotion has to keep on its tint, up to 3."""


class _Seen(NamedTuple):
    """A colour as it is seen: lightness 0..1, chroma 0..0.4, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def in_256_colours(palette: Palette) -> Palette:
    """Return a palette in which every colour is one that a terminal of 256 colours draws as it stands."""
    ours = palette.colours
    colours = {name: one_of_256(ours[name], grey_below=_GROUND_CHROMA) for name in _GROUNDS}
    grounds = [colours[name] for name in ("ground", "raised")]
    colours |= {name: one_of_256(ours[name], against=dict.fromkeys(grounds, least)) for name, least in _LEAST.items()}
    for name in ("very-low", "very-high", "low", "high", "neutral"):
        taken = [colours[other] for other in EMOTIONS.values() if other in colours]
        colours[name] = one_of_256(ours[name], against=dict.fromkeys(grounds, _LEAST_OF_EMOTIONS), without=taken)
    for name in EMOTIONS.values():
        on_tint = _KEPT * contrast(ours[name], ours[TINT + name])
        against = {colours["text"]: _LEAST_ON_TINTS, colours[name]: min(3.0, on_tint)}
        colours[TINT + name] = one_of_256(ours[TINT + name], hue_of=ours[name], against=against)
    return palette._replace(colours={**colours, UNKNOWN: colours["faint"], TINT + UNKNOWN: colours["header"]})


def one_of_256(
    colour: str,
    *,
    hue_of: str = "",
    against: Mapping[str, float] = MappingProxyType({}),
    without: Collection[str] = (),
    grey_below: float = _GREY_CHROMA,
) -> str:
    """Return the nearest `#rrggbb` of those that a terminal of 256 colours draws as they stand.

    It has the hue of `hue_of` where that is given, stands out from the colours of `against` by their ratios as far as
    any does, and is none of `without`; what has less chroma than `grey_below` is a grey.
    """
    model = _seen(hue_of or colour)
    wanted = _seen(colour)._replace(hue=model.hue)
    is_grey = model.chroma < grey_below
    offered = [pair for pair in (_greys() if is_grey else _cube()) if pair[0] not in without]
    if not is_grey:
        offered = [pair for pair in offered if _apart(pair[1], wanted) <= _SAME_HUE] or offered

    def rank(pair: tuple[str, _Seen]) -> tuple[float, float]:
        missing = sum(max(0.0, least - contrast(pair[0], other)) for other, least in against.items())
        return missing, _distance(pair[1], wanted)

    return min(offered, key=rank)[0]


def _distance(one: _Seen, other: _Seen) -> float:
    arc = _HUE_WEIGHT * math.sqrt(one.chroma * other.chroma) * _apart(one, other)
    return math.hypot(one.lightness - other.lightness, one.chroma - other.chroma, arc)


def _apart(one: _Seen, other: _Seen) -> float:
    turn = abs(one.hue - other.hue) % math.tau
    return min(turn, math.tau - turn)


@lru_cache(maxsize=1)
def _greys() -> tuple[tuple[str, _Seen], ...]:
    """Return black, the 24 steps and white, each by the grey that rich takes for that step: not quite its own."""
    steps = [(0, 0), *((round(step * 10.2), 10 * step - 2) for step in range(1, 25)), (255, 255)]
    return tuple((_grey(taken), _seen(_grey(drawn))) for taken, drawn in steps)


def _grey(part: int) -> str:
    return f"#{part:02x}{part:02x}{part:02x}"


@lru_cache(maxsize=1)
def _cube() -> tuple[tuple[str, _Seen], ...]:
    names = [f"#{r:02x}{g:02x}{b:02x}" for r in _STEPS for g in _STEPS for b in _STEPS if not r == g == b]
    return tuple((name, _seen(name)) for name in names)


def _seen(colour: str) -> _Seen:
    """Return a `#rrggbb` in the polar coordinates of OKLab (Björn Ottosson, 2020)."""
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return _Seen(lightness, math.hypot(a, b), math.atan2(b, a))
