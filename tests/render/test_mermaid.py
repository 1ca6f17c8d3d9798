"""Diagrams: what mermaid would draw for a map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cjm_tui.model.document import document_of
from cjm_tui.model.record import Record
from cjm_tui.render.page.mermaid import journey_diagrams
from tests.render.journey_grammar import drawn
from tests.render.sample_sources import SAMPLES, sample, small, stage, touchpoint

ROOM = 50_000


@pytest.mark.parametrize("id_", SAMPLES)
def test_a_sample_map_is_drawn_touchpoint_by_touchpoint(id_: str) -> None:
    sources = sample(id_)
    diagrams = journey_diagrams(sources, ROOM)
    tasks = drawn(diagrams.texts[0]).tasks
    journey = sources.document.journey()
    names = {s.id: s.name for s in sources.document.stages()}
    assert [(section, task, int(score) - 3) for section, task, score, _ in tasks] == [
        (names[t.text("stage")], t.name, t.emotion) for t in journey if t.emotion is not None
    ]
    assert diagrams.left_out == tuple(t.name for t in journey if t.emotion is None)


def test_everybody_who_passes_a_touchpoint_is_an_actor_of_it() -> None:
    sources = replace(
        small(
            stage("one"),
            touchpoint("a", "one", 1, emotion=1),
            touchpoint("b", "one", 2, emotion=1, skipped_by=("kim",)),
            personas=("kim", "lee"),
        ),
        personas={"kim": document_of("persona", [Record("", "", {"name": "Kim, the careful"})])},
    )
    tasks = drawn(journey_diagrams(sources, ROOM).texts[0]).tasks
    assert [actors for *_, actors in tasks] == [["Kim, the careful", "Lee"], ["Lee"]]


def test_a_task_without_actors_has_no_second_colon() -> None:
    text = journey_diagrams(small(stage("one"), touchpoint("a", "one", emotion=0)), ROOM).texts[0]
    assert text.endswith("    A: 3")


def test_stages_of_one_name_in_a_row_are_told_apart() -> None:
    sources = small(
        *(Record("stage", f"s{n}", {"name": "Wait", "order": n}) for n in range(4)),
        *(touchpoint(f"t{n}", f"s{n}", emotion=0) for n in (0, 1, 3)),
    )
    tasks = drawn(journey_diagrams(sources, ROOM).texts[0]).tasks
    assert [section for section, *_ in tasks] == ["Wait", "Wait (2)", "Wait (3)"]


def test_a_stage_called_like_a_numbered_one_is_told_apart_too() -> None:
    names = ("Wait", "Wait", "Wait (2)", "Wait (2)")
    sources = small(
        *(Record("stage", f"s{n}", {"name": name, "order": n}) for n, name in enumerate(names)),
        *(touchpoint(f"t{n}", f"s{n}", emotion=0) for n in range(4)),
    )
    tasks = drawn(journey_diagrams(sources, ROOM).texts[0]).tasks
    assert [section for section, *_ in tasks] == ["Wait", "Wait (2)", "Wait (2) (2)", "Wait (2) (3)"]


def test_a_stage_without_a_known_emotion_is_left_out() -> None:
    sources = small(stage("one", 1), stage("two", 2), touchpoint("a", "one"), touchpoint("b", "two", emotion=2))
    assert "One" not in journey_diagrams(sources, ROOM).texts[0]


def test_a_map_too_large_for_one_diagram_is_drawn_in_several() -> None:
    cards = [touchpoint(f"card-{n}", f"s{n // 50}", n, emotion=n % 5 - 2) for n in range(200)]
    sources = small(*(stage(f"s{n}", n) for n in range(4)), *cards, title="Way")
    texts = journey_diagrams(sources, 1500).texts
    assert len(texts) == 3
    assert all(len(text) <= 1500 for text in texts)
    assert [task for text in texts for _, task, *_ in drawn(text).tasks] == [card.name for card in cards]
    assert [drawn(text).title for text in texts[:2]] == [f"Way (1 of {len(texts)})", f"Way (2 of {len(texts)})"]


def test_a_map_of_unknown_emotions_has_no_diagram() -> None:
    assert journey_diagrams(small(stage("one"), touchpoint("a", "one")), ROOM).texts == ()
