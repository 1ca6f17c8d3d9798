"""The laws of diff and apply."""

from __future__ import annotations

from hypothesis import given

from cjm_tui.model.diff import Changed, apply, diff
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import HEADER, Record, RecordKey
from tests.model.documents import edited_maps


@given(edited_maps())
def test_applying_what_happened_gives_what_came_of_it(versions: tuple[Document, ...]) -> None:
    before, after = versions
    assert apply(diff(before, after), before) == after
    assert apply(diff(after, before), after) == before


@given(edited_maps())
def test_nothing_happened_exactly_when_the_documents_are_equal(versions: tuple[Document, ...]) -> None:
    before, after = versions
    assert (diff(before, after) == ()) == (before == after)
    assert diff(before, Document(before.kind, dict(before.records))) == ()


def test_a_whole_number_a_float_and_a_flag_are_three_values() -> None:
    documents = [document_of("map", [Record("x", "a", {"n": value})]) for value in (1, 1.0, True, (1,), (True,))]
    for one in documents:
        for other in documents:
            assert (diff(one, other) == ()) == (one is other)


def test_a_header_can_come_from_nothing() -> None:
    bare = document_of("map", [])
    titled = apply([Changed(HEADER, "title", None, "Buy")], bare)
    assert titled.header.text("title") == "Buy"


def test_a_change_of_a_record_that_is_gone_is_left_out() -> None:
    bare = document_of("map", [])
    assert apply([Changed(RecordKey("stage", "a"), "name", None, "A")], bare) == bare
