"""What lies between two documents: everything, once, by record."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.diff import diff
from cjm_tui.model.document import document_of
from cjm_tui.model.edits import change_id, set_field
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.services.past.differences import FieldDifference, differences, in_words
from cjm_tui.storage.lens import read
from tests.model.documents import PAY, shop
from tests.storage.random_edits import edited
from tests.storage.random_texts import sample

HERE = RecordKey("touchpoint", "pay-here")


@given(st.integers(0, 2**40).map(Random))
def test_every_change_is_told_once_by_record(random: Random) -> None:
    before = read(sample(random).text).document
    assert before is not None
    after = edited(random, before)
    told = differences(before, after)
    assert [difference.key for difference in told] == list(dict.fromkeys(change.key for change in diff(before, after)))
    for difference in told:
        old, new = before.records.get(difference.key), after.records.get(difference.key)
        assert difference.deed == ("added" if old is None else "removed" if new is None else "changed")
        if difference.deed == "changed":
            assert difference.fields


def test_values_are_said_as_a_person_reads_them() -> None:
    key = RecordKey("touchpoint", "pay")
    assert in_words(-2, "map", key, "emotion") == "−2"
    assert in_words(1, "map", key, "emotion_by.fiona") == "+1"
    assert in_words(None, "map", key, "emotion") == "—"
    assert in_words(("app", "store"), "map", key, "channels") == "app, store"
    assert in_words(10, "map", key, "order") == "10"
    assert in_words("bad", "map", key, "emotion") == '"bad"'
    assert in_words(("# one", "# two"), "map", key, "#inside") == "# one # two"


def test_the_header_goes_by_the_title_it_has_now() -> None:
    before = document_of("map", [Record("", "", {"title": "Old"})])
    after = document_of("map", [Record("", "", {"title": "New"})])
    (difference,) = differences(before, after)
    assert (difference.key, difference.name) == (HEADER, "New")


def test_a_record_that_got_another_id_is_one_with_what_else_changed_of_it() -> None:
    after = set_field(change_id(shop(), PAY, "pay-here"), HERE, "emotion", -2)
    (difference,) = differences(shop(), after)
    assert (difference.was, difference.key, difference.deed) == (PAY, HERE, "changed")
    assert difference.fields == (FieldDifference("emotion", None, -2),)


def test_one_that_only_got_another_id_is_told_and_those_that_refer_to_it_are_not() -> None:
    (difference,) = differences(shop(), change_id(shop(), RecordKey("stage", "buy"), "pay"))
    assert (difference.was, difference.key, difference.fields) == (
        RecordKey("stage", "buy"),
        RecordKey("stage", "pay"),
        (),
    )
