"""Laws of the form's texts: what was not touched stays byte for byte, whatever stands in the file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.document._document import Document as ScreenText

from cjm_tui.model.document import document_of
from cjm_tui.model.kinds import DOCUMENT_KINDS, declared
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.values import Value, has_hidden
from cjm_tui.tui.dialogs.answers import Rejected, answered, shown, trouble
from cjm_tui.tui.dialogs.questions import Question, groups_of, remarks_of
from cjm_tui.tui.dialogs.visible import pasted, visible

HOSTILE = (
    "\x1b]52;c;Zm9v\x07", "a\x0bb\x0cc", "one\r\ntwo\rthree\n", "x\u2028y\u2029z\x85", "\u202eevil\u202c",
    "\x00\x7f\x9b",
    "[/]", "[@click=app.exit]x[/]", "see [/etc", "tab\tand\ttab", "é\u0301 👩‍👩‍👧 🇩🇪", "\ufeffbom",
    "  spaces  ", "\n\n", "␛␊␦", "",
)  # fmt: skip
PIECES = st.sampled_from(
    ["a", "b", " ", "\n", "\r", "\t", "\x1b", "\x00", "\u2028", "\u202e", "\u200b", "␛", "␊", "é", "語"]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.sampled_from(HOSTILE)
SCALARS = TEXTS | st.integers(-9, 9) | st.floats() | st.booleans() | st.dates() | st.datetimes()
VALUES: st.SearchStrategy[Value] = SCALARS | st.lists(SCALARS, max_size=4).map(tuple)
CARD = RecordKey("touchpoint", "pay")


def question(key: str, value: Value | None, kind: str = "touchpoint", document_kind: str = "map") -> Question:
    """Return the question a form asks about one field that holds `value`."""
    top = key.partition(".")[0]
    fields = {} if value is None else {key: value}
    document = document_of(document_kind, [Record(*HEADER, {"personas": ("fiona",)}), Record(kind, "pay", fields)])
    if not kind:
        document = document_of(document_kind, [Record("", "", fields)])
    groups = groups_of(document, RecordKey(kind, "pay" if kind else ""), {})
    return next(q for group in groups for q in group.questions if q.key in {key, top})


ASKED = [
    (document_kind.name, kind.name, field)
    for document_kind in DOCUMENT_KINDS.values()
    for kind in (document_kind.header, *document_kind.records)
    for field in kind.fields
    if field.name != "schema" and not field.is_table
]


@given(st.sampled_from(ASKED), VALUES)
def test_a_field_of_any_kind_that_nobody_touched_answers_nothing(asked: tuple[str, str, object], value: Value) -> None:
    document_kind, kind, field = asked
    it = question(field.name, value, kind, document_kind)  # type: ignore[attr-defined]  # a Field
    assert answered(it, shown(it)) == {}


@given(VALUES)
def test_what_a_form_shows_passes_the_screen_unchanged(value: Value) -> None:
    for key in ("doing", "needs", "emotion", "order", "evidence"):
        text = shown(question(key, value))
        assert ScreenText(text).text == text
        assert not has_hidden(text)


@given(TEXTS, TEXTS.map(visible))
def test_a_text_that_grew_keeps_what_was_there(text: str, more: str) -> None:
    it = question("doing", text)
    typed = f"{shown(it)}!{more}"
    assert answered(it, typed) == {"doing": f"{text}!{more}"}


@given(TEXTS, TEXTS)
def test_a_word_put_in_the_middle_leaves_both_sides_as_they_were(left: str, right: str) -> None:
    it = question("notes", f"{left}|{right}")
    answer = answered(it, shown(it).replace("|", "<new>", 1) if "|" not in left else shown(it) + "<new>")
    assert not isinstance(answer, Rejected)
    value = answer["notes"]
    assert isinstance(value, str)
    assert value.replace("<new>", "|", 1) == f"{left}|{right}" or value == f"{left}|{right}<new>"


@given(st.lists(TEXTS.filter(str.strip), min_size=2, max_size=5, unique=True))
def test_a_line_taken_out_of_a_list_leaves_the_other_items_alone(items: list[str]) -> None:
    it = question("needs", tuple(items))
    lines = shown(it).split("\n")
    assert len(lines) == len(items)
    answer = answered(it, "\n".join(lines[:-1]))
    assert answer == {"needs": tuple(items[:-1])}


def test_a_list_holds_a_value_once_and_no_blank_line() -> None:
    assert answered(question("needs", ("a",)), "a\n\n b \na\n") == {"needs": ("a", "b")}
    assert answered(question("needs", ("a",)), " \n") == {"needs": None}


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("emotion", "−2", -2),
        ("emotion", "2", 2),
        ("order", "25.5", 25.5),
        ("order", "20", 20),
        ("impact", "5", 5),
        ("moment", "delight", "delight"),
        ("doing", "types", "types"),
        ("stage", "paying", "paying"),
    ],
)
def test_what_is_typed_becomes_a_value_of_the_declared_type(key: str, typed: str, value: Value) -> None:
    answer = answered(question(key, None), typed)
    assert answer == {key: value}
    assert isinstance(answer, dict)
    assert type(answer[key]) is type(value)


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("emotion", "3", "emotion takes a whole number from −2 to 2"),
        ("impact", "0", "impact takes a whole number from 1 to 5"),
        ("order", "ten", "order takes a number"),
        ("order", "1,5", "order takes a number (with a point, not a comma)"),
        ("order", "1e400", "order takes a number"),
        ("moment", "gold", "moment takes one of truth, delight, pain"),
        ("order", "", "order cannot be empty"),
    ],
)
def test_what_cannot_be_understood_is_said_with_its_range(key: str, typed: str, said: str) -> None:
    assert answered(question(key, 1), typed) == Rejected(said)


def test_yes_and_no_are_a_flag() -> None:
    it = question("quantitative", True, "", "evidence")  # a value
    assert shown(it) == "yes"
    assert answered(it, "no") == {"quantitative": False}


@pytest.mark.parametrize(
    ("key", "value"),
    [("emotion", "bad"), ("emotion", 1.0), ("emotion", True), ("doing", 5), ("needs", "one"), ("needs", (1, "x")),
     ("review_by", datetime(2026, 1, 1, tzinfo=UTC)), ("impact", 9), ("moment", "gold"), ("looked", "today"),
     ("looked", datetime(2026, 1, 1))],  # noqa: DTZ001  # it lacks its offset
)  # fmt: skip
def test_a_wrong_value_in_the_file_is_named_and_can_be_put_right(key: str, value: Value) -> None:
    kind = "" if key == "review_by" else "touchpoint"
    it = question(key, value, kind)
    assert trouble(it)
    right = {
        "emotion": "1",
        "doing": "x",
        "needs": "x",
        "review_by": "2026-01-02",
        "impact": "5",
        "moment": "truth",
        "looked": "2026-01-02",
    }[key]
    answer = answered(it, right)
    assert not isinstance(answer, Rejected)
    assert not trouble(question(key, answer[key], kind))


def readings(**entries: Value) -> Question:
    """Return the question about the readings of a metric."""
    fields = {f"readings.{name.replace('_', '-')}": value for name, value in entries.items()}
    document = document_of("map", [Record("metric", "csat", fields)])
    groups = groups_of(document, RecordKey("metric", "csat"), {})
    return next(q for group in groups for q in group.questions if q.key == "readings")


def test_readings_are_lines_of_which_only_the_changed_ones_come_back() -> None:
    it = readings(**{"2026_01": 71.0, "2026_02": 68.5})
    assert shown(it) == "2026-01 = 71.0\n2026-02 = 68.5"
    assert answered(it, "2026-01 = 71.0\n2026-Q2 = 70") == {"readings.2026-02": None, "readings.2026-Q2": 70}
    assert answered(it, "2026-01 = 71.0\n2026-02 = 69.0") == {"readings.2026-02": 69.0}
    assert answered(it, "") == {"readings.2026-01": None, "readings.2026-02": None}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-01", "one to a line, as in 2026-01 = 71.5"),
        ("January = 5", "January is no date: 2026, 2026-Q1, 2026-01 or 2026-01-31"),
        ("2026-01 = many", "2026-01 takes a number"),
        ("2026-01 = 1\n2026-01 = 2", "2026-01 stands here twice"),
    ],
)
def test_a_reading_that_cannot_be_understood_is_named(typed: str, said: str) -> None:
    assert answered(readings(), typed) == Rejected(said)


@given(st.dictionaries(TEXTS.filter(bool), VALUES, max_size=4))
def test_a_table_nobody_touched_answers_nothing(entries: dict[str, Value]) -> None:
    from cjm_tui.model.values import join_key

    fields = {join_key(("readings", name)): value for name, value in entries.items()}
    document = document_of("map", [Record("metric", "csat", fields)])
    for group in groups_of(document, RecordKey("metric", "csat"), {}):
        for it in group.questions:
            assert answered(it, shown(it)) == {}


def test_every_declared_field_is_asked_for_once() -> None:
    for name in DOCUMENT_KINDS:
        kinds = declared(name)
        for kind in (kinds.header, *kinds.records):
            document = document_of(name, [Record(*HEADER, {"personas": ("fiona",)})])
            groups = groups_of(document, RecordKey(kind.name, "x" if kind.name else ""), {})
            asked = [q.key.partition(".")[0] for group in groups for q in group.questions]
            assert set(asked) == {field.name for field in kind.fields} - {"schema"}
            simple = [key for key in asked if not next(f for f in kind.fields if f.name == key).is_table]
            assert len(simple) == len(set(simple))


def test_unknown_keys_and_the_comment_above_are_remarked() -> None:
    fields: dict[str, Value] = {"name": "Pay", "mood": "odd", "#": "Legal asked", "#inside": ("x",), "doing.x": 1}
    document = document_of("map", [Record(*CARD, fields)])
    assert [(remark.label, remark.text) for remark in remarks_of(document, CARD)] == [
        ("comment", "Legal asked"),
        ("mood", '"odd"'),
        ("doing.x", "1"),
    ]


def test_a_paste_keeps_all_its_lines_whatever_ends_them() -> None:
    assert pasted("a\r\nb\rc\x0bd\u2028e\n") == "a\nb\nc\nd\ne\n"
    assert pasted("x\x1b[31m") == "x␛[31m"
