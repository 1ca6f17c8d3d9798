"""Rows: whatever the orders are, a record stands where it was put, and neighbours change only for want of room."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_stage, add_touchpoint, move_stage, move_touchpoint
from cjm_tui.model.merge import merge
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import Value
from tests.model.documents import PAY, random_map, shop


@given(st.integers(0, 2**32), st.integers(0, 2), st.integers(0, 9))
def test_a_moved_card_stands_where_it_was_put_and_no_neighbour_changes(seed: int, stage: int, place: int) -> None:
    dice = random.Random(seed)
    document = random_map(dice, 7)
    card = dice.choice(document.of_kind("touchpoint"))
    target = document.stages()[stage].id
    moved = move_touchpoint(document, card.id, target, place)
    others = [t.id for t in document.touchpoints_by_stage()[target] if t.id != card.id]
    expected = [*others[:place], card.id, *others[place:]]
    assert [t.id for t in moved.touchpoints_by_stage()[target]] == expected
    assert {change.key for change in diff(document, moved)} <= {card.key}


@given(st.lists(st.integers(0, 60), max_size=60))
def test_putting_cards_between_two_others_again_and_again_never_fails(places: list[int]) -> None:
    document = shop()
    expected = ["pay"]
    for number, place in enumerate(places):
        document, key = add_touchpoint(document, f"Card {number}", "buy")
        document = move_touchpoint(document, key.id, "buy", place)
        expected.insert(min(place, len(expected)), key.id)
    assert [t.id for t in document.touchpoints_by_stage()["buy"]] == expected


ANY_ORDERS = st.lists(
    st.one_of(st.none(), st.integers(-30, 30), st.integers(), st.floats(), st.just("first"), st.just(10**400)),
    max_size=6,
)


def row_of(orders: list[Value | None]) -> Document:
    cards = [Record("touchpoint", f"card-{n}", {"name": "C", "stage": "buy"}) for n in range(len(orders))]
    return shop().with_records(card.with_fields({"order": order}) for card, order in zip(cards, orders, strict=True))


@given(ANY_ORDERS, st.integers(0, 7))
def test_whatever_the_orders_are_a_card_stands_where_it_was_put(orders: list[Value | None], place: int) -> None:
    document = row_of(orders)
    row = [card.id for card in document.touchpoints_by_stage()["buy"]]
    moved = move_touchpoint(document, "see", "buy", place)
    assert [card.id for card in moved.touchpoints_by_stage()["buy"]] == [*row[:place], "see", *row[place:]]
    assert moved.records[RecordKey("touchpoint", "see")].number("order") is not None
    added, key = add_touchpoint(document, "New", "buy", row[place] if place < len(row) else None)
    after = [*row[: place + 1], key.id, *row[place + 1 :]]
    assert [card.id for card in added.touchpoints_by_stage()["buy"]] == after


@given(st.lists(st.integers(-1000, 1000), unique=True, max_size=6), st.integers(0, 6))
def test_where_every_order_is_another_no_neighbour_changes(orders: list[Value | None], place: int) -> None:
    document = row_of(orders).with_records((), [PAY])
    moved = move_touchpoint(document, "see", "buy", place)
    assert {change.key.id for change in diff(document, moved)} == {"see"}


@given(st.integers(0, 4), st.integers(0, 4), st.sampled_from([10, 10.5, 12, 90]))
def test_two_who_put_cards_among_some_of_equal_order_do_not_conflict(one: int, other: int, following: float) -> None:
    twins = row_of([10, 10, 10, following])
    row = [card.id for card in twins.touchpoints_by_stage()["buy"]]
    ours, _ = add_touchpoint(twins, "Ours", "buy", row[one])
    theirs, _ = add_touchpoint(twins, "Theirs", "buy", row[other])
    merged = merge(twins, ours, theirs)
    assert merged.conflicts == ()
    together = [card.id for card in merged.document.touchpoints_by_stage()["buy"]]
    for id_, after in (("ours", one), ("theirs", other)):
        assert [card for card in together if card in row or card == id_] == [*row[: after + 1], id_, *row[after + 1 :]]


def test_a_card_can_be_put_between_two_of_equal_order() -> None:
    twins = shop().with_records(
        Record("touchpoint", id_, {"name": id_, "stage": "buy", "order": 10}) for id_ in ("a", "b", "z")
    )
    moved = move_touchpoint(twins, "see", "buy", 1)
    assert [t.id for t in moved.touchpoints_by_stage()["buy"]] == ["a", "see", "b", "pay", "z"]


def test_a_new_card_stands_directly_after_the_one_named() -> None:
    document, _ = add_touchpoint(shop(), "Last", "buy")
    document, key = add_touchpoint(document, "Middle", "buy", "pay")
    assert [t.id for t in document.touchpoints_by_stage()["buy"]] == ["pay", "middle", "last"]
    assert document.records[key].get("order") == 15


def test_stages_move_and_are_added_after_one_another() -> None:
    document, key = add_stage(shop(), "Decide", "look")
    assert [s.id for s in document.stages()] == ["look", "decide", "buy"]
    assert [s.id for s in move_stage(document, key.id, 0).stages()] == ["decide", "look", "buy"]


def test_touchpoints_without_a_stage_stand_last() -> None:
    lost = document_of("map", [Record("touchpoint", "a", {"order": float("nan")}), Record("touchpoint", "b", {})])
    assert [t.id for t in lost.journey()] == ["a", "b"]


def test_cards_among_broken_orders_can_still_be_moved() -> None:
    endless: dict[str, Value] = {"name": "E", "stage": "buy", "order": float("inf")}
    broken = shop().with_records([Record("touchpoint", id_, endless) for id_ in ("a", "b", "z")])
    moved = move_touchpoint(broken, "see", "buy", 2)
    assert [t.id for t in moved.touchpoints_by_stage()["buy"]] == ["pay", "a", "see", "b", "z"]


@pytest.mark.parametrize("steps", [1, 2])
def test_where_no_number_lies_between_the_whole_row_is_numbered_anew(steps: int) -> None:
    narrow = row_of([1.0, 1.0, 1.0, 1.0 + steps * math.ulp(1.0)])
    row = [card.id for card in narrow.touchpoints_by_stage()["buy"]]
    moved = move_touchpoint(narrow, "see", "buy", 1).touchpoints_by_stage()["buy"]
    assert [card.id for card in moved] == [row[0], "see", *row[1:]]
    assert [card.get("order") for card in moved] == [10, 20, 30, 40, 50, 60]
