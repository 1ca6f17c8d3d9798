"""A record that one side gave another id is the same record still, and what only looks like that is not."""

from __future__ import annotations

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_touchpoint, change_id, remove_record, set_field, set_fields
from cjm_tui.model.merge import merge
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.renames import renames
from cjm_tui.model.values import Value
from tests.model.documents import PAY, shop


def cards(word: str) -> Document:
    return shop().with_records(
        Record(
            "touchpoint", f"{word}-{number}", {"name": f"{word} {number}", "stage": "buy", "order": 10, "emotion": 1}
        )
        for number in range(1000)
    )


def test_one_gives_a_card_another_id_while_the_other_edits_it_and_hangs_something_on_it() -> None:
    base = shop()
    ours = change_id(base, PAY, "pay-here")
    theirs = set_field(base, PAY, "emotion", -2)
    theirs = theirs.with_records([Record("insight", "slow", {"name": "Slow", "kind": "pain", "touchpoint": "pay"})])
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.conflicts == ()
        assert PAY not in merged.document.records
        assert merged.document.records[RecordKey("touchpoint", "pay-here")].emotion == -2
        assert {one.text("touchpoint") for one in merged.document.of_kind("insight")} == {"pay-here"}


def test_a_card_and_what_hangs_on_it_get_other_ids_at_once_and_both_are_followed() -> None:
    slow = Record("insight", "slow", {"name": "Slow", "kind": "pain", "touchpoint": "pay"})
    base = shop().with_records([slow])
    ours = change_id(change_id(base, PAY, "pay-here"), slow.key, "slower")
    theirs = set_field(base, slow.key, "severity", 4)
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        assert merged.conflicts == ()
        assert slow.key not in merged.document.records
        found = merged.document.records[RecordKey("insight", "slower")]
        assert (found.get("severity"), found.text("touchpoint")) == (4, "pay-here")


@pytest.mark.parametrize("id_", ["Pay Here", "x" * 60, "pay.here", "Ü"])
def test_an_id_somebody_wrote_that_is_none_of_ours_is_followed_as_well(id_: str) -> None:
    ours = shop().with_records([Record("touchpoint", id_, shop().records[PAY].fields)], [PAY])
    merged = merge(shop(), ours, set_field(shop(), PAY, "emotion", -2))
    assert merged.conflicts == ()
    assert merged.document.records[RecordKey("touchpoint", id_)].emotion == -2


def test_an_id_changed_with_some_of_the_card_is_still_that_card() -> None:
    base = set_fields(shop(), PAY, {"doing": "Types", "thinking": "Again?", "emotion": -1})
    ours = set_field(change_id(base, PAY, "pay-here"), RecordKey("touchpoint", "pay-here"), "emotion", -2)
    theirs = set_field(base, PAY, "doing", "Types it twice")
    merged = merge(base, ours, theirs)
    card = merged.document.records[RecordKey("touchpoint", "pay-here")]
    assert (card.emotion, card.text("doing"), merged.conflicts) == (-2, "Types it twice", ())


def test_both_gave_a_card_the_same_new_id_and_went_on_with_it() -> None:
    here = RecordKey("touchpoint", "pay-here")
    base = set_fields(shop(), PAY, {"doing": "Types", "thinking": "Again?", "emotion": -1})
    ours = set_field(change_id(base, PAY, "pay-here"), here, "emotion", -2)
    theirs = set_field(change_id(base, PAY, "pay-here"), here, "doing", "Types it twice")
    merged = merge(base, ours, theirs)
    card = merged.document.records[here]
    assert (card.emotion, card.text("doing"), merged.conflicts) == (-2, "Types it twice", ())
    assert PAY not in merged.document.records


def test_of_two_cards_that_are_much_alike_each_keeps_its_own_new_id() -> None:
    alike: dict[str, Value | None] = {"doing": "Types", "thinking": "Again?", "emotion": -1}
    twin = RecordKey("touchpoint", "pay-2")
    base = set_fields(shop(), PAY, alike)
    base = base.with_records([Record("touchpoint", "pay-2", {**base.records[PAY].fields, "impact": 5})])
    ours = set_field(
        change_id(change_id(base, PAY, "here"), twin, "there"), RecordKey("touchpoint", "there"), "effort", 1
    )
    assert renames(base, ours) == {PAY: RecordKey("touchpoint", "here"), twin: RecordKey("touchpoint", "there")}
    merged = merge(base, ours, set_field(base, twin, "emotion", -2))
    assert merged.conflicts == ()
    assert merged.document.records[RecordKey("touchpoint", "there")].emotion == -2


def test_a_card_that_went_and_an_unlike_one_that_came_are_two() -> None:
    base = set_fields(shop(), PAY, {"doing": "Types", "thinking": "Again?", "emotion": -1})
    ours = add_touchpoint(remove_record(base, PAY), "Pay by phone", "buy")[0]
    theirs = set_field(base, PAY, "doing", "Types it twice")
    assert [(c.key, c.field) for c in merge(base, ours, theirs).conflicts] == [(PAY, "")]


def test_where_it_is_not_clear_which_of_two_is_meant_none_is() -> None:
    base = shop()
    twin = base.records[PAY]
    ours = base.with_records([Record(*PAY._replace(id=id_), twin.fields) for id_ in ("one", "two")], [PAY])
    assert renames(base, ours) == {}


def test_a_conflict_that_went_and_one_that_came_are_two_conflicts() -> None:
    about: dict[str, Value] = {"record": "touchpoint.pay", "field": "emotion", "ours": "1", "theirs": "2"}
    one, other = (shop().with_records([Record("conflict", id_, about)]) for id_ in ("one", "other"))
    assert renames(one, other) == {}


def test_a_thousand_cards_that_went_and_as_many_that_came_are_told_apart_at_once() -> None:
    assert renames(cards("one"), cards("other")) == {}
    one = cards("one")
    again = {card.key: RecordKey("touchpoint", f"new-{card.id}") for card in one if card.id.startswith("one-")}
    assert (
        renames(one, one.with_records((Record(*new, one.records[old].fields) for old, new in again.items()), again))
        == again
    )
