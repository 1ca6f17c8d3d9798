"""How often somebody looks what others write: at leisure as long as nothing comes, and soon again where much does.

Invariant: where others write, taking it in costs about the same share of a processor, however many they are and
however large the map is: what comes in between two looks is one turn.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

AT_LEISURE = 0.5
_SOON = 0.1
_LIVELY = 30.0
"""Seconds for which others are taken to be at work after the last that was seen of them."""

_SHARE = 0.025
"""Of a processor, for looking and taking in; drawing it costs about as much again."""

_NEWS = 0.25
"""How much the last time counts: one that took long by chance holds nobody up."""


class Pace:
    """Tells how long to wait for the next look; `clock` tells seconds. Any thread may tell it what was spent."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seen: float | None = None
        self._looking = self._costs = 0.0

    def saw(self, seconds: float) -> None:
        """Take note that somebody wrote something, and that to read it took so many seconds of work."""
        self._seen, self._looking = self._clock(), seconds

    def took_in(self, seconds: float) -> None:
        """Take note of how many seconds of work it was to show it."""
        self._costs += (self._looking + seconds - self._costs) * _NEWS

    @property
    def pause(self) -> float:
        """Return how many seconds to wait."""
        if self._seen is None or self._clock() - self._seen > _LIVELY:
            return AT_LEISURE
        return min(AT_LEISURE, max(_SOON, self._costs / _SHARE))
