"""The views of a map as lines: exact width whatever is in it, and one selection for all of them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_tui.model.document import Document
from cjm_tui.render.cells import length
from cjm_tui.render.journey import Place, journey_of
from cjm_tui.render.views.order import sheet_of
from cjm_tui.render.views.spot import NO_PLACE, NOWHERE, Step
from tests.render.hard_maps import hard_maps
from tests.render.view_walk import NAMES, PAY, SHEETS, Walk, fiona


@settings(max_examples=40)
@given(
    document=hard_maps(),
    width=st.integers(40, 130),
    rows=st.integers(5, 40),
    view=st.sampled_from(SHEETS),
    steps=st.lists(st.sampled_from(Step), max_size=12),
)
def test_every_line_of_every_view_takes_exactly_the_cells_it_was_given(
    document: Document, width: int, rows: int, view: str, steps: list[Step]
) -> None:
    walk = Walk(sheet_of(view, journey_of(document, ("", "fiona")[width % 2]), width, {}), Place(""), rows)
    for step in (Step.FIRST, *steps):
        lines = walk.goes(step).lines()
        assert len(lines) == rows
        assert {length(line) for line in lines} == {width}
    assert {length(line) for line in walk.sheet.printed()} <= {width}


@settings(max_examples=40)
@given(document=hard_maps(), view=st.sampled_from(SHEETS), width=st.integers(40, 130))
def test_every_touchpoint_stays_selected_in_every_view(document: Document, view: str, width: int) -> None:
    journey = journey_of(document)
    sheet = sheet_of(view, journey, width, {})
    for column in journey.columns:
        for touchpoint in column.touchpoints:
            place = Place(column.id, touchpoint.id)
            spot = sheet.spot_of(place, NOWHERE)
            assert sheet.place_of(spot) == place
            assert sheet.spot_of(place, spot) == spot


@settings(max_examples=40)
@given(
    document=hard_maps(),
    view=st.sampled_from(SHEETS),
    steps=st.lists(st.sampled_from(Step), max_size=20),
    rows=st.integers(9, 24),
)
def test_the_cursor_always_stands_on_something_and_in_sight(
    document: Document, view: str, steps: list[Step], rows: int
) -> None:
    journey = journey_of(document)
    walk = Walk(sheet_of(view, journey, 80, {}), Place(""), rows).goes(*steps)
    if journey.columns:
        assert journey.column_of(walk.place.stage) is not None or walk.place in {NO_PLACE, Place("")}
    x, y, cells = walk.sheet.cell_of(walk.scroll, rows, walk.spot)
    assert 0 <= x < 80
    assert 0 <= y < rows
    assert x + cells <= 80


@settings(max_examples=40)
@given(document=hard_maps(), view=st.sampled_from(SHEETS), x=st.integers(0, 99), y=st.integers(0, 30))
def test_what_is_clicked_is_a_place_of_the_map(document: Document, view: str, x: int, y: int) -> None:
    journey = journey_of(document)
    walk = Walk(sheet_of(view, journey, 100, {}), Place(""), 31)
    spot = walk.sheet.spot_under(walk.scroll, 31, x, y)
    if spot is not None:
        place = walk.sheet.place_of(spot)
        assert place.touchpoint in journey.places or journey.column_of(place.stage) is not None or place == Place("")


def test_going_down_and_up_again_leads_back_in_every_view() -> None:
    for view in ("lanes", "priorities", "channels", "outline"):
        walk = Walk(sheet_of(view, fiona(), 80, NAMES), PAY)
        begin = walk.spot
        assert walk.goes(Step.DOWN).spot != begin, view
        assert walk.goes(Step.UP).spot == begin, view
