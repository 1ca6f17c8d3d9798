"""The curve as a picture: sound XML with everything in it, and nothing that runs."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given

from cjm_tui.render.curve.svg import picture
from tests.render.hard_names import markdown_names
from tests.render.sample_sources import SAMPLES, sample, small, stage, touchpoint

SVG = "{http://www.w3.org/2000/svg}"


def parts(text: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(text).iter(f"{SVG}{name}"))  # noqa: S314  # our own text


@pytest.mark.parametrize("id_", SAMPLES)
def test_a_sample_map_has_a_mark_for_each_touchpoint_with_its_name(id_: str) -> None:
    sources = sample(id_)
    titles = [title.text or "" for title in parts(picture(sources), "title")]
    assert len(titles) == 1 + len(sources.document.journey())
    for touchpoint_, title in zip(sources.document.journey(), titles[1:], strict=True):
        assert title.startswith(f"{touchpoint_.name} ")


@given(markdown_names)
def test_any_name_is_text_in_the_picture(name: str) -> None:
    sources = small(stage("one"), touchpoint("a", "one", emotion=1, feeling=name), title=name)
    names = {element.tag.removeprefix(SVG) for element in ET.fromstring(picture(sources)).iter()}  # noqa: S314  # our own text
    assert names <= {"svg", "title", "desc", "rect", "text", "line", "polyline", "circle"}


def test_the_curve_breaks_where_an_emotion_is_unknown() -> None:
    known = [touchpoint(f"t{n}", "one", n, emotion=1) for n in range(4)]
    whole = parts(picture(small(stage("one"), *known)), "polyline")
    broken = parts(picture(small(stage("one"), *known[:2], touchpoint("x", "one", 1.5), *known[2:])), "polyline")  # type: ignore[arg-type]  # an order may be a fraction
    assert len(whole) == 6
    assert len(broken) == 4


def test_an_assumption_is_drawn_dashed() -> None:
    sources = small(
        stage("one"),
        touchpoint("a", "one", 1, emotion=1, basis="validated"),
        touchpoint("b", "one", 2, emotion=2, basis="assumption"),
    )
    assert [line.get("stroke-dasharray") for line in parts(picture(sources), "polyline")] == [None, "2 4"]


def test_a_map_without_touchpoints_has_a_picture_all_the_same() -> None:
    assert "No touchpoints yet." in picture(small(title="Way"))
