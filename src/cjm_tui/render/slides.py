"""A map to be shown to a room: the whole curve first, then one stage at a time, large and with few words.

The curve of a slide runs in from the stage before and out to the one after. A stage with more touchpoints than can be
read from the back of the room is told on several slides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cjm_tui.model.field_words import signed
from cjm_tui.model.measures import map_mean
from cjm_tui.model.record import Record
from cjm_tui.render.board.cards import mean_words
from cjm_tui.render.cells import Ink, Line, Run, filled, fit, hyphenated, merged, width, wrapped
from cjm_tui.render.curve.dots import Point, curve
from cjm_tui.render.journey import Column, Feeling, Journey
from cjm_tui.render.palette import emotion_colour

_MARGIN = 3
_LABEL, _WIDEST = 14, 34
"""The fewest and the most cells of the words under a point."""
_TALLEST = 25
_LOW = 18
"""Below so many rows a slide has no air left."""


class Slide(NamedTuple):
    """What one slide shows: a column's touchpoints from `first` to before `end`; column −1 is the whole map."""

    column: int = -1
    first: int = 0
    end: int = 0


class _Label(NamedTuple):
    """Words under a point: its middle cell, the room beside it, and its lines of one ink each."""

    middle: int
    cells: int
    lines: tuple[Run, ...]


def slides(journey: Journey, cells: int) -> tuple[Slide, ...]:
    """Return the slides of a map on a screen of `cells` columns, in their order."""
    most = max(1, (cells - 2 * _MARGIN) // _LABEL)
    shown = [Slide()]
    for at, column in enumerate(journey.columns):
        count = len(column.touchpoints)
        parts = max(1, -(-count // most))
        bounds = [count * part // parts for part in range(parts + 1)]
        shown += [Slide(at, first, end) for first, end in pairwise(bounds)]
    return tuple(shown)


def slide_lines(journey: Journey, slide: Slide, cells: int, rows: int, foot: tuple[str, str]) -> tuple[Line, ...]:
    """Return a slide as exactly `rows` lines of `cells` cells; `foot` stands small at the left and right of its end."""
    is_low = rows < _LOW
    labels = _stage_labels(journey, slide, cells, rows) if slide.column >= 0 else _map_labels(journey, cells)
    told = _under(labels, cells, max(2, rows // 4 if is_low else rows // 3))
    head = _head(journey, slide, cells)
    head = head if is_low else [(), *head, ()]
    room = rows - len(head) - len(told) - (1 if is_low else 3)
    tall = max(5, min(_TALLEST, (room - 1) // 4 * 4 + 1))
    drawn = list(curve(_points(journey, slide, cells), cells, tall)) if room >= 5 else []
    lines = [*head, *drawn, *([] if is_low else [()]), *told]
    above = max(0, (rows - 1 - len(lines)) // 3)
    lines = [*[()] * above, *lines, *[()] * rows][: rows - 1]
    return tuple(filled(line, cells) for line in (*lines, _foot(foot, cells)))


def _head(journey: Journey, slide: Slide, cells: int) -> list[Line]:
    if slide.column < 0:
        header = journey.document.header
        return _titled(journey.document.title, map_mean(journey.document, journey.persona or None), header, cells)
    column = journey.columns[slide.column]
    return _titled(column.name.upper(), column.mean, column.stage, cells)


def _titled(title: str, mean: float | None, record: Record | None, cells: int) -> list[Line]:
    """Return a title in the middle with its mean beside it, and what it is for below."""
    value = mean_words(mean)
    name = fit(title, cells - 2 * _MARGIN - width(value) - 2)
    left = max(0, (cells - width(name) - width(value) - 2) // 2)
    first = (
        Run(" " * left, Ink()),
        Run(name, Ink("text", bold=True)),
        Run(f"  {value}", Ink(emotion_colour(mean), bold=True)),
    )
    goal = fit(record.text("goal") if record else "", cells - 2 * _MARGIN)
    return [first, (Run(" " * ((cells - width(goal)) // 2) + goal, Ink("muted")),)]


def _points(journey: Journey, slide: Slide, cells: int) -> list[Point]:
    """Return the touchpoints of a slide as points, and the neighbours on both sides outside the picture."""
    passed = [
        (at, row, touchpoint, feeling)
        for at, column in enumerate(journey.columns)
        for row, (touchpoint, feeling) in enumerate(zip(column.touchpoints, column.feelings, strict=True))
        if not feeling.skipped
    ]
    if slide.column < 0:
        spread = [_middle(place, len(passed), cells) for place in range(len(passed))]
        return _apart(zip(spread, passed, strict=True))
    count = slide.end - slide.first
    step = (cells - 2 * _MARGIN) // max(1, count)
    inside = [
        (_middle(row - slide.first, count, cells), entry)
        for entry in passed
        if (row := entry[1]) in range(slide.first, slide.end) and entry[0] == slide.column
    ]
    before = [entry for entry in passed if entry[:2] < (slide.column, slide.first)][-1:]
    after = [entry for entry in passed if entry[:2] >= (slide.column, slide.end)][:1]
    left = [(min(-1, _MARGIN - step // 2), entry) for entry in before]
    right = [(max(cells, cells - _MARGIN + step // 2), entry) for entry in after]
    return _apart([*left, *inside, *right])


def _apart(entries: Iterable[tuple[int, tuple[int, int, Record, Feeling]]]) -> list[Point]:
    """Return points of rising columns; of those in one cell the strongest feeling stands for it."""
    best: dict[int, tuple[Record, Feeling]] = {}
    for x, (_, _, touchpoint, feeling) in entries:
        if x not in best or abs(feeling.emotion or 0) > abs(best[x][1].emotion or 0):
            best[x] = (touchpoint, feeling)
    return [
        Point(x, feeling.emotion, touchpoint.text("basis"), bool(touchpoint.text("moment")), feeling.own)
        for x, (touchpoint, feeling) in sorted(best.items(), key=lambda item: item[0])
    ]


def _middle(place: int, count: int, cells: int) -> int:
    return _MARGIN + (2 * place + 1) * (cells - 2 * _MARGIN) // (2 * count)


def _stage_labels(journey: Journey, slide: Slide, cells: int, rows: int) -> list[_Label]:
    column: Column = journey.columns[slide.column]
    count = slide.end - slide.first
    room = min(_WIDEST, (cells - 2 * _MARGIN) // max(1, count) - 2)
    labels = []
    for row in range(slide.first, slide.end):
        touchpoint, feeling = column.touchpoints[row], column.feelings[row]
        named = [Run(line, Ink("text", bold=True)) for line in wrapped(touchpoint.name, room)[:3]]
        said = "–" if feeling.skipped else f"{signed(feeling.emotion)} {touchpoint.text('feeling')}".rstrip()
        felt = [Run(line, Ink(emotion_colour(feeling.emotion), bold=True)) for line in wrapped(said, room)[:2]]
        pains = [one for one in journey.insights.get(touchpoint.id, ()) if one.text("kind") == "pain"][:1]
        hurts = [Run(line, Ink("muted")) for pain in pains for line in wrapped(f"✖ {pain.name}", room)[:4]]
        spare = [Run("", Ink()), *hurts] if hurts and rows >= 2 * _LOW - 2 else []
        labels.append(_Label(_middle(row - slide.first, count, cells), room, (*named, *felt, *spare)))
    return labels


def _map_labels(journey: Journey, cells: int) -> list[_Label]:
    """Return the stages' names, each under the middle of its touchpoints."""
    counts = [sum(not feeling.skipped for feeling in column.feelings) for column in journey.columns]
    total, labels, passed = max(1, sum(counts)), [], 0
    for column, count in zip(journey.columns, counts, strict=True):
        if count:
            share = count * (cells - 2 * _MARGIN) // total
            middle = _MARGIN + (2 * passed + count) * (cells - 2 * _MARGIN) // (2 * total)
            longest = max((width(word) for word in column.name.split()), default=0)
            room = max(4, share - 1, min(longest, share + 2))
            named = [Run(line, Ink("text", bold=True)) for line in hyphenated(column.name, room)[:3]]
            mean = Run(mean_words(column.mean), Ink(emotion_colour(column.mean), bold=True))
            labels.append(_Label(middle, room, (*named, mean)))
        passed += count
    return labels


def _under(labels: Sequence[_Label], cells: int, most: int) -> list[Line]:
    """Return labels beside each other, each line in the middle of its room."""
    tall = min(most, max((len(label.lines) for label in labels), default=0))
    return [_across(labels, row, cells) for row in range(tall)]


def _across(labels: Sequence[_Label], row: int, cells: int) -> Line:
    runs: list[Run] = []
    used = 0
    for label in labels:
        free = used + bool(used)  # a blank sets off what stands before
        if row >= len(label.lines) or free >= cells:
            continue
        run = label.lines[row]
        words = fit(run.text, min(label.cells, cells - free))
        start = max(free, min(label.middle - width(words) // 2, cells - width(words)))
        runs += [Run(" " * (start - used), Ink()), Run(words, run.ink)]
        used = start + width(words)
    return merged(runs)


def _foot(words: tuple[str, str], cells: int) -> Line:
    left, right = words
    end = fit(right, cells // 3)
    # Not `padded`, which would draw together what stands apart.
    room = cells - width(end) - 2
    begin = left if width(left) <= room else fit(left, room)
    return (Run(f" {begin}{' ' * (room - width(begin))}{end} ", Ink("faint")),)
