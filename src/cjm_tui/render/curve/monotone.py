"""Monotone cubic interpolation: a smooth line that never says more than its points.

Between two points it never leaves their range, so a curve of emotions invents no peak nobody felt.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def monotone(xs: Sequence[float], ys: Sequence[float]) -> Callable[[float], float]:
    """Return the interpolant through the points (xs strictly rising, at least one), constant outside them.

    Source: F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic Interpolation", SIAM J. Numer. Anal. 17 (1980).
    """
    slopes = _tangents(xs, ys)

    def height(x: float) -> float:
        if x <= xs[0]:
            return ys[0]
        if x >= xs[-1]:
            return ys[-1]
        left = bisect_right(xs, x) - 1
        step = xs[left + 1] - xs[left]
        t = (x - xs[left]) / step
        rise = ys[left + 1] - ys[left]
        blend = t * t * (3 - 2 * t)
        bend = step * t * (1 - t) * ((1 - t) * slopes[left] - t * slopes[left + 1])
        low, high = (ys[left], ys[left + 1]) if rise > 0 else (ys[left + 1], ys[left])
        return min(high, max(low, ys[left] + rise * blend + bend))

    return height


def _tangents(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    secants = [(ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) for i in range(len(xs) - 1)]
    if not secants:
        return [0.0]
    inner = [(a + b) / 2 if a * b > 0 else 0.0 for a, b in itertools.pairwise(secants)]
    slopes = [secants[0], *inner, secants[-1]]
    for i, secant in enumerate(secants):
        if secant == 0:
            slopes[i] = slopes[i + 1] = 0.0
            continue
        reach = math.hypot(slopes[i] / secant, slopes[i + 1] / secant)
        if reach > 3:
            slopes[i] *= 3 / reach
            slopes[i + 1] *= 3 / reach
    return slopes
