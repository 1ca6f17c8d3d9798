"""The page of a map: what a reader of a wiki finds on it, and that it says the same twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from cjm_tui.model.document import document_of
from cjm_tui.model.kinds import MAP
from cjm_tui.model.record import Record
from cjm_tui.render.page.blocks import found
from cjm_tui.render.page.markdown import markdown
from cjm_tui.render.page.page import page
from cjm_tui.render.page.readback import read_back
from tests.render.hard_names import markdown_names
from tests.render.page_words import GFM, headings, text_of
from tests.render.sample_sources import HISTORY, SAMPLES, sample, small, stage, touchpoint


@pytest.mark.parametrize("id_", SAMPLES)
def test_the_page_of_a_sample_map_reads_back_word_for_word(id_: str) -> None:
    blocks = page(replace(sample(id_), history=HISTORY, picture="x.svg"), GFM)
    assert read_back(markdown(blocks)) == found(blocks)


@pytest.mark.parametrize("id_", SAMPLES)
def test_the_same_map_gives_the_same_bytes(id_: str) -> None:
    assert text_of(sample(id_)) == text_of(sample(id_))


@pytest.mark.parametrize("id_", SAMPLES)
def test_a_page_tells_everything_a_map_holds(id_: str) -> None:
    """Every text of every declared field of every record is on the page: an export loses nothing."""
    sources = sample(id_)
    shown = "\n".join(map(str, found(page(sources, GFM))))
    shown = " ".join(shown.replace("\\n", " ").replace("\\'", "'").replace("'", '"').split())
    silent = {"schema", "kind", "order", "direction", "template", "seen", "stage", "touchpoint", "unit"}
    for record in sources.document:
        declared = MAP.kind(record.kind)
        assert declared is not None
        for key, value in record.fields.items():
            field = declared.field(key)
            if field is None or field.name in silent or field.is_reference or field.choices:
                continue
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    expected = " ".join(text.removeprefix("https://").replace("'", '"').split())
                    assert expected in shown, (record.key, key)


@given(markdown_names)
@settings(max_examples=60)
def test_a_page_reads_back_whatever_the_names_are(name: str) -> None:
    people = {"kim": document_of("persona", [Record("", "", {"name": name, "quote": name, "role": name})])}
    sources = small(
        stage("one", goal=name, needs=(name, name)),
        Record("stage", "two", {"name": name, "order": 20, "emotion": 1}),
        touchpoint("a", "one", channels=(name,), doing=name, thinking=name, feeling=name, emotion=-2, notes=name),
        Record("touchpoint", "b", {"name": name, "stage": "two", "order": 1, "links": (name,), "moment": "truth"}),
        Record("insight", "i", {"name": name, "kind": "pain", "touchpoint": "a", "themes": ("t",), "quote": name}),
        Record("theme", "t", {"name": name, "summary": name}),
        Record("opportunity", "o", {"name": name, "insights": ("i",), "links": (f"https://a.b/{name}",)}),
        Record("metric", "m", {"name": name, "unit": name, "touchpoint": "a", "readings.2026": 1}),
        title=name,
        summary=name,
        personas=("kim",),
        tags=(name,),
    )
    sources = replace(sources, personas=people, path=f"maps/{name}.toml")
    blocks = page(sources, GFM)
    assert read_back(markdown(blocks)) == found(blocks)


def test_the_sections_stand_in_the_order_a_reader_needs_them() -> None:
    assert headings(replace(sample("buy-an-outfit"), history=HISTORY)) == [
        "The curve",
        "Stages",
        "Moments that matter",
        "Where to look first",
        "Hand-off gaps",
        "Pains and gains by theme",
        "What was learned",
        "Opportunities",
        "Solutions",
        "Metrics",
        "Evidence",
        "Revision history",
        "Diagram",
    ]


def test_the_first_line_names_the_source_and_no_time() -> None:
    assert text_of(small(title="Way")).startswith("<!-- Made by cjm export from maps/way.toml. ")


def test_an_empty_map_is_a_short_page_that_says_what_is_missing() -> None:
    text = text_of(small(title="Way"))
    assert "no touchpoints yet" in text
    assert "No stages yet." in text
    assert headings(small(title="Way")) == ["Stages"]
