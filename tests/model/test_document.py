"""A document's rows: always what sorting its records anew would give, however it came about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import Record, RecordKey

KINDS = ("stage", "touchpoint", "theme", "")
RECORDS = st.builds(
    lambda kind, id_, order: Record(kind, id_, {"order": order, "stage": "a"}),
    st.sampled_from(KINDS),
    st.sampled_from(("a", "b", "c", "")),
    st.sampled_from((1, 2, 2.0, -1, "x", float("nan"))),
)
KEYS = st.builds(RecordKey, st.sampled_from(KINDS), st.sampled_from(("a", "b", "c", "")))
ANSWERS = st.sampled_from((None, *KINDS))


@given(st.lists(RECORDS), st.lists(st.tuples(st.lists(RECORDS), st.lists(KEYS), ANSWERS)))
def test_rows_handed_on_from_edit_to_edit_are_the_rows_sorted_anew(
    first: list[Record], edits: list[tuple[list[Record], list[RecordKey], str | None]]
) -> None:
    document = document_of("map", first)
    for changed, removed, asked in edits:
        if asked is not None:
            document.of_kind(asked)
        document = document.with_records(changed, removed)
    anew = Document(document.kind, dict(document.records))
    assert [document.of_kind(kind) for kind in KINDS] == [anew.of_kind(kind) for kind in KINDS]
    assert document.touchpoints_by_stage() == anew.touchpoints_by_stage()


def test_so_are_those_of_an_edit_that_changes_many_records() -> None:
    cards = [Record("touchpoint", f"{number:03}", {"order": number}) for number in range(200)]
    document = document_of("map", cards)
    assert list(document.of_kind("touchpoint")) == cards
    turned = [card.with_fields({"order": -number}) for number, card in enumerate(cards)]
    assert list(document.with_records(turned).of_kind("touchpoint")) == turned[::-1]
