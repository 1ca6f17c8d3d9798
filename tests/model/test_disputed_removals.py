"""What one removed along with a card that the other edited waits for what becomes of the card."""

from __future__ import annotations

import pytest

from cjm_tui.model.conflict import WHOLE, with_conflict_records
from cjm_tui.model.document import Document
from cjm_tui.model.edits import remove_record, set_field
from cjm_tui.model.merge import merge
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.settling import dispute_of, settle
from cjm_tui.model.values import Table, Value
from tests.model.documents import PAY, shop

TWICE, ASK_ONCE = RecordKey("insight", "twice"), RecordKey("opportunity", "once")


def with_an_opportunity() -> Document:
    serves: dict[str, Value] = {"name": "Ask once?", "touchpoints": ("see", "pay"), "insights": ("twice",)}
    return shop().with_records([Record(*ASK_ONCE, serves)])


def in_dispute(*, is_ours_gone: bool) -> Document:
    """Merge a map in which one removed the card with one in which the other gave it an emotion."""
    base = with_an_opportunity()
    removed, edited = remove_record(base, PAY), set_field(base, PAY, "emotion", -2)
    merged = merge(base, *((removed, edited) if is_ours_gone else (edited, removed)))
    assert [(one.key, one.field) for one in merged.conflicts] == [(PAY, WHOLE)]
    return with_conflict_records(merged.document, merged.conflicts)


@pytest.mark.parametrize("is_ours_gone", [True, False])
def test_a_card_that_stays_has_its_insights_and_is_referred_to_as_before(*, is_ours_gone: bool) -> None:
    document = in_dispute(is_ours_gone=is_ours_gone)
    (conflict,) = document.of_kind("conflict")
    edited = set_field(with_an_opportunity(), PAY, "emotion", -2)
    assert settle(document, dispute_of(conflict).id, Table(dict(edited.records[PAY].fields))) == edited


@pytest.mark.parametrize("is_ours_gone", [True, False])
def test_a_card_that_goes_takes_along_what_it_took_along_before(*, is_ours_gone: bool) -> None:
    document = in_dispute(is_ours_gone=is_ours_gone)
    (conflict,) = document.of_kind("conflict")
    assert settle(document, dispute_of(conflict).id, None) == remove_record(with_an_opportunity(), PAY)


def test_what_the_remover_changed_besides_stays_changed() -> None:
    base = with_an_opportunity()
    removed = set_field(remove_record(base, PAY), ASK_ONCE, "impact", 5)
    merged = merge(base, set_field(base, PAY, "emotion", -2), removed)
    opportunity = merged.document.records[ASK_ONCE]
    assert (opportunity.get("impact"), opportunity.texts("touchpoints")) == (5, ("see", "pay"))


def test_an_insight_that_was_removed_by_itself_is_gone_though_its_card_was_edited() -> None:
    base = with_an_opportunity()
    merged = merge(base, remove_record(base, TWICE), set_field(base, PAY, "emotion", -2))
    assert merged.conflicts == ()
    assert TWICE not in merged.document.records
