"""A sparkline of emotions: one cell for each, on the fixed scale −2..+2, so that all −2 never looks like all +2."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from cjm_tui.render.cells import Ink, Line, Run, merged
from cjm_tui.render.palette import emotion_colour

if TYPE_CHECKING:
    from collections.abc import Sequence

BARS = {-2: "▁", -1: "▂", 0: "▄", 1: "▆", 2: "█"}
UNKNOWN_BAR = "·"


def bar(emotion: int | None) -> str:
    """Return the glyph of one emotion: `▁▂▄▆█`, and `·` where it is unknown."""
    return UNKNOWN_BAR if emotion is None else BARS[emotion]


def sparkline(emotions: Sequence[int | None]) -> str:
    """Return emotions as a text of as many characters, each −2..+2 or None."""
    return "".join(map(bar, emotions))


def coloured(emotions: Sequence[int | None], ground: str = "ground") -> Line:
    """Return emotions as a line of as many cells, each in its emotion's colour."""
    return merged(Run(bar(emotion), Ink(emotion_colour(emotion), ground)) for emotion in emotions)


def sampled(emotions: Sequence[int | None], cells: int) -> tuple[int | None, ...]:
    """Return at most `cells` emotions that stand for all: of each stretch the strongest, the lower one at a tie."""
    count = len(emotions)
    if count <= cells:
        return tuple(emotions)
    edges = [index * count // cells for index in range(cells + 1)]
    return tuple(_strongest(emotions[a:b]) for a, b in itertools.pairwise(edges))


def _strongest(stretch: Sequence[int | None]) -> int | None:
    known = [emotion for emotion in stretch if emotion is not None]
    return min(known, key=lambda emotion: (-abs(emotion), emotion)) if known else None
