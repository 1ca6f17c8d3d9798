"""Laws of slides: each fills its screen, and all of them together tell every touchpoint once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjm_tui.model.document import document_of
from cjm_tui.model.record import Record
from cjm_tui.render.cells import length
from cjm_tui.render.journey import journey_of
from cjm_tui.render.slides import slide_lines, slides
from tests.campaigns.share import share
from tests.render.hard_maps import hard_maps

if TYPE_CHECKING:
    from cjm_tui.model.document import Document

TWO_WIDE_STAGES = document_of(
    "map",
    [
        Record("", "", {"schema": "map/1", "title": "Buy"}),
        *(Record("stage", id_, {"name": "支付", "order": at}) for at, id_ in enumerate("ab")),
        *(Record("touchpoint", id_, {"name": "Pay", "stage": id_, "order": 1}) for id_ in "ab"),
    ],
)


@settings(max_examples=share(small=40, full=1000), deadline=None)
@example(document=TWO_WIDE_STAGES, width=10, height=4, persona="")
@given(
    document=hard_maps(), width=st.integers(10, 260), height=st.integers(1, 75), persona=st.sampled_from(["", "paul"])
)
def test_every_slide_of_any_map_fills_any_screen_exactly(
    document: Document, width: int, height: int, persona: str
) -> None:
    journey = journey_of(document, persona)
    for slide in slides(journey, width):
        lines = slide_lines(journey, slide, width, height, ("words", "1 of 9"))
        assert len(lines) == height
        assert {length(line) for line in lines} == {width}


@settings(max_examples=share(small=40, full=1000), deadline=None)
@given(document=hard_maps(), width=st.integers(10, 260))
def test_every_touchpoint_stands_on_one_slide_and_every_stage_on_some(document: Document, width: int) -> None:
    journey = journey_of(document)
    shown = slides(journey, width)
    assert shown[0].column == -1
    told = [(slide.column, row) for slide in shown[1:] for row in range(slide.first, slide.end)]
    assert told == [(at, row) for at, column in enumerate(journey.columns) for row in range(len(column.touchpoints))]
    assert {slide.column for slide in shown[1:]} == set(range(len(journey.columns)))
