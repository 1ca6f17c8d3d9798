"""The strip: the whole journey in one row, with the stages in sight in brackets."""

from __future__ import annotations

from cjm_tui.render.board.frame import GUTTER, Frame
from cjm_tui.render.cells import Ink, Line, Run, merged, width
from cjm_tui.render.curve.sparkline import coloured, sampled
from cjm_tui.render.journey import Journey


def strip_line(journey: Journey, first: int, frame: Frame) -> Line:
    """Return the strip of a journey whose stages from `first` on are in sight; empty when all of them are."""
    count = len(journey.columns)
    last = min(count, first + frame.visible)
    if count <= frame.visible:
        return ()
    words = f"stages {first + 1}–{last} of {count}"
    room = frame.width - GUTTER - 6 - width(words)
    shares = _shares(journey, max(1, room - count - 2))
    bracket = Ink("accent", bold=True)
    runs = [Run(" " * GUTTER, Ink())]
    for at, emotions in enumerate(shares):
        opening = "[" if at == first else "" if at == last else " "
        runs += [Run(opening, bracket), *coloured(emotions)]
        runs += [Run("]", bracket)] if at == last - 1 else []
    return merged((*runs, Run("   ", Ink()), Run(words, Ink("muted"))))


def _shares(journey: Journey, cells: int) -> list[tuple[int | None, ...]]:
    """Return each stage's emotions, sampled so that all stages together take about `cells` cells."""
    columns = [column.emotions for column in journey.columns]
    total = sum(map(len, columns))
    if total <= cells:
        return [tuple(emotions) for emotions in columns]
    return [sampled(emotions, max(1, len(emotions) * cells // total)) for emotions in columns]
