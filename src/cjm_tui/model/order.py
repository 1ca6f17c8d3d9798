"""Orders: numbers that say who stands before whom, so that no edit renumbers a neighbour."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_EXACT = 2**53
"""Below this every whole number is a float too."""

STEP = 10
"""The distance between neighbours that were made one after the other."""


def order_between(before: float | None, after: float | None) -> int | float | None:
    """Return the shortest decimal strictly between two orders, the one nearest to the middle.

    None stands for no neighbour: after the last one comes the next multiple of ten, before the first one half of it.
    Returns None when nothing lies between, because the two are equal, the wrong way round, not finite, or no float is
    left.
    """
    if before is None:
        if after is None:
            return STEP
        return order_between(0, after) if after > 0 else order_between(after - STEP * 2, after)
    if after is None:
        return _after(before) if math.isfinite(before) else None
    if not (math.isfinite(before) and math.isfinite(after) and before < after):
        return None
    return _shortest(Decimal(repr(before)), Decimal(repr(after)))


def _after(before: float) -> int | float | None:
    following = (int(before // STEP) + 1) * STEP
    return following if abs(following) < _EXACT else _number(Decimal(following), Decimal(before), Decimal("Infinity"))


def _shortest(low: Decimal, high: Decimal) -> int | float | None:
    middle = (low + high) / 2
    exponent = (high - low).adjusted() + 1
    while True:
        unit = Decimal(1).scaleb(exponent)
        first = (low / unit).to_integral_value(ROUND_FLOOR) + 1
        last = (high / unit).to_integral_value(ROUND_CEILING) - 1
        if first <= last:
            multiple = min(max((middle / unit).to_integral_value(ROUND_FLOOR), first), last)
            if multiple < last and abs((multiple + 1) * unit - middle) < abs(multiple * unit - middle):
                multiple += 1
            return _number(multiple * unit, low, high)
        exponent -= 1


def _number(exact: Decimal, low: Decimal, high: Decimal) -> int | float | None:
    if exact == exact.to_integral_value() and abs(exact) < _EXACT:
        return int(exact)
    near = float(exact)
    return near if float(low) < near < float(high) else None
