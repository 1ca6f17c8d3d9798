"""Values, keys, literals, orders and ids."""

from __future__ import annotations

import datetime as dt
import math

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.document import document_of
from cjm_tui.model.ids import ID, free_id, slug
from cjm_tui.model.kinds import DOCUMENT_KINDS, declared, declared_field
from cjm_tui.model.order import order_between
from cjm_tui.model.record import Record
from cjm_tui.model.values import (
    Table,
    Value,
    freeze,
    has_hidden,
    join_key,
    literal,
    same,
    split_key,
    without_hidden,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.dates(dt.date(1000, 1, 1)),
    st.datetimes(dt.datetime(1000, 1, 1)),  # noqa: DTZ001  # TOML has local date-times
    st.times(),
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


@given(VALUES)
def test_a_literal_reads_back_as_the_value_it_was_made_of(raw: object) -> None:
    value = freeze(raw)
    again = freeze(tomli.loads(f"x = {literal(value)}")["x"])
    assert same(again, value)
    assert "\n" not in literal(value)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_dotted_key_comes_apart_as_it_was_put_together(parts: list[str]) -> None:
    assert split_key(join_key(tuple(parts))) == tuple(parts)


@given(TEXTS)
def test_a_text_without_hidden_characters_has_none(text: str) -> None:
    assert not has_hidden(without_hidden(text))


def test_hidden_characters_are_written_where_a_diff_shows_them() -> None:
    assert literal("a\u202eb\u200b\x1b[31m") == '"a\\u202Eb\\u200B\\u001B[31m"'
    assert literal("👩\u200d🚀") == '"👩\u200d🚀"'


def test_same_tells_types_apart_and_knows_nan() -> None:
    values: list[Value] = [1, 1.0, True, "1", 0.0, -0.0, False, 0, (1,), (1.0,), Table({"a": 1}), Table({"a": True})]
    for index, one in enumerate(values):
        for other_index, other in enumerate(values):
            assert same(one, other) == (index == other_index), (one, other)
    assert same(freeze(math.nan), freeze(float("nan")))


def test_one_moment_told_in_two_time_zones_is_two_values() -> None:
    here = dt.datetime(2026, 1, 31, 10, tzinfo=dt.UTC)
    there = here.astimezone(dt.timezone(dt.timedelta(hours=2)))
    assert here == there
    assert not same(here, there)
    assert not same((here,), (there,))
    assert same(here, dt.datetime(2026, 1, 31, 10, tzinfo=dt.timezone(dt.timedelta())))


def test_what_toml_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        freeze({1, 2})


def test_tables_are_values() -> None:
    table = Table({"a": 1, "b": (2,)})
    assert table == Table({"b": (2,), "a": 1})
    assert hash(table) == hash(Table({"b": (2,), "a": 1}))
    assert table != {"a": 1, "b": (2,)}
    assert len(table) == 2
    assert repr(table) == "Table({'a': 1, 'b': (2,)})"


@given(
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
def test_an_order_between_two_lies_between_them(low: float, high: float) -> None:
    order = order_between(low, high)
    if low < high:
        assert order is not None
        assert low < order < high
    else:
        assert order is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (20, 30, 25),
        (25, 26, 25.5),
        (None, None, 10),
        (30, None, 40),
        (35.5, None, 40),
        (None, 10, 5),
        (None, 0, -10),
        (0, 1000, 500),
        (0.1, 0.2, 0.15),
        (1.0, math.nextafter(1.0, 2.0), None),
        (math.inf, None, None),
        (-5, None, 0),
        (-10.5, None, -10),
        (2**63 - 1, None, None),
        (1e300, None, None),
        (2**53, None, 2.0**53 + 8),
        (1e300, 1.1e300, 1.05e300),
        (12, 99, 60),
    ],
)
def test_an_order_is_the_shortest_decimal_near_the_middle(
    before: float | None, after: float | None, expected: float | None
) -> None:
    assert order_between(before, after) == expected


@given(TEXTS)
def test_every_name_gives_an_id(name: str) -> None:
    assert ID.match(slug(name, "touchpoint"))


@given(st.lists(TEXTS, max_size=30))
def test_ids_are_never_given_twice(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        id_ = free_id(name, "touchpoint", taken)
        assert ID.match(id_)
        assert id_ not in taken
        taken.add(id_)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pay by card", "pay-by-card"),
        ("Don't ask twice!", "dont-ask-twice"),
        ("Überweisung läuft", "uberweisung-lauft"),
        ("支付", "zhifu"),
        ("A very long name that goes on and on until nobody reads it", "a-very-long-name-that-goes-on-and-on-until"),
        ("x" * 60, "x" * 48),
    ],
)
def test_an_id_is_made_of_the_name(name: str, expected: str) -> None:
    assert slug(name, "touchpoint") == expected


def test_a_name_of_nothing_readable_gets_its_kind_and_a_hash() -> None:
    assert slug("—", "touchpoint").startswith("touchpoint-")
    assert free_id("x" * 60, "t", {"x" * 48}) == "x" * 46 + "-2"


def test_every_field_is_declared_once_and_says_what_it_is_for() -> None:
    for document_kind in DOCUMENT_KINDS.values():
        for kind in (document_kind.header, *document_kind.records):
            names = [field.name for field in kind.fields]
            assert len(names) == len(set(names))
            assert all(field.help and "\n" not in field.help for field in kind.fields)
            assert set(kind.place) | set(kind.one_of) <= set(names)


def test_the_declaration_behind_a_key_is_found() -> None:
    emotion_by = declared_field("map", "touchpoint", "emotion_by.fiona")
    assert emotion_by is not None
    assert emotion_by.name == "emotion_by"
    assert declared_field("map", "touchpoint", "emotion_by") is None
    assert declared_field("map", "touchpoint", "doing.x") is None
    assert declared_field("map", "nonsense", "name") is None
    assert declared_field("recipe", "", "schema") is not None
    assert declared("map").schema == "map/1"


def test_a_record_answers_softly_for_values_of_the_wrong_type() -> None:
    odd = Record("touchpoint", "x", {"name": 3, "channels": "web", "order": True, "emotion": 7, "doing": ("a",)})
    assert odd.name == "x"
    assert odd.texts("channels") == ()
    assert odd.number("order") is None
    assert odd.emotion is None
    assert odd.text("doing") == ""
    assert odd != "something else"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 10**400, -(10**400), 2**63, True, "1"])
def test_what_nobody_can_count_with_is_no_number(value: Value) -> None:
    assert Record("touchpoint", "x", {"order": value}).number("order") is None


def test_a_number_longer_than_python_writes_has_a_literal_that_reads_back() -> None:
    endless = int("f" * 5000, 16)
    assert tomli.loads(f"x = {literal(endless)}") == {"x": endless}


def test_infinities_have_literals() -> None:
    assert [literal(value) for value in (math.inf, -math.inf, math.nan)] == ["inf", "-inf", "nan"]


def test_values_can_be_kept_in_sets() -> None:
    record = Record("touchpoint", "x", {"name": "X"})
    document = document_of("map", [record])
    assert {record, Record("touchpoint", "x", {"name": "X"})} == {record}
    assert {document, document_of("map", [record])} == {document}
    assert document.title == ""
