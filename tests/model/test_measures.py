"""What is derived from a map."""

from __future__ import annotations

import math

import pytest

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.measures import (
    assumed_share,
    coverage,
    emotion_of,
    hand_off_gaps,
    insights_by_touchpoint,
    map_mean,
    opportunities_by_touchpoint,
    priority,
    quadrant,
    rice,
    stage_mean,
)
from cjm_tui.model.record import Record
from cjm_tui.model.values import Value


def card(id_: str, stage: str, order: int, fields: dict[str, Value]) -> Record:
    return Record("touchpoint", id_, {"name": id_, "stage": stage, "order": order, **fields})


def journey() -> Document:
    return document_of(
        "map",
        [
            Record("stage", "look", {"name": "Look", "order": 10}),
            Record("stage", "buy", {"name": "Buy", "order": 20, "emotion": -1}),
            card("see", "look", 10, {"emotion": 2, "channels": ("web",), "basis": "assumption"}),
            card("try", "look", 20, {"emotion": -1, "channels": ("store",), "emotion_by.fiona": 1}),
            card("ask", "look", 30, {"channels": ("store",), "skipped_by": ("fiona",)}),
            card("pay", "buy", 10, {"emotion": -2, "channels": ("store", "web")}),
        ],
    )


def test_an_unknown_emotion_is_left_out_of_the_mean_and_counted_in_the_coverage() -> None:
    assert stage_mean(journey(), "look") == 0.5
    assert map_mean(journey()) == pytest.approx(-1 / 3)
    assert coverage(journey()) == (3, 4)


def test_a_stage_with_an_emotion_of_its_own_keeps_it() -> None:
    assert stage_mean(journey(), "buy") == -1
    assert stage_mean(journey(), "buy", "fiona") == -2


def test_a_persona_feels_their_own_way_and_skips_what_they_skip() -> None:
    tried = journey().get("touchpoint", "try")
    assert tried is not None
    assert emotion_of(tried, "fiona") == (1, True)
    assert emotion_of(tried, "omar") == (-1, False)
    assert stage_mean(journey(), "look", "fiona") == 1.5
    assert coverage(journey(), "fiona") == (3, 3)


def test_an_empty_map_has_no_mean_and_no_share() -> None:
    empty = document_of("map", [])
    assert map_mean(empty) is None
    assert assumed_share(empty) is None
    assert coverage(empty) == (0, 0)


def test_the_assumed_share_counts_all_touchpoints() -> None:
    assert assumed_share(journey()) == 0.25


def test_a_gap_is_a_change_of_channel_with_a_fall_of_two_or_more() -> None:
    assert [(a.id, b.id) for a, b in hand_off_gaps(journey())] == [("see", "try")]


def test_priority_needs_all_three_factors() -> None:
    full: dict[str, Value] = {"frequency": 5, "impact": 5, "improvement": 4}
    assert priority(Record("touchpoint", "pay", full)) == 100
    assert priority(Record("touchpoint", "pay", {**full, "impact": "much"})) is None


@pytest.mark.parametrize("odd", [0, 6, 2.5, True, math.inf, math.nan, 10**400])
def test_a_factor_that_is_no_whole_number_from_one_to_five_leaves_a_card_unranked(odd: Value) -> None:
    assert priority(Record("touchpoint", "pay", {"frequency": 5, "impact": odd, "improvement": 4})) is None


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [(5, 2, "quick win"), (4, 4, "big bet"), (3, 3, "fill-in"), (1, 5, "time sink"), (None, 1, None)],
)
def test_an_opportunity_lies_between_impact_and_effort(
    impact: int | None, effort: int | None, expected: str | None
) -> None:
    opportunity = Record("opportunity", "x").with_fields({"impact": impact, "effort": effort})
    assert quadrant(opportunity) == expected


def test_rice_is_reach_times_impact_times_confidence_by_effort() -> None:
    opportunity = Record("opportunity", "x", {"reach": 100, "impact": 4, "confidence": "low", "effort": 2})
    assert rice(opportunity) == 100
    assert rice(opportunity.with_fields({"reach": None})) is None
    assert rice(opportunity.with_fields({"confidence": None})) == 200
    assert rice(opportunity.with_fields({"reach": 1e308})) is None


def test_insights_and_opportunities_are_found_at_their_card() -> None:
    document = journey().with_records(
        [
            Record("insight", "mild", {"name": "m", "touchpoint": "pay", "severity": 1}),
            Record("insight", "sharp", {"name": "s", "touchpoint": "pay", "severity": 5}),
            Record("insight", "stage-wide", {"name": "w", "stage": "buy"}),
            Record("opportunity", "a", {"name": "a", "insights": ("sharp", "stage-wide", "gone")}),
            Record("opportunity", "b", {"name": "b", "touchpoints": ("see", "pay")}),
        ]
    )
    assert {key: [r.id for r in rows] for key, rows in insights_by_touchpoint(document).items()} == {
        "pay": ["sharp", "mild"]
    }
    assert {key: [r.id for r in rows] for key, rows in opportunities_by_touchpoint(document).items()} == {
        "pay": ["a", "b"],
        "see": ["b"],
    }
