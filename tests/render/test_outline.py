"""The outline: a map told line by line."""

from __future__ import annotations

import pytest
from hypothesis import given

from cjm_tui.model.record import Record
from cjm_tui.model.values import has_hidden
from cjm_tui.render.views.outline import outline
from tests.render.hard_names import markdown_names
from tests.render.sample_sources import SAMPLES, sample, small, stage, touchpoint


def test_a_map_is_told_in_the_order_the_customer_meets_it() -> None:
    sources = small(
        stage("one", 10, goal="Begin"),
        stage("two", 20),
        touchpoint("pay", "two", emotion=-2, feeling="cross", moment="truth", channels=("web",)),
        touchpoint("look", "one", basis="assumption"),
        Record("insight", "i", {"name": "Asked twice", "kind": "pain", "touchpoint": "pay"}),
        Record("insight", "j", {"name": "To begin", "kind": "need", "stage": "one"}),
        Record("opportunity", "o", {"name": "How might we ask once?", "insights": ("i",)}),
        title="Buy",
        goal="Own it",
    )
    assert outline(sources).splitlines() == [
        "Buy",
        "Goal: Own it",
        "Mean: −2.0",
        "Emotion known: 1 of 2 touchpoints",
        "Assumptions: 50% of the touchpoints",
        "",
        "Stage 1: One",
        "  Goal: Begin",
        "  Need: To begin",
        "  Look: unknown",
        "    Basis: assumption",
        "",
        "Stage 2: Two, mean −2.0",
        "  Pay: −2, cross, moment of truth",
        "    Channels: Web",
        "    Pain: Asked twice",
        "    Opportunity: How might we ask once?",
    ]


def test_a_persona_is_told_with_their_own_emotions_and_what_is_not_theirs_is_called_so() -> None:
    sources = small(
        stage("one", 10, emotion=2),
        touchpoint("ask", "one", order=10, emotion=1, feeling="glad", **{"emotion_by.fiona": -2}),
        touchpoint("look", "one", order=20, emotion=1, feeling="glad"),
        touchpoint("pay", "one", order=30, emotion=-1, skipped_by=("fiona",), moment="truth"),
        touchpoint("wait", "one", order=40),
        title="Buy",
    )
    assert outline(sources, "fiona").splitlines() == [
        "Buy",
        "Emotions of: Fiona",
        "Mean: −0.5",
        "Emotion known: 2 of 3 touchpoints",
        "Assumptions: 0% of the touchpoints",
        "",
        "Stage 1: One, mean −0.5",
        "  Ask: −2, glad",
        "    By persona: Fiona −2",
        "  Look: +1, everybody’s",
        "  Pay: not on their way, moment of truth",
        "    Does not pass here: Fiona",
        "  Wait: unknown",
    ]


@pytest.mark.parametrize("id_", SAMPLES)
def test_every_touchpoint_of_a_sample_map_has_a_line(id_: str) -> None:
    sources = sample(id_)
    lines = outline(sources).splitlines()
    for record in sources.document.journey():
        assert any(line.startswith(f"  {record.name}: ") for line in lines)


@given(markdown_names)
def test_no_text_breaks_a_line_or_hides_anything(name: str) -> None:
    sources = small(stage("one", goal=name), touchpoint("a", "one", doing=name, notes=name, needs=(name,)), title=name)
    text = outline(sources)
    assert not has_hidden(text)
    assert len(text.splitlines()) <= 11
