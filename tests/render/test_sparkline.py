"""A sparkline is on the fixed scale, one cell for each emotion, and a sample hides no peak."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.render.cells import length
from cjm_tui.render.curve.sparkline import coloured, sampled, sparkline
from cjm_tui.render.palette import emotion_colour

emotions = st.lists(st.integers(-2, 2) | st.none(), max_size=60)


def test_the_scale_is_fixed() -> None:
    assert sparkline([-2, -1, 0, 1, 2, None]) == "▁▂▄▆█·"
    assert sparkline([-2, -2]) != sparkline([2, 2])


@given(emotions)
def test_each_emotion_has_one_cell_in_its_colour(row: list[int | None]) -> None:
    line = coloured(row)
    assert length(line) == len(row)
    assert [run.ink.colour for run in line for _ in run.text] == [emotion_colour(emotion) for emotion in row]


@given(emotions, st.integers(1, 20))
def test_a_sample_is_short_and_hides_no_extreme(row: list[int | None], cells: int) -> None:
    sample = sampled(row, cells)
    assert len(sample) <= cells
    known = [emotion for emotion in row if emotion is not None]
    strongest = max(map(abs, known), default=None)
    assert max((abs(e) for e in sample if e is not None), default=None) == strongest
