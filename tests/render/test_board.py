"""The board as lines: what stands where, at any size and for any map, and which card lies under a cell."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import HEADER, Record
from cjm_tui.model.values import Value
from cjm_tui.render.board.cursor import across, down, first_place, kept, last_place
from cjm_tui.render.board.frame import NARROWEST, View, cards_in_sight, cell_of, followed, frame_of, place_at
from cjm_tui.render.board.picture import lines_of, picture_of
from cjm_tui.render.board.strip import strip_line
from cjm_tui.render.cells import length, text_of
from cjm_tui.render.journey import Journey, Place, journey_of

NAMES = ["Pay", "A rather long name of a card that cannot fit", "客户付款", "👩\u200d💻 team", ""]


@st.composite
def maps(draw: st.DrawFn) -> Document:
    """Return a map with stages, some empty, and cards, some without a stage."""
    stages = draw(st.integers(0, 7))
    records = [Record(*HEADER, {"title": "A map"})]
    records += [Record("stage", f"s{n}", {"name": draw(st.sampled_from(NAMES)), "order": n}) for n in range(stages)]
    for n in range(draw(st.integers(0, 14))):
        fields: dict[str, str | int] = {
            "name": draw(st.sampled_from(NAMES)),
            "stage": f"s{draw(st.integers(0, 8))}",
            "order": n,
            "basis": draw(st.sampled_from(["assumption", "observed", "validated"])),
        }
        emotion = draw(st.integers(-2, 2) | st.none())
        records.append(Record("touchpoint", f"t{n}", fields | ({} if emotion is None else {"emotion": emotion})))
    return document_of("map", records)


SIZES = st.tuples(st.integers(20, 210), st.integers(4, 70))


def all_places(journey: Journey) -> list[Place]:
    return [
        place
        for column in journey.columns
        for place in (Place(column.id), *(Place(column.id, t.id) for t in column.touchpoints))
    ]


@given(maps(), SIZES, st.data())
def test_every_line_is_as_wide_as_the_screen(document: Document, size: tuple[int, int], data: st.DataObject) -> None:
    journey = journey_of(document)
    frame = frame_of(len(journey.columns), *size)
    place = data.draw(st.sampled_from(all_places(journey) or [Place("")]))
    view = followed(journey, frame, View(place))
    lines = lines_of(picture_of(journey, frame, view.first), view)
    assert len(lines) == size[1]
    if size[0] >= 40:
        assert {length(line) for line in lines} == {size[0]}


@given(maps(), st.tuples(st.integers(40, 210), st.integers(12, 70)), st.data())
def test_the_cursors_place_lies_under_its_own_cell(
    document: Document, size: tuple[int, int], data: st.DataObject
) -> None:
    journey = journey_of(document)
    if not journey.columns:
        return
    frame = frame_of(len(journey.columns), *size)
    place = data.draw(st.sampled_from(all_places(journey)))
    view = followed(journey, frame, View(place))
    assert place_at(journey, frame, view, *cell_of(journey, frame, view, place)) == place


@given(maps(), SIZES, st.integers(-5, 215), st.integers(-5, 75))
def test_any_cell_belongs_to_a_place_that_exists_or_to_none(
    document: Document, size: tuple[int, int], x: int, y: int
) -> None:
    journey = journey_of(document)
    frame = frame_of(len(journey.columns), *size)
    found = place_at(journey, frame, View(first_place(journey)), x, y)
    assert found is None or found in all_places(journey)


@given(st.integers(1, 40), st.integers(40, 250), st.integers(12, 80))
def test_columns_are_of_one_width_and_never_too_narrow(columns: int, width: int, height: int) -> None:
    frame = frame_of(columns, width, height)
    assert frame.column_width >= NARROWEST
    assert frame.left_of(frame.visible - 1) + frame.column_width <= width


@pytest.mark.parametrize(("height", "rows"), [(13, 5), (21, 5), (33, 9), (57, 9)])
def test_the_curve_has_five_or_nine_rows(height: int, rows: int) -> None:
    assert frame_of(3, 80, height).curve_rows == rows


def test_three_cards_stand_whole_on_a_terminal_of_80_by_24() -> None:
    records = [Record("stage", "s", {"name": "S", "order": 1})]
    records += [Record("touchpoint", f"t{n}", {"name": f"T{n}", "stage": "s", "order": n}) for n in range(5)]
    journey = journey_of(document_of("map", records))
    frame = frame_of(1, 80, 21)
    assert cards_in_sight(frame, journey.columns[0]) == 3


@given(maps(), st.lists(st.sampled_from("hjklgG"), max_size=30))
def test_the_cursor_never_leaves_the_map(document: Document, keys: list[str]) -> None:
    journey = journey_of(document)
    place = first_place(journey)
    steps: dict[str, Callable[[Place], Place]] = {
        "h": lambda at: across(journey, at, -1),
        "l": lambda at: across(journey, at, 1),
        "j": lambda at: down(journey, at),
        "k": lambda at: down(journey, at, -1),
        "g": lambda _: first_place(journey),
        "G": lambda _: last_place(journey),
    }
    for key in keys:
        place = steps[key](place)
        assert place in (all_places(journey) or [Place("")])


@given(maps(), maps(), st.data())
def test_after_any_change_the_cursor_stands_somewhere(before: Document, after: Document, data: st.DataObject) -> None:
    old, new = journey_of(before), journey_of(after)
    place = data.draw(st.sampled_from(all_places(old) or [Place("")]))
    stood = kept(new, place, old)
    assert stood in (all_places(new) or [Place("")])
    if place.touchpoint in new.places:
        assert stood.touchpoint == place.touchpoint


def test_a_persona_who_does_not_pass_leaves_no_mark_and_no_gap() -> None:
    def card(n: int, **more: object) -> Record:
        return Record("touchpoint", f"t{n}", {"name": f"T{n}", "stage": "s", "order": n, "emotion": 1, **more})  # type: ignore[dict-item]

    records = [Record("stage", "s", {"name": "S", "order": 1}), card(1), card(2, skipped_by=("paul",)), card(3)]
    journey = journey_of(document_of("map", records), "paul")
    frame = frame_of(1, 80, 21)
    lines = picture_of(journey, frame, 0).curve
    assert text_of(lines[1]).count("●") == 2
    assert journey.columns[0].emotions == (1, 1)


def drawn(cards: list[dict[str, Value]], stages: int = 1, place: Place | None = None, width: int = 80) -> str:
    """Draw a map whose cards all stand in its first stage."""
    records = [Record("", "", {"title": "A map"})]
    records += [Record("stage", f"s{at}", {"name": f"Stage {at}", "order": at}) for at in range(stages)]
    records += [Record("touchpoint", f"t{at}", {"stage": "s0", "order": at, **card}) for at, card in enumerate(cards)]
    journey = journey_of(document_of("map", records))
    frame = frame_of(stages, width, 22)
    view = followed(journey, frame, View(place or first_place(journey)))
    picture = picture_of(journey, frame, view.first)
    return "\n".join(text_of(line) for line in lines_of(picture, view))


def test_a_young_map_names_the_next_keys_where_nothing_is_yet() -> None:
    empty = drawn([], place=Place("s0"))
    assert "a adds a touchpoint" in empty
    assert "e names the stage" in empty
    assert "A adds a stage" in empty
    assert "1-5 how it feels" in drawn([{"name": "Call"}])
    assert "i what was learned" in drawn([{"name": "Call", "emotion": 1}])
    assert "A adds a stage" not in drawn([{"name": "Call"}], stages=3, width=160)


def test_a_next_key_is_named_in_words_that_fit_and_never_cut() -> None:
    narrow = drawn([{"name": "Call", "emotion": 1}], stages=3)
    assert "i insight " in narrow
    assert "i what" not in narrow


def test_a_long_name_goes_on_in_the_second_line_of_a_card_that_says_nothing_there() -> None:
    long: dict[str, Value] = {"name": "Notice that the coat does not fit"}
    narrow = drawn([long], stages=3)
    assert "Notice that the" in narrow
    assert "coat does not" in narrow
    assert "coat" not in drawn([{**long, "channels": ("shop",)}], stages=3)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("first", [0, 31, 59])
def test_the_strip_of_however_many_stages_shows_which_are_in_sight(width: int, first: int) -> None:
    records = [Record("stage", f"s{n}", {"name": f"Stage {n}", "order": n}) for n in range(60)]
    records += [Record("touchpoint", f"t{n}", {"name": "T", "stage": f"s{n}", "emotion": 1}) for n in range(60)]
    journey = journey_of(document_of("map", records))
    strip = text_of(strip_line(journey, first, frame_of(60, width, 24)))
    assert len(strip) <= width
    before, inside, after = re.split(r"[\[\]]", strip)
    assert f"stages {first + 1}–" in after
    assert inside
    assert bool(first) == bool(before.strip())
