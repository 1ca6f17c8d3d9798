"""The strip: the whole journey in one row, with the stages in sight in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.render.board.frame import GUTTER, Frame
from cjm_tui.render.cells import Ink, Line, Run, merged, width
from cjm_tui.render.curve.sparkline import coloured, sampled
from cjm_tui.render.journey import Journey

if TYPE_CHECKING:
    from collections.abc import Iterator


_BRACKET = Ink("accent", bold=True)


def strip_line(journey: Journey, first: int, frame: Frame) -> Line:
    """Return the strip of a journey whose stages from `first` on are in sight; empty when all of them are."""
    count = len(journey.columns)
    last = min(count, first + frame.visible)
    if count <= frame.visible:
        return ()
    words = f"stages {first + 1}–{last} of {count}"
    room = frame.width - GUTTER - 6 - width(words)
    stages = _crowded(journey, first, last, room) if 2 * count + 2 > room else _apart(journey, first, last, room)
    return merged((Run(" " * GUTTER, Ink()), *stages, Run("   ", Ink()), Run(words, Ink("muted"))))


def _apart(journey: Journey, first: int, last: int, room: int) -> Iterator[Run]:
    """Yield every stage by its emotions, a blank between them."""
    for at, emotions in enumerate(_shares(journey, max(1, room - len(journey.columns) - 2))):
        opening = "[" if at == first else "" if at == last else " "
        yield from (Run(opening, _BRACKET), *coloured(emotions))
        if at == last - 1:
            yield Run("]", _BRACKET)


def _crowded(journey: Journey, first: int, last: int, room: int) -> Iterator[Run]:
    """Yield stages without a blank between them, a sign for one or, where they are too many, for some together."""
    count = len(journey.columns)
    strongest = [next(iter(sampled(column.emotions, 1)), None) for column in journey.columns]
    signs = sampled(strongest, max(1, room - 2))
    start = first * len(signs) // count
    end = max(start + 1, last * len(signs) // count)
    yield from coloured(signs[:start])
    yield from (Run("[", _BRACKET), *coloured(signs[start:end]), Run("]", _BRACKET))
    yield from coloured(signs[end:])


def _shares(journey: Journey, cells: int) -> list[tuple[int | None, ...]]:
    """Return each stage's emotions, sampled so that all stages together take about `cells` cells."""
    columns = [column.emotions for column in journey.columns]
    total = sum(map(len, columns))
    if total <= cells:
        return [tuple(emotions) for emotions in columns]
    return [sampled(emotions, max(1, len(emotions) * cells // total)) for emotions in columns]
