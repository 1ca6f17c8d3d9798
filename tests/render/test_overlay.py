"""Two curves over each other: one column for each card, exact widths, the newer one in front."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import HEADER, Record
from cjm_tui.render.cells import length, text_of
from cjm_tui.render.curve.overlay import overlaid, shared_order

EMOTIONS = st.one_of(st.none(), st.integers(-2, 2))


def journey(feelings: dict[str, int | None]) -> Document:
    """Return a map of one stage with cards in this order."""
    records = [Record(*HEADER, {"title": "Walk"}), Record("stage", "only", {"name": "Only", "order": 10})]
    for place, (id_, emotion) in enumerate(feelings.items()):
        felt = {} if emotion is None else {"emotion": emotion}
        records.append(Record("touchpoint", id_, {"name": id_, "stage": "only", "order": place, **felt}))
    return document_of("map", records)


JOURNEYS = st.dictionaries(st.sampled_from([f"card-{n}" for n in range(40)]), EMOTIONS, max_size=30).map(journey)


@given(JOURNEYS, JOURNEYS, st.integers(6, 140), st.sampled_from([5, 9]))
def test_every_line_is_exactly_as_wide_as_asked(before: Document, after: Document, cells: int, rows: int) -> None:
    lines = overlaid(before, after, cells, rows)
    assert [length(line) for line in lines] == [cells] * rows


@given(JOURNEYS, JOURNEYS)
def test_every_card_of_both_stands_in_the_order_once(before: Document, after: Document) -> None:
    order = shared_order(before, after)
    both = {card.id for document in (before, after) for card in document.of_kind("touchpoint")}
    assert len(order) == len(set(order))
    assert set(order) == both
    assert [id_ for id_ in order if after.get("touchpoint", id_)] == [card.id for card in after.journey()]


def test_a_card_that_went_stands_behind_the_one_it_stood_behind() -> None:
    before, after = journey({"a": 0, "gone": 1, "b": 2}), journey({"a": 0, "b": 2, "new": 1})
    assert shared_order(before, after) == ("a", "gone", "b", "new")


def test_a_card_that_fell_has_both_marks_above_each_other() -> None:
    lines = overlaid(journey({"a": 2, "b": 2}), journey({"a": 2, "b": -2}), 45, 5)
    top, bottom = text_of(lines[0]), text_of(lines[4])
    assert top.index("○") == bottom.index("●")
    assert top.count("●") == 1


@pytest.mark.parametrize("rows", [5, 9])
def test_two_maps_that_say_the_same_show_one_curve(rows: int) -> None:
    same = journey({"a": 1, "b": -1, "c": None})
    assert "○" not in "".join(text_of(line) for line in overlaid(same, same, 60, rows))


@pytest.mark.parametrize("after", [-2, 0, None])
def test_what_was_unknown_before_is_not_drawn_as_neutral(after: int | None) -> None:
    drawn = "".join(text_of(line) for line in overlaid(journey({"a": None}), journey({"a": after}), 45, 5))
    assert "○" not in drawn
