"""What one removed along with a card that the other edited waits for what becomes of the card."""

from __future__ import annotations

import pytest

from cjm_tui.model.conflict import WHOLE
from cjm_tui.model.document import Document
from cjm_tui.model.edits import (
    add_stage,
    add_touchpoint,
    change_id,
    move_touchpoint,
    remove_record,
    set_field,
    set_fields,
)
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.settling import dispute_of, disputes, settle
from cjm_tui.model.values import Table, Value
from tests.model.documents import PAY, dangling, shop

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
    return merged.unsettled


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


LOOK = RecordKey("stage", "look")


def both_ways(base: Document, removed: Document, kept: Document) -> list[tuple[RecordKey, str]]:
    """Merge what one removed with what the other did, whoever is ours; return what is in dispute."""
    there, back = merge(base, removed, kept), merge(base, kept, removed)
    assert dangling(there.unsettled) == dangling(back.unsettled) == []
    assert (there.held or there.document) == (back.held or back.document)
    assert [conflict[:2] for conflict in there.conflicts] == [conflict[:2] for conflict in back.conflicts]
    return [(conflict.key, conflict.field) for conflict in there.conflicts]


def test_of_a_stage_and_the_cards_in_it_the_stage_is_in_dispute() -> None:
    base = add_touchpoint(shop(), "Browse", "look")[0]
    kept = set_field(base, RecordKey("touchpoint", "see"), "emotion", -2)
    assert both_ways(base, remove_record(base, LOOK), kept) == [(LOOK, WHOLE)]
    merged = merge(base, remove_record(base, LOOK), kept)
    assert merged.document == remove_record(base, LOOK)
    assert merged.held == kept


@pytest.mark.parametrize(
    "record",
    [
        Record("touchpoint", "browse", {"name": "Browse", "stage": "look", "order": 30}),
        Record("insight", "slow", {"name": "Slow", "kind": "pain", "touchpoint": "see"}),
        Record("insight", "vast", {"name": "Vast", "kind": "pain", "stage": "look"}),
        Record("opportunity", "help", {"name": "Help?", "touchpoints": ("see",)}),
    ],
    ids=lambda record: record.id,
)
def test_something_new_that_hangs_on_what_is_removed_or_names_it_is_kept_in_dispute(record: Record) -> None:
    assert both_ways(shop(), remove_record(shop(), LOOK), shop().with_records([record])) == [(LOOK, WHOLE)]


def test_a_card_moved_out_of_a_removed_stage_is_in_dispute_itself_and_one_moved_by_the_remover_is_not() -> None:
    see = RecordKey("touchpoint", "see")
    moved = move_touchpoint(shop(), "see", "buy", 9)
    assert both_ways(shop(), remove_record(shop(), LOOK), moved) == [(see, WHOLE)]
    assert both_ways(shop(), remove_record(moved, LOOK), set_field(shop(), see, "emotion", 2)) == []


def test_a_theme_that_one_removed_and_an_insight_newly_belongs_to_is_in_dispute() -> None:
    trust = RecordKey("theme", "trust")
    more = shop().with_records(
        [Record("insight", "more", {"name": "M", "kind": "pain", "themes": ("trust",), "stage": "buy"})]
    )
    assert both_ways(shop(), remove_record(shop(), trust), more) == [(trust, WHOLE)]


def test_a_stage_another_card_is_moved_into_is_in_dispute_and_its_own_cards_wait() -> None:
    removed, moved = remove_record(shop(), LOOK), move_touchpoint(shop(), "pay", "look", 0)
    assert both_ways(shop(), removed, moved) == [(LOOK, WHOLE)]
    assert merge(shop(), removed, moved).document == removed


def with_a_solution() -> Document:
    asked = [Record("opportunity", id_, {"name": id_}) for id_ in ("one", "two")]
    return shop().with_records([*asked, Record("solution", "both", {"name": "B", "opportunities": ("one", "two")})])


def test_what_both_together_leave_without_all_it_needs_keeps_what_it_needs_until_that_is_settled() -> None:
    base, one, two = with_a_solution(), RecordKey("opportunity", "one"), RecordKey("opportunity", "two")
    assert both_ways(base, remove_record(base, one), remove_record(base, two)) == [(one, WHOLE), (two, WHOLE)]
    document = merge(base, remove_record(base, one), remove_record(base, two)).unsettled
    for dispute in disputes(document):
        document = settle(document, dispute.id, None)
    assert document == shop()


def test_what_is_kept_stands_as_it_was_edited_until_it_was_settled() -> None:
    base = shop()
    document = merge(base, remove_record(base, PAY), set_field(base, PAY, "emotion", -2)).unsettled
    (conflict,) = document.of_kind("conflict")
    edited = set_field(document, PAY, "doing", "Types")
    kept = Table({**base.records[PAY].fields, "emotion": -2})
    assert settle(edited, conflict.id, kept) == edited.with_records((), [conflict.key])
    before = settle(edited, conflict.id, Table(dict(base.records[PAY].fields)))
    assert before == base


def test_a_record_that_was_given_another_id_and_one_that_was_removed_are_in_dispute() -> None:
    here = RecordKey("touchpoint", "pay-here")
    assert both_ways(shop(), remove_record(shop(), PAY), change_id(shop(), PAY, here.id)) == [(here, WHOLE)]


def test_a_conflict_that_one_settled_and_the_other_met_again_is_open() -> None:
    about = Record("conflict", "c", {"record": "touchpoint.pay", "field": "emotion", "ours": "1", "theirs": "2"})
    base = shop().with_records([about])
    again = base.with_records([about.with_fields({"theirs": "0"})])
    for merged in (merge(base, shop(), again), merge(base, again, shop())):
        assert merged == Merged(again)


def test_what_theirs_moved_into_a_stage_that_ours_removed_stands_where_ours_has_it_with_the_stage_it_needs() -> None:
    base = add_stage(shop(), "Use")[0]
    ours = remove_record(base, RecordKey("stage", "use"))
    theirs = remove_record(move_touchpoint(base, "see", "use", 0), LOOK)
    merged = merge(base, ours, theirs)
    assert merged.document == ours
    assert [conflict.key.id for conflict in merged.conflicts] == ["use"]


def test_a_metric_that_one_removed_with_its_card_and_the_other_changed_names_the_card_no_more() -> None:
    csat = RecordKey("metric", "csat")
    base = shop().with_records([Record(*csat, {"name": "CSAT", "touchpoint": "see"})])
    removed = remove_record(remove_record(base, csat), RecordKey("touchpoint", "see"))
    assert both_ways(base, removed, set_field(base, csat, "unit", "%")) == [(csat, WHOLE)]
    moved = set_fields(base, csat, {"touchpoint": "pay", "unit": "%"})
    assert both_ways(base, removed, moved) == [(csat, WHOLE)]
    held = merge(base, removed, moved).held
    assert held is not None
    assert held.records[csat].text("touchpoint") == "pay"
