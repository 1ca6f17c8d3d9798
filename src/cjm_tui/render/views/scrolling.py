"""Which rows of a long list are in sight: it scrolls by pages, so that most steps of the cursor move nothing.

Every function asks for the heights of rows near the window only, never of all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Heights(NamedTuple):
    """How many rows a list has, and how many lines each of them takes."""

    total: int
    of: Callable[[int], int]


def followed_top(top: int, at: int, heights: Heights, rows: int, *, lead: int = 1) -> int:
    """Return the first row to show, in a window of `rows` lines, so that row `at` is whole in it where it can be.

    Where the window has to move down, up to `lead` rows before it stay in sight, and no room is left empty at the end.
    """
    if at >= heights.total:
        return 0
    if at < top:
        return _filled_up(at, heights, rows - 1)
    if _fits(top, at, heights, rows):
        return top
    first = min(at, _filled_up(heights.total - 1, heights, rows))
    while first > max(0, at - lead) and _fits(first - 1, at, heights, rows):
        first -= 1
    return first


def _fits(top: int, at: int, heights: Heights, rows: int) -> bool:
    used = 0
    for row in range(top, at + 1):
        used += heights.of(row)
        if used > rows:
            return False
    return True


def _filled_up(at: int, heights: Heights, rows: int) -> int:
    """Return the first row of a window that ends with row `at`."""
    used, first = heights.of(at), at
    while first > 0 and used + heights.of(first - 1) <= rows:
        first -= 1
        used += heights.of(first)
    return first
