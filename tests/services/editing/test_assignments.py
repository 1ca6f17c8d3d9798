"""`key=value` as a person types it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.checking.document import check_record
from cjm_tui.errors import UsageError
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.kinds import DOCUMENT_KINDS, declared_field
from cjm_tui.model.record import Record
from cjm_tui.model.values import Value
from cjm_tui.services.editing.assignments import assigned, assignment, value_of

CARD = Record("touchpoint", "pay", {"name": "Pay", "stage": "s", "order": 10, "channels": ("app", "store")})
MAP = document_of("map", [Record("", "", {"schema": "map/1", "title": "T"}), CARD])
ALL_FIELDS = [
    (kind.name, record.name, field)
    for kind in DOCUMENT_KINDS.values()
    for record in (kind.header, *kind.records)
    for field in record.fields
]


def changed(*texts: str, document: Document = MAP, record: Record = CARD) -> dict[str, Value | None]:
    return assigned(document, record, map(assignment, texts))


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("emotion=-2", "emotion", -2),
        ("emotion=−2", "emotion", -2),
        ("emotion=+1", "emotion", 1),
        ("emotion = 0", "emotion", 0),
        ("emotion=", "emotion", None),
        ("name=Pay = by card", "name", "Pay = by card"),
        ("name= two  blanks ", "name", " two  blanks "),
        ("order=12.5", "order", 12.5),
        ("order=-3", "order", -3),
        ("channels=a, b,a", "channels", ("a", "b")),
        ("channels+=web", "channels", ("app", "store", "web")),
        ("channels+=app", "channels", ("app", "store")),
        ("channels-=app", "channels", ("store",)),
        ("channels-=app,store", "channels", None),
        ("needs=To see it, soon", "needs", ("To see it, soon",)),
        ('needs=["one", "two"]', "needs", ("one", "two")),
        ("needs=[PAY-12] too slow", "needs", ("[PAY-12] too slow",)),
        ("needs+=another", "needs", ("another",)),
        ("emotion_by.fiona=-1", "emotion_by.fiona", -1),
        ("doing=first\nsecond", "doing", "first\nsecond"),
    ],
)
def test_words_become_the_value_the_field_holds(text: str, key: str, value: Value | None) -> None:
    assert changed(text) == {key: value}


def test_several_assignments_build_on_each_other() -> None:
    assert changed("channels+=web", "channels-=app", "emotion=1") == {"channels": ("store", "web"), "emotion": 1}


def test_a_reading_goes_by_its_date() -> None:
    metric = Record("metric", "csat", {"name": "CSAT"})
    document = MAP.with_records([metric])
    assert changed("readings.2026-11=71.5", document=document, record=metric) == {"readings.2026-11": 71.5}
    with pytest.raises(UsageError, match="names no date"):
        changed("readings.november=71.5", document=document, record=metric)


def test_a_look_is_a_time_or_a_day() -> None:
    assert changed("looked=2026-11-30T20:40:00+01:00") == {"looked": datetime(2026, 11, 30, 19, 40, tzinfo=UTC)}
    assert changed("looked=2026-11-30 19:40") == {"looked": datetime(2026, 11, 30, 19, 40, tzinfo=UTC)}
    assert changed("looked=2026-11-30") == {"looked": date(2026, 11, 30)}
    with pytest.raises(UsageError, match="“today” is not a time with its offset such as 2026-12-31T12:00:00Z, or a da"):
        changed("looked=today")


def test_a_date_of_the_map_is_a_date() -> None:
    assert changed("review_by=2026-12-31", record=MAP.header) == {"review_by": date(2026, 12, 31)}


@pytest.mark.parametrize(
    "text",
    [
        *("emotion=3", "emotion=1.5", "emotion=1_0", "emotion=٣", "emotion_by.fiona=x"),
        *("order=", "order=nan", "order=1e999", "order=" + "9" * 5000, "stage="),
        *(
            "moment=Truth",
            "channels=[1]",
            "channels=[",
            "needs=" + "[" * 4000,
            'needs=["a"]\n[x]',
            "nothing",
            "=1",
            "+=1",
        ),
    ],
)
def test_what_a_field_cannot_hold_is_refused_in_words(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        changed(text)
    assert refused.value.message
    assert refused.value.hint


@given(st.sampled_from(ALL_FIELDS), st.text(max_size=30))
def test_whatever_is_typed_is_refused_or_passes_the_check(declaration: tuple[str, str, object], words: str) -> None:
    document_kind, record_kind, _ = declaration
    name = getattr(declaration[2], "name", "")
    field = declared_field(document_kind, record_kind, name) or declared_field(
        document_kind, record_kind, f"{name}.2026"
    )
    assert field is not None
    key = f"{name}.2026" if field.is_table else name
    try:
        value = value_of(field, words)
    except UsageError:
        return
    record = Record(record_kind, "x" if record_kind else "", {key: value})
    found = check_record(Document(document_kind, {record.key: record}), record)
    assert [finding for finding in found if finding.field == key and finding.code == "wrong-value"] == []
