"""A record that both sides gave another id is one record, and which id it has is settled like any other conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.errors import UsageError
from cjm_tui.model.conflict import ID, Conflict
from cjm_tui.model.conflict_ids import with_ids_followed
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_touchpoint, change_id, remove_record, set_field
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.references import followed, with_ids
from cjm_tui.model.settling import disputes, settle
from cjm_tui.model.values import Table, literal
from tests.model.documents import PAY, dangling, shop

OURS, THEIRS = RecordKey("touchpoint", "pay-by-card"), RecordKey("touchpoint", "checkout-pay")


def both() -> tuple[Document, Document, Document]:
    ours = set_field(change_id(shop(), PAY, OURS.id), OURS, "emotion", -2)
    theirs = set_field(change_id(shop(), PAY, THEIRS.id), THEIRS, "doing", "Types")
    theirs = theirs.with_records([Record("insight", "slow", {"name": "Slow", "kind": "pain", "touchpoint": THEIRS.id})])
    return shop(), ours, theirs


def test_a_card_that_both_gave_another_id_stands_once_under_ours_with_the_edits_of_both() -> None:
    merged = merge(*both())
    assert merged.conflicts == (Conflict(OURS, ID, "pay", OURS.id, THEIRS.id),)
    card = merged.document.records[OURS]
    assert (card.emotion, card.text("doing")) == (-2, "Types")
    assert [one.id for one in merged.document.of_kind("touchpoint")] == [OURS.id, "see"]
    assert {one.text("touchpoint") for one in merged.document.of_kind("insight")} == {OURS.id}


@pytest.mark.parametrize("id_", [OURS.id, THEIRS.id, "pay", "another"])
def test_what_names_the_card_follows_the_id_that_is_chosen(id_: str) -> None:
    document = merge(*both()).unsettled
    (dispute,) = disputes(document)
    settled = settle(document, dispute.id, id_)
    assert RecordKey("touchpoint", id_) in settled.records
    assert {one.text("touchpoint") for one in settled.of_kind("insight")} == {id_}
    assert dangling(settled) == []
    assert disputes(settled) == ()


def test_an_id_that_another_record_has_by_now_is_refused() -> None:
    document = change_id(merge(*both()).unsettled, RecordKey("touchpoint", "see"), THEIRS.id)
    (dispute,) = disputes(document)
    with pytest.raises(UsageError, match="is another one by now"):
        settle(document, dispute.id, THEIRS.id)


@pytest.mark.parametrize("key", [RecordKey("stage", "buy"), RecordKey("theme", "trust"), RecordKey("insight", "twice")])
def test_so_it_is_with_whatever_has_an_id(key: RecordKey) -> None:
    merged = merge(shop(), change_id(shop(), key, "ours"), change_id(shop(), key, "theirs"))
    assert [(one.key.id, one.field) for one in merged.conflicts] == [("ours", ID)]
    assert [one.id for one in merged.document.of_kind(key.kind) if one.name == shop().records[key].name] == ["ours"]


def test_an_id_that_the_other_side_gave_to_something_else_stays_with_that() -> None:
    wait = add_touchpoint(shop(), "Wait", "buy")[0]
    merged = merge(shop(), change_id(shop(), PAY, "here"), change_id(wait, RecordKey("touchpoint", "wait"), "here"))
    assert [(one.key.id, one.field) for one in merged.conflicts] == [("here", "")]
    theirs = change_id(change_id(shop(), PAY, "there"), RecordKey("touchpoint", "see"), "here")
    merged = merge(shop(), change_id(shop(), PAY, "here"), theirs)
    assert Conflict(RecordKey("touchpoint", "there"), ID, "pay", "here", "there") in merged.conflicts


def test_a_record_with_a_key_of_its_own_that_is_called_id_is_two_where_both_gave_it_another_one() -> None:
    base = set_field(shop(), PAY, "id", "A-7")
    merged = merge(base, change_id(base, PAY, "ours"), change_id(base, PAY, "theirs"))
    assert {"ours", "theirs"} <= {one.id for one in merged.document.of_kind("touchpoint")}
    assert [(one.key.id, one.field) for one in merged.conflicts] == [("twice", "place")]


def test_who_renamed_a_card_first_is_told_by_what_hangs_on_it_later() -> None:
    slow = Record("insight", "slow", {"name": "Slow", "kind": "pain", "touchpoint": "pay"})
    base = shop().with_records([slow])
    ours = change_id(change_id(base, PAY, OURS.id), slow.key, "slower")
    theirs = change_id(change_id(base, PAY, THEIRS.id), slow.key, "slowest")
    merged = merge(base, ours, theirs)
    assert {(one.key.id, one.field) for one in merged.conflicts} == {(OURS.id, ID), ("slower", ID)}
    assert merged.document == ours


def conflict(**fields: str) -> Record:
    return Record("conflict", "c", {"record": "insight.twice", **fields})


def test_what_is_in_dispute_follows_a_card_to_its_new_id() -> None:
    there = Table({"touchpoint": "pay", "order": 1})
    quote = Table({"name": 'He said touchpoint = "pay"', "touchpoint": "see", "insights": ("pay",)})
    about = conflict(field="place", ours=literal(there), theirs=literal(Table({"stage": "pay"})), base=literal(quote))
    moved = with_ids_followed("map", about, {PAY: "here"})
    assert moved.text("ours") == literal(Table({"touchpoint": "here", "order": 1}))
    assert (moved.text("theirs"), moved.text("base")) == (about.text("theirs"), about.text("base"))
    many = conflict(record="opportunity.x", ours=literal(Table({"touchpoints": ("see", "pay")})))
    assert with_ids_followed("map", many, {PAY: "here"}).text("ours") == literal(
        Table({"touchpoints": ("see", "here")})
    )


def test_what_is_in_dispute_about_an_insight_follows_it_into_the_keys_of_a_table() -> None:
    seen = conflict(record="opportunity.x", field="seen.twice", ours='"a"', theirs='"b"')
    twice = RecordKey("insight", "twice")
    assert with_ids_followed("map", seen, {twice: "again"}).text("field") == "seen.again"
    whole = conflict(record="opportunity.x", theirs=literal(Table({"seen.twice": "a"})))
    assert with_ids_followed("map", whole, {twice: "again"}).text("theirs") == literal(Table({"seen.again": "a"}))
    own = conflict(field="id", ours='"pay"', theirs='"other"')
    assert with_ids_followed("map", own, {PAY: "here"}) is own


def test_two_values_that_name_one_card_by_two_ids_are_one_once_its_id_is_settled() -> None:
    quote = Record("quote", "q", {"name": "Slow", "touchpoint": "shop#a"})
    about = Record(
        "conflict", "c", {"record": "quote.q", "field": "touchpoint", "ours": '"shop#a"', "theirs": '"shop#b"'}
    )
    talks = Document("evidence", {quote.key: quote, about.key: about})
    told = followed(talks, {RecordKey("map#touchpoint", "shop#a"): "shop#b"})
    assert told == Document("evidence", {quote.key: quote.with_fields({"touchpoint": "shop#b"})})
    assert followed(talks, {RecordKey("map#touchpoint", "shop#z"): "shop#b"}) == talks


@given(st.sampled_from(["pay", "see"]), st.text('ab"\\,= []', max_size=12))
def test_words_in_a_text_are_never_taken_for_an_id(id_: str, text: str) -> None:
    said = conflict(field="notes", ours=literal(f'{text}touchpoint = "{id_}"{text}'))
    assert with_ids_followed("map", said, {RecordKey("touchpoint", id_): "here"}) is said


def test_a_merge_of_a_card_removed_here_and_renamed_there_can_be_settled_either_way() -> None:
    merged = merge(shop(), remove_record(shop(), PAY), change_id(shop(), PAY, OURS.id))
    assert merged.document == remove_record(shop(), PAY)
    document = merged.unsettled
    (dispute,) = disputes(document)
    assert settle(document, dispute.id, None) == remove_record(shop(), PAY)
    assert with_ids(shop(), {PAY: OURS.id}) == document.with_records((), [RecordKey("conflict", dispute.id)])
    assert isinstance(merged, Merged)
