"""The curve goes through its marks, invents no peak, breaks where nobody knows, and is as thick as what is known."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.render.cells import Line, length, text_of
from cjm_tui.render.curve.dots import MARK, MOMENT, UNKNOWN_MARK, ZERO, Point, curve, row_of
from cjm_tui.render.curve.monotone import monotone

EMOTIONS = st.integers(-2, 2)
BASES = st.sampled_from(["", "assumption", "observed", "validated"])


@st.composite
def walks(draw: st.DrawFn) -> tuple[list[Point], int]:
    """Return points from left to right, some beyond the edges, and the columns of the picture."""
    gaps = draw(st.lists(st.integers(1, 12), min_size=1, max_size=12))
    start = draw(st.integers(-20, 5))
    columns = [start + sum(gaps[: at + 1]) for at in range(len(gaps))]
    points = [
        Point(column, draw(EMOTIONS | st.none()), draw(BASES), draw(st.booleans()), draw(st.booleans()))
        for column in columns
    ]
    return points, draw(st.integers(1, 90))


def cell(line: Line, column: int) -> str:
    return text_of(line)[column]


def dots(lines: tuple[Line, ...], column: int) -> list[int]:
    """Return how far down (in dots) a column of cells has any."""
    found = []
    for row, line in enumerate(lines):
        pattern = ord(cell(line, column)) - 0x2800
        if 0 < pattern < 256:
            found += [4 * row + y for y, mask in enumerate((0x09, 0x12, 0x24, 0xC0)) if pattern & mask]
    return found


@given(walks(), st.sampled_from([5, 9]))
def test_it_is_as_large_as_asked_for(walk: tuple[list[Point], int], rows: int) -> None:
    points, columns = walk
    lines = curve(points, columns, rows)
    assert [length(line) for line in lines] == [columns] * rows


@given(walks(), st.sampled_from([5, 9]))
def test_it_passes_exactly_through_its_marks(walk: tuple[list[Point], int], rows: int) -> None:
    points, columns = walk
    lines = curve(points, columns, rows)
    for point in points:
        if 0 <= point.column < columns and point.emotion is not None:
            mark = cell(lines[row_of(point.emotion, rows)], point.column)
            assert mark == (MOMENT if point.moment else MARK)


@given(walks(), st.sampled_from([5, 9]))
def test_between_two_marks_it_never_leaves_their_range(walk: tuple[list[Point], int], rows: int) -> None:
    points, columns = walk
    lines = curve(points, columns, rows)
    for one, other in pairwise(points):
        if one.emotion is None or other.emotion is None:
            continue
        highest = 4 * row_of(max(one.emotion, other.emotion), rows)
        lowest = 4 * row_of(min(one.emotion, other.emotion), rows) + 3
        for column in range(max(0, one.column + 1), min(columns, other.column)):
            assert all(highest <= dot <= lowest for dot in dots(lines, column))


@given(walks(), st.sampled_from([5, 9]))
def test_it_breaks_where_an_emotion_is_unknown(walk: tuple[list[Point], int], rows: int) -> None:
    points, columns = walk
    lines = curve(points, columns, rows)
    for one, other in pairwise(points):
        if one.emotion is None or other.emotion is None:
            for column in range(max(0, one.column + 1), min(columns, other.column)):
                assert dots(lines, column) == []


@given(walks(), st.sampled_from([5, 9]))
def test_an_observed_stretch_has_no_hole(walk: tuple[list[Point], int], rows: int) -> None:
    points, columns = walk
    lines = curve([point._replace(basis="observed") for point in points], columns, rows)
    for one, other in pairwise(points):
        if one.emotion is None or other.emotion is None:
            continue
        for column in range(max(0, one.column + 1), min(columns, other.column)):
            assert dots(lines, column)


def dots_in_all(basis: str) -> int:
    lines = curve([Point(0, -1, basis), Point(40, 1, basis)], 41, 5)
    return sum(
        chr_.bit_count() for line in lines for chr_ in [ord(c) - 0x2800 for c in text_of(line)] if 0 < chr_ < 256
    )


def test_what_is_assumed_is_sparse_and_what_is_validated_bold() -> None:
    assert dots_in_all("assumption") * 2 < dots_in_all("observed") < dots_in_all("validated")


def test_the_scale_is_fixed_so_all_very_low_never_looks_like_all_very_high() -> None:
    low, high = (curve([Point(2, level), Point(8, level)], 11, 5) for level in (-2, 2))
    assert text_of(low[4]).count(MARK) == 2
    assert text_of(high[0]).count(MARK) == 2


def test_an_unknown_emotion_is_a_mark_on_the_zero_line_and_never_a_point() -> None:
    lines = curve([Point(5, None)], 11, 5)
    assert text_of(lines[2]) == ZERO * 5 + UNKNOWN_MARK + ZERO * 5


def test_a_borrowed_emotion_is_drawn_fainter() -> None:
    lines = curve([Point(0, 1, own=False), Point(20, 1, own=False)], 21, 5)
    assert all(run.ink.faint for run in lines[1] if run.text.strip())


def test_its_colour_is_that_of_its_height() -> None:
    lines = curve([Point(0, -2), Point(40, 2)], 41, 5)
    inks = [{run.ink.colour for run in line if run.text.strip() and ZERO not in run.text} for line in lines]
    assert inks == [{"very-high"}, {"high"}, {"neutral"}, {"low"}, {"very-low"}]


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=8), st.floats(0, 1))
def test_the_interpolant_is_monotone_between_its_points(ys: list[float], share: float) -> None:
    xs = [float(3 * at) for at in range(len(ys))]
    height = monotone(xs, ys)
    for (x, y), (next_x, next_y) in pairwise(zip(xs, ys, strict=True)):
        steps = [height(x + (next_x - x) * part / 12) for part in range(13)]
        rising = next_y >= y
        assert all((b >= a - 1e-9) if rising else (b <= a + 1e-9) for a, b in pairwise(steps))
        between = height(x + (next_x - x) * share)
        assert min(y, next_y) - 1e-9 <= between <= max(y, next_y) + 1e-9


@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_interpolant_goes_through_its_points(count: int) -> None:
    xs, ys = [float(at) for at in range(count)], [(-1.0) ** at * 2 for at in range(count)]
    height = monotone(xs, ys)
    assert [height(x) for x in xs] == pytest.approx(ys)
