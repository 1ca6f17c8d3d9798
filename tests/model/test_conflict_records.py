"""Conflicts as records in the file, until somebody has chosen."""

from __future__ import annotations

from cjm_tui.model.conflict import Conflict, with_conflict_records
from cjm_tui.model.edits import remove_record, set_field
from cjm_tui.model.ids import ID
from cjm_tui.model.merge import merge
from cjm_tui.model.record import HEADER, RecordKey
from tests.model.documents import PAY, shop


def test_a_conflict_becomes_a_record_that_holds_all_three_values_as_literals() -> None:
    base = set_field(shop(), PAY, "emotion", 0)
    merged = merge(base, set_field(base, PAY, "emotion", -2), set_field(base, PAY, "emotion", 1))
    document = merged.unsettled
    (record,) = document.of_kind("conflict")
    assert record.id == "touchpoint-pay-emotion"
    assert dict(record.fields) == {
        "record": "touchpoint.pay",
        "field": "emotion",
        "base": "0",
        "ours": "-2",
        "theirs": "1",
    }


def test_a_conflict_about_the_header_is_named_after_the_map() -> None:
    merged = merge(shop(), set_field(shop(), HEADER, "title", "A"), set_field(shop(), HEADER, "title", "B"))
    document = merged.unsettled
    assert document.get("conflict", "map-title") is not None


def test_conflicts_about_names_that_look_alike_have_ids_of_their_own() -> None:
    odd = [RecordKey("note", "a b"), RecordKey("note", "a-b"), RecordKey("touchpoint", "x" * 48)]
    conflicts = tuple(Conflict(key, field, None, 1, 2) for key in odd for field in ("emotion", 'own."a b"', "own.a-b"))
    document = with_conflict_records(shop(), conflicts)
    ids = [record.id for record in document.of_kind("conflict")]
    assert len(ids) == len(set(ids)) == len(conflicts)
    assert all(ID.match(id_) for id_ in ids)


def test_a_conflict_about_a_whole_record_holds_it_as_an_inline_table() -> None:
    merged = merge(shop(), remove_record(shop(), PAY), set_field(shop(), PAY, "emotion", 2))
    (record,) = merged.unsettled.of_kind("conflict")
    assert record.get("ours") is None
    assert record.text("theirs").startswith('{name = "Pay", ')
