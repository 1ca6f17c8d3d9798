"""The curve of a map as a picture, for wikis that show SVG beside a page.

The picture is as honest as the curve on the board: a fixed scale, breaks where an emotion is unknown, thin and dashed
where a touchpoint is an assumption, thick where it was validated. No script, no style sheet, no address in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from unicodedata import east_asian_width

from cjm_tui.model.record import Record
from cjm_tui.model.wording import signed
from cjm_tui.render.curve.monotone import monotone
from cjm_tui.render.journey import Column
from cjm_tui.render.page.escaping import one_line
from cjm_tui.render.page.sources import Sources

_LEFT, _TOP, _HEIGHT = 40, 44, 180
_WIDE, _NARROW, _MANY = 46, 14, 60
_LEAST_STAGE = 96
_LONGEST = 24
_COLOURS = {-2: "#a04000", -1: "#c06a1c", 0: "#5f5f5f", 1: "#3f7fb5", 2: "#0b4f94"}
_INK, _FAINT, _LINE = "#24292f", "#6e7781", "#d0d7de"
_STROKES = {"validated": 'stroke-width="3.5"', "assumption": 'stroke-width="1.5" stroke-dasharray="2 4"'}
_OBSERVED = 'stroke-width="2"'
_STEPS = 12
_ATTRIBUTES = 'role="img" font-family="system-ui, sans-serif" font-size="12"'


@dataclass(frozen=True, slots=True)
class _Mark:
    """A touchpoint in the picture: `x` in pixels, `y` None where the emotion is unknown."""

    touchpoint: Record
    x: float
    y: float | None


def picture(sources: Sources) -> str:
    """Return the curve of a map as an SVG document; the same map gives the same bytes."""
    columns = sources.columns()
    count = sum(len(column.touchpoints) for column in columns)
    step = _WIDE if count <= _MANY else _NARROW
    bands: list[str] = []
    marks: list[_Mark] = []
    left = float(_LEFT)
    for place, column in enumerate(columns):
        width = max(step * len(column.touchpoints), _LEAST_STAGE)
        bands += _band(column, left, width, is_even=place % 2 == 0)
        marks += _marks(column, left, width)
        left += width
    title = one_line(sources.document.title) or sources.id
    names = _names(marks) if count <= _MANY else ()
    longest = max((len(_fitting(mark.touchpoint.name, _LONGEST)) for mark in marks), default=0)
    height = _TOP + _HEIGHT + (28 + 5 * longest if count <= _MANY else 24)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + 16:g} {height}" {_ATTRIBUTES}>',
        f"<!-- Made by cjm export from {_text(sources.path).replace('--', '-%2D')}. -->",
        f"<title>{_text(title)}: the emotion curve</title>",
        f"<desc>{_text(_described(marks))}</desc>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *bands,
        *_scale(left),
        *_curve(marks),
        *(line for mark in marks for line in _drawn(mark)),
        *names,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _y(emotion: float) -> float:
    return _TOP + 20 + (2 - emotion) * (_HEIGHT - 40) / 4


def _marks(column: Column, left: float, width: float) -> Iterator[_Mark]:
    room = width / max(len(column.touchpoints), 1)
    for place, touchpoint in enumerate(column.touchpoints):
        emotion = touchpoint.emotion
        yield _Mark(touchpoint, left + room * (place + 0.5), None if emotion is None else _y(emotion))


def _band(column: Column, left: float, width: float, *, is_even: bool) -> list[str]:
    fill = "#f6f8fa" if is_even else "#ffffff"
    middle = left + width / 2
    mean = signed(column.mean) if column.mean is not None else ""
    name = _text(_fitting(column.name, width / 7.5))
    return [
        f'<rect x="{left:g}" y="0" width="{width:g}" height="{_TOP + _HEIGHT}" fill="{fill}"/>',
        f'<text x="{middle:g}" y="18" text-anchor="middle" font-weight="600" fill="{_INK}">{name}</text>',
        f'<text x="{middle:g}" y="34" text-anchor="middle" fill="{_FAINT}">{mean}</text>',
    ]


def _scale(right: float) -> Iterator[str]:
    for emotion in (2, 1, 0, -1, -2):
        y = _y(emotion)
        dash = "" if emotion == 0 else ' stroke-dasharray="1 5"'
        yield f'<line x1="{_LEFT}" y1="{y:g}" x2="{right:g}" y2="{y:g}" stroke="{_LINE}"{dash}/>'
        number = f'<text x="{_LEFT - 10}" y="{y + 4:g}" text-anchor="end" fill="{_COLOURS[emotion]}">'
        yield f"{number}{signed(emotion)}</text>"


def _curve(marks: Sequence[_Mark]) -> Iterator[str]:
    for stretch in _stretches(marks):
        if len(stretch) < 2:
            continue
        height = monotone([mark.x for mark in stretch], [mark.y or 0.0 for mark in stretch])
        for one, other in pairwise(stretch):
            middle = (one.x + other.x) / 2
            for mark, start, end in ((one, one.x, middle), (other, middle, other.x)):
                xs = [start + (end - start) * step / _STEPS for step in range(_STEPS + 1)]
                points = " ".join(f"{x:.1f},{height(x):.1f}" for x in xs)
                stroke = _STROKES.get(mark.touchpoint.text("basis"), _OBSERVED)
                yield f'<polyline points="{points}" fill="none" stroke="{_FAINT}" {stroke}/>'


def _stretches(marks: Sequence[_Mark]) -> list[list[_Mark]]:
    """Return the marks in a row whose emotions are known."""
    stretches: list[list[_Mark]] = [[]]
    for mark in marks:
        if mark.y is None:
            stretches.append([])
        else:
            stretches[-1].append(mark)
    return stretches


def _drawn(mark: _Mark) -> list[str]:
    touchpoint = mark.touchpoint
    emotion = touchpoint.emotion
    said = ", ".join(filter(None, (f"{touchpoint.name} {signed(emotion)}", one_line(touchpoint.text("feeling")))))
    title = f"<title>{_text(said)}</title>"
    if emotion is None or mark.y is None:
        return [f'<text x="{mark.x:g}" y="{_y(0) + 4:g}" text-anchor="middle" fill="{_FAINT}">?{title}</text>']
    colour = _COLOURS[emotion]
    beside = mark.y - 12 if emotion >= 0 else mark.y + 20
    shape = (
        f'<text x="{mark.x:g}" y="{mark.y + 7:g}" text-anchor="middle" font-size="20" fill="{colour}">★{title}</text>'
        if touchpoint.text("moment")
        else f'<circle cx="{mark.x:g}" cy="{mark.y:g}" r="5" fill="{colour}">{title}</circle>'
    )
    number = f'<text x="{mark.x:g}" y="{beside:g}" text-anchor="middle" font-size="11" fill="{colour}">'
    return [shape, f"{number}{signed(emotion)}</text>"]


def _names(marks: Sequence[_Mark]) -> Iterator[str]:
    y = _TOP + _HEIGHT + 14
    for mark in marks:
        name = _text(_fitting(mark.touchpoint.name, _LONGEST))
        turned = f'transform="rotate(-45 {mark.x:g} {y})"'
        yield f'<text x="{mark.x:g}" y="{y}" text-anchor="end" font-size="11" fill="{_INK}" {turned}>{name}</text>'


def _described(marks: Sequence[_Mark]) -> str:
    said = ", ".join(f"{mark.touchpoint.name} {signed(mark.touchpoint.emotion)}" for mark in marks)
    return f"How every touchpoint feels, from −2 to +2, ? is unknown: {said}." if said else "No touchpoints yet."


def _fitting(text: str, cells: float) -> str:
    """Return `text` on one line, cut to a width counted in narrow letters."""
    line, used = one_line(text), 0
    for place, letter in enumerate(line):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > cells and place:
            return line[: max(place - 1, 1)].rstrip() + "…"
    return line


def _text(text: str) -> str:
    """Return `text` for an XML document, without the two letters XML cannot hold."""
    return escape(one_line(text).replace("\ufffe", "").replace("\uffff", ""))
