"""The stretch of a row of gains and losses that is worth most (Kadane's algorithm)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Span(NamedTuple):
    """A stretch [first, end) and the sum of what is gained in it."""

    first: int
    end: int
    gain: int


def best_span(gains: Sequence[int]) -> Span | None:
    """Return the shortest stretch with the greatest sum, the first of several; None where nothing is gained."""
    most = total = start = first = end = 0
    for at, gain in enumerate(gains):
        if total <= 0:
            total, start = 0, at
        total += gain
        if total > most:
            most, first, end = total, start, at + 1
    return Span(first, end, most) if most else None
