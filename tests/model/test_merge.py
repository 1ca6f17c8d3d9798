"""The laws of merge, and every true conflict by name."""

from __future__ import annotations

import random
from datetime import UTC, date, timedelta, timezone

from hypothesis import assume, given
from hypothesis import strategies as st

from cjm_tui.model.conflict import Conflict
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_touchpoint, move_touchpoint, remove_record, set_field, set_fields
from cjm_tui.model.instants import instant
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.renames import with_renames
from cjm_tui.model.values import Table, Value
from tests.model.documents import PAY, edited_maps, random_map, shop, under_our_ids


@given(edited_maps())
def test_a_side_that_did_nothing_gives_way(versions: tuple[Document, ...]) -> None:
    base, changed = versions
    copy = Document(base.kind, dict(base.records))
    for merged in (merge(base, copy, changed), merge(base, changed, copy)):
        assert merged.document == changed
        assert merged.conflicts == ()


@given(edited_maps())
def test_the_same_edit_on_both_sides_counts_once(versions: tuple[Document, ...]) -> None:
    base, changed = versions
    merged = merge(base, changed, Document(changed.kind, dict(changed.records)))
    assert merged.document == changed
    assert merged.conflicts == ()


@given(edited_maps(versions=2))
def test_swapping_the_sides_gives_the_same_content_and_the_same_conflicts(versions: tuple[Document, ...]) -> None:
    base, ours, theirs = versions
    there, back = merge(base, ours, theirs), under_our_ids(merge(base, theirs, ours))
    swapped = {Conflict(c.key, c.field, c.base, c.theirs, c.ours) for c in back.conflicts}
    assert set(there.conflicts) == swapped
    disputed = {c.key for c in there.conflicts}
    for change in diff(there.held or there.document, back.held or back.document):
        assert change.key in disputed


@given(edited_maps(versions=2))
def test_in_a_conflict_ours_stands_in_place(versions: tuple[Document, ...]) -> None:
    merged = merge(*versions)
    ours = with_renames(*versions).ours
    for conflict in merged.conflicts:
        record, own = merged.document.records.get(conflict.key), ours.records.get(conflict.key)
        if conflict.field == "":
            assert (record is None) == (own is None)
            assert record == (conflict.ours if conflict.theirs is None else own)
        elif conflict.field not in {"place", "id"} and own is not None and record is not None:
            assert record.get(conflict.field) == own.get(conflict.field)


@given(st.integers(0, 2**32))
def test_edits_of_different_cards_never_conflict(seed: int) -> None:
    dice = random.Random(seed)
    base = random_map(dice, 8)
    cards = list(base.of_kind("touchpoint"))
    dice.shuffle(cards)
    ours = set_fields(base, cards[0].key, {"emotion": 2, "doing": "ours", "#": "# ours"})
    ours = move_touchpoint(ours, cards[1].id, base.stages()[0].id, 0)
    theirs = set_fields(base, cards[2].key, {"emotion": -2, "thinking": "theirs"})
    theirs = move_touchpoint(theirs, cards[3].id, base.stages()[0].id, 0)
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    for key, side in ((cards[0].key, ours), (cards[1].key, ours), (cards[2].key, theirs), (cards[3].key, theirs)):
        assert merged.document.records[key] == side.records[key]


OFFSETS = st.builds(timezone, st.timedeltas(timedelta(hours=-14), timedelta(hours=14)))
LOOKS = st.dates() | st.datetimes(timezones=OFFSETS | st.just(UTC))


def looks(document: Document, looked: Value | None) -> Document:
    return set_field(document, PAY, "looked", looked)


@given(LOOKS | st.none(), LOOKS, LOOKS)
def test_of_two_who_looked_the_later_one_stands_whichever_side_it_is_on(
    before: Value | None, first: Value, second: Value
) -> None:
    times = [instant(look) for look in (first, second)]
    start = instant(before)
    assume(None not in times and (start is None or all(time is not None and time > start for time in times)))
    base = looks(shop(), before)
    there = merge(base, looks(base, first), looks(base, second))
    back = merge(base, looks(base, second), looks(base, first))
    assert there.conflicts == back.conflicts == ()
    assert there.document == back.document
    assert there.document.records[PAY].get("looked") in (first, second)
    assert instant(there.document.records[PAY].get("looked")) == max(time for time in times if time is not None)


def test_a_new_look_stands_over_one_that_was_taken_back() -> None:
    base = looks(shop(), date(2026, 3, 1))
    again = looks(base, date(2026, 3, 2))
    for merged in (merge(base, looks(base, None), again), merge(base, again, looks(base, None))):
        assert merged == Merged(again)


def test_a_look_that_is_no_time_is_disputed_as_any_other_value() -> None:
    merged = merge(shop(), looks(shop(), "yesterday"), looks(shop(), date(2026, 3, 2)))
    assert [(conflict.key, conflict.field) for conflict in merged.conflicts] == [(PAY, "looked")]


def test_taking_a_look_back_leaves_the_one_that_came_after_it() -> None:
    mine = looks(shop(), date(2026, 3, 1))
    theirs = looks(mine, date(2026, 3, 2))
    assert merge(mine, theirs, shop()) == Merged(theirs)


def test_two_new_cards_at_one_place_are_both_kept_with_equal_orders() -> None:
    ours, _ = add_touchpoint(shop(), "Wait", "buy", "pay")
    theirs, _ = add_touchpoint(shop(), "Sign", "buy", "pay")
    merged = merge(shop(), ours, theirs)
    assert merged.conflicts == ()
    assert [t.id for t in merged.document.touchpoints_by_stage()["buy"]] == ["pay", "sign", "wait"]


def test_one_moves_a_card_while_the_other_edits_it() -> None:
    ours = move_touchpoint(shop(), "pay", "look", 0)
    theirs = set_field(shop(), PAY, "emotion", -2)
    merged = merge(shop(), ours, theirs)
    assert merged.conflicts == ()
    assert merged.document.records[PAY].text("stage") == "look"
    assert merged.document.records[PAY].emotion == -2


def test_two_values_for_one_field_conflict() -> None:
    merged = merge(shop(), set_field(shop(), PAY, "emotion", -2), set_field(shop(), PAY, "emotion", 1))
    assert merged.conflicts == (Conflict(PAY, "emotion", None, -2, 1),)
    assert merged.document.records[PAY].emotion == -2


def test_two_places_for_one_card_conflict_as_one_value() -> None:
    see = RecordKey("touchpoint", "see")
    ours = set_fields(shop(), see, {"stage": "buy", "order": 5})
    theirs = set_fields(shop(), see, {"stage": "buy", "order": 30})
    (conflict,) = merge(shop(), ours, theirs).conflicts
    assert (conflict.field, conflict.theirs) == ("place", Table({"stage": "buy", "order": 30}))


def test_deleted_against_edited_conflicts_on_the_whole_record() -> None:
    merged = merge(shop(), remove_record(shop(), PAY), set_field(shop(), PAY, "emotion", 2))
    (conflict,) = merged.conflicts
    assert (conflict.key, conflict.field, conflict.ours) == (PAY, "", None)
    assert PAY not in merged.document.records


def test_one_id_made_twice_conflicts_on_the_whole_record() -> None:
    ours, key = add_touchpoint(shop(), "Wait", "buy")
    theirs, same_key = add_touchpoint(shop(), "Wait", "look")
    assert key == same_key
    (conflict,) = merge(shop(), ours, theirs).conflicts
    assert (conflict.key, conflict.field, conflict.base) == (key, "", None)


def test_a_reference_that_dangled_before_is_no_conflict_of_the_merge() -> None:
    lost = shop().with_records([Record("touchpoint", "lost", {"name": "L", "stage": "gone", "order": 1})])
    ours, theirs = set_field(lost, PAY, "doing", "a"), set_field(lost, HEADER, "goal", "b")
    assert merge(lost, ours, theirs).conflicts == ()


def test_tables_merge_by_key() -> None:
    ours = set_field(shop(), PAY, "emotion_by.fiona", -1)
    theirs = set_field(shop(), PAY, "emotion_by.omar", 2)
    merged = merge(shop(), ours, theirs)
    assert merged.conflicts == ()
    assert merged.document.records[PAY].table("emotion_by") == {"fiona": -1, "omar": 2}


def test_a_value_and_a_table_under_one_key_conflict_and_ours_stands() -> None:
    merged = merge(shop(), set_field(shop(), PAY, "own", 1), set_field(shop(), PAY, "own.key", 2))
    assert {conflict.field for conflict in merged.conflicts} == {"own", "own.key"}
    assert merged.document.records[PAY].get("own") == 1
    assert merged.document.records[PAY].get("own.key") is None


@given(st.sets(st.sampled_from(["own", "own.a", "own.b", "own.b.c", "own.d"]), max_size=4), st.booleans())
def test_values_and_tables_under_one_key_clash_alike_from_either_side(keys: set[str], swaps: bool) -> None:
    def side(own: set[str], value: int) -> Document:
        free = {key for key in own if not any(other != key and key.startswith(f"{other}.") for other in own)}
        return set_fields(shop(), PAY, dict.fromkeys(free, value))

    everything = {"own", "own.a", "own.b", "own.b.c", "own.d"}
    one, other = side(keys, 1), side(everything - keys, 2)
    ours, theirs = (other, one) if swaps else (one, other)
    there, back = merge(shop(), ours, theirs), merge(shop(), theirs, ours)
    assert [(c.key, c.field, c.ours, c.theirs) for c in there.conflicts] == [
        (c.key, c.field, c.theirs, c.ours) for c in back.conflicts
    ]
    merged = there.document.records[PAY].fields
    assert not any(key.startswith(f"{parent}.") for key in merged for parent in merged)
    assert set(ours.records[PAY].fields) <= set(merged)


def test_a_file_that_one_side_says_the_kind_of_is_of_that_kind() -> None:
    base, ours = (document_of("", [Record("", "", {"title": title})]) for title in ("Buy", "Buy it"))
    theirs = document_of("map", [Record("", "", {"schema": "map/1", "title": "Buy"})])
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.document == document_of("map", [Record("", "", {"schema": "map/1", "title": "Buy it"})])


def test_places_unset_by_both_sides_stay_unset() -> None:
    twice = RecordKey("insight", "twice")
    ours = set_fields(shop(), twice, {"touchpoint": None, "severity": 1})
    theirs = set_fields(shop(), twice, {"touchpoint": None, "quote": "x"})
    merged = merge(shop(), ours, theirs)
    assert merged.conflicts == ()
    assert set(merged.document.records[twice].fields) == {"name", "kind", "themes", "severity", "quote"}


def test_a_table_the_other_side_made_gives_way_to_a_value_of_mine_and_the_other_way_round() -> None:
    merged = merge(shop(), set_field(shop(), PAY, "own.key", 1), set_field(shop(), PAY, "own", 2))
    assert {conflict.field for conflict in merged.conflicts} == {"own", "own.key"}
    assert merged.document.records[PAY].get("own.key") == 1
    assert merged.document.records[PAY].get("own") is None


def test_a_file_made_twice_merges_its_header_field_by_field() -> None:
    nothing = document_of("map", [])
    merged = merge(nothing, set_field(shop(), HEADER, "goal", "a"), set_field(shop(), HEADER, "scenario", "b"))
    assert merged.conflicts == ()
    assert (merged.document.header.text("goal"), merged.document.header.text("scenario")) == ("a", "b")
