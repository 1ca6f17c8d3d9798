"""Other curves over the curve: told apart without colours, on one scale, in three grains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import Record
from cjm_tui.render.board.frame import frame_of
from cjm_tui.render.board.picture import Picture, picture_of
from cjm_tui.render.cells import length, text_of
from cjm_tui.render.curve.grain import Grain, quarters, slope
from cjm_tui.render.curve.looks import Look, legend, letters_of, looked
from cjm_tui.render.journey import journey_of
from tests.render.hard_maps import hard_maps, texts
from tests.render.sample_sources import sample

if TYPE_CHECKING:
    from cjm_tui.model.values import Value

TWO = (("fiona", "Fashionable Fiona"), ("paul", "Practical Paul"))
LOOKS = (
    Look(personas=TWO),
    Look(importance=True),
    Look(grain=Grain.BLOCKS),
    Look(personas=TWO, importance=True, grain=Grain.ASCII),
)


def touchpoint(id_: str, order: int, **fields: Value) -> Record:
    return Record("touchpoint", id_, {"name": id_, "stage": "only", "order": order, "basis": "observed", **fields})


def a_map(*touchpoints: Record) -> Document:
    return document_of("map", [Record("", "", {"title": "Way"}), Record("stage", "only", {"order": 1}), *touchpoints])


def pictured(document: Document, width: int = 60, height: int = 24) -> Picture:
    journey = journey_of(document)
    return picture_of(journey, frame_of(len(journey.columns), width, height), 0)


def curve_of(document: Document, look: Look) -> list[str]:
    return [text_of(line) for line in looked(pictured(document), look).curve]


FALLING = (
    touchpoint("first", 1, emotion=2, impact=1, **{"emotion_by.paul": -2}),
    touchpoint("second", 2, emotion=-2, impact=5),
    touchpoint("third", 3, emotion=0, impact=3),
)


@settings(max_examples=30)
@given(
    document=hard_maps(),
    look=st.sampled_from(LOOKS),
    width=st.integers(30, 140),
    height=st.integers(8, 40),
    baseline=st.one_of(st.none(), hard_maps()),
)
def test_no_look_changes_the_size_of_the_picture(
    document: Document, look: Look, width: int, height: int, baseline: Document | None
) -> None:
    plain = pictured(document, width, height)
    seen = looked(plain, look._replace(baseline=baseline))
    assert [length(line) for line in seen.curve] == [length(line) for line in plain.curve]
    assert length(seen.strip) <= max(width, length(plain.strip))


def test_each_persona_has_a_letter_at_their_own_height() -> None:
    rows = curve_of(a_map(*FALLING), Look(personas=TWO))
    assert "F" in rows[0]
    assert "P" in rows[4]


def test_where_all_feel_the_same_one_mark_stands_for_them() -> None:
    rows = curve_of(a_map(*FALLING), Look(personas=TWO))
    assert "●" in rows[4]
    assert "●" in rows[2]


def test_who_skips_a_touchpoint_has_no_point_there() -> None:
    skipped = touchpoint("fourth", 4, emotion=1, skipped_by=("paul", "fiona"))
    rows = curve_of(a_map(*FALLING, skipped), Look(personas=TWO))
    assert not any(letter in rows[1] for letter in "FP●")


def test_importance_runs_from_the_lowest_to_the_highest_row() -> None:
    rows = curve_of(a_map(*FALLING), Look(importance=True))
    assert "▴" in rows[4]
    assert "▴" in rows[0]
    assert rows[2].count("▴") == 0
    assert "●" in rows[2]


def test_the_baseline_is_seen_where_it_differs_and_only_where_the_card_is_in_both() -> None:
    before = a_map(touchpoint("second", 1, emotion=1), touchpoint("gone", 2, emotion=2))
    rows = curve_of(a_map(*FALLING), Look(baseline=before))
    assert "".join(rows).count("○") == 1
    assert "○" in rows[1]


def test_a_plain_look_changes_nothing() -> None:
    picture = pictured(a_map(*FALLING))
    assert looked(picture, Look()) is picture


def test_the_same_curve_in_ascii_has_no_byte_above_127_but_its_marks() -> None:
    rows = curve_of(a_map(*FALLING), Look(grain=Grain.ASCII))
    drawn = {glyph for row in rows for glyph in row} - {"●", "┈"}
    assert all(glyph.isascii() for glyph in drawn)
    assert {"\\", "/"} & drawn


@given(st.integers(1, 255))
def test_every_pattern_has_a_glyph_of_its_own_height_in_every_grain(pattern: int) -> None:
    is_low, is_high = not pattern & 0x1B, not pattern & 0xE4
    assert len(slope(pattern)) == 1
    assert slope(pattern) != " "
    if is_low:
        assert quarters(pattern) in "▖▗▄"
    if is_high:
        assert quarters(pattern) in "▘▝▀"


@given(st.lists(texts, max_size=9))
def test_no_two_personas_share_a_letter(names: list[str]) -> None:
    letters = letters_of(names)
    assert len(letters) == len(names)
    assert len(set(letters)) == len(names)
    assert all(len(letter) == 1 for letter in letters)


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (80, "F Fiona · P Paul"),
        (110, "F Fashionable Fiona · P Practical Paul"),
        (150, "F Fashionable Fiona (plain) · P Practical Paul (dotted) · ● all of them"),
    ],
)
def test_beside_the_strip_every_letter_has_its_name(width: int, told: str) -> None:
    document = sample("buy-an-outfit").document
    picture = picture_of(journey_of(document), frame_of(len(document.of_kind("stage")), width, 24), 0)
    assert text_of(looked(picture, Look(personas=TWO)).strip).strip().endswith(told)


def test_the_legend_says_what_is_not_drawn() -> None:
    many = tuple((str(at), f"Person {chr(65 + at)}") for at in range(7))
    assert "2 more not drawn" in legend(Look(personas=many))
