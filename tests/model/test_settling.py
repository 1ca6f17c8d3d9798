"""Settling conflicts, and links that became suspect."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given

from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.model.conflict import ID, WHOLE
from cjm_tui.model.document import Document
from cjm_tui.model.edits import remove_record, set_field, set_fields
from cjm_tui.model.merge import merge
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.renames import with_renames
from cjm_tui.model.settling import both_of, disputes, settle, settle_with_both
from cjm_tui.model.suspect import all_suspects, confirmed, fingerprint, framed, suspects
from cjm_tui.model.values import Table, Value, freeze
from tests.model.documents import PAY, edited_maps, shop

TWICE = RecordKey("insight", "twice")


def theirs_of(document: Document, conflict_id: str) -> Value | None:
    record = document.records[RecordKey("conflict", conflict_id)]
    literal = record.text("theirs")
    return freeze(tomli.loads(f"x = {literal}")["x"]) if literal else None


@given(edited_maps(versions=2))
def test_taking_the_other_side_everywhere_brings_its_values(versions: tuple[Document, ...]) -> None:
    base, ours, theirs = versions
    merged = merge(base, ours, theirs)
    document = merged.unsettled
    for dispute in disputes(document):
        if document.get("conflict", dispute.id) is not None:
            document = settle(document, dispute.id, theirs_of(document, dispute.id))
    assert disputes(document) == ()
    theirs = with_renames(base, ours, theirs).theirs
    for conflict in merged.conflicts:
        record = document.records.get(conflict.key)
        other = theirs.records.get(conflict.key)
        if conflict.field == WHOLE:
            assert record is None or other is None or dict(record.fields) == dict(other.fields)
        elif conflict.field == ID:
            assert record is None
            assert RecordKey(conflict.key.kind, str(conflict.theirs)) in document.records
        elif record is not None and conflict.field != "place" and "." not in conflict.field:
            assert record.get(conflict.field) == conflict.theirs


def test_a_settled_place_is_taken_as_a_whole() -> None:
    conflict = Record("conflict", "c", {"record": "touchpoint.pay", "field": "place"})
    document = settle(shop().with_records([conflict]), "c", Table({"stage": "look", "order": 7}))
    assert (document.records[PAY].text("stage"), document.records[PAY].number("order")) == ("look", 7)


def test_a_record_can_be_put_back_or_removed() -> None:
    conflict = Record("conflict", "c", {"record": "touchpoint.pay"})
    removed = settle(shop().with_records([conflict]), "c", None)
    assert PAY not in removed.records
    assert TWICE not in removed.records
    back = settle(removed.with_records([conflict]), "c", Table({"name": "Pay", "stage": "buy", "order": 1}))
    assert back.records[PAY].name == "Pay"
    assert settle(removed.with_records([conflict]), "c", None) == removed


def test_a_conflict_about_a_card_that_is_gone_settles_into_nothing() -> None:
    gone = remove_record(shop(), PAY)
    conflict = Record("conflict", "c", {"record": "touchpoint.pay", "field": "emotion"})
    assert settle(gone.with_records([conflict]), "c", 1) == gone


def test_a_conflict_about_the_header_is_settled_there() -> None:
    conflict = Record("conflict", "c", {"record": "map", "field": "title"})
    document = settle(shop().with_records([conflict]), "c", "Buy it")
    assert document.records[HEADER].text("title") == "Buy it"


@pytest.mark.parametrize("key", [RecordKey("meta", ""), RecordKey("our.own", "x"), RecordKey("team", "v1.2")], ids=repr)
def test_a_conflict_is_settled_in_its_own_record_whatever_that_is_called(key: RecordKey) -> None:
    base = shop().with_records([Record(*key, {"owner": "Ada"})])
    merged = merge(base, set_field(base, key, "owner", "Ben"), set_field(base, key, "owner", "Cleo"))
    document = merged.unsettled
    (dispute,) = disputes(document)
    assert dispute.key == key
    settled = settle(document, dispute.id, "Cleo")
    assert settled == set_field(base, key, "owner", "Cleo")


def test_an_id_with_a_dot_in_it_may_be_named_without_quotes() -> None:
    odd = shop().with_records([Record("theme", "v1.2", {"name": "Two"})])
    conflict = Record("conflict", "c", {"record": "theme.v1.2", "field": "name"})
    assert settle(odd.with_records([conflict]), "c", "Three").records[RecordKey("theme", "v1.2")].name == "Three"


def test_a_conflict_that_is_not_there_cannot_be_settled() -> None:
    with pytest.raises(NotFoundError, match="no conflict “c”"):
        settle(shop(), "c", 1)


def asked() -> Document:
    document = shop().with_records([Record("opportunity", "once", {"name": "Once?", "insights": ("twice",)})])
    return confirmed(document, "once")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Thrice"),
        ("kind", "gain"),
        ("severity", 5),
        ("quote", "ugh"),
        ("stage", "buy"),
        ("confidence", "low"),
        ("personas", ("fiona",)),
        ("evidence", ("poll", "survey")),
    ],
)
def test_a_link_is_suspect_once_its_insight_changed_and_until_it_is_confirmed(field: str, value: Value) -> None:
    assert all_suspects(asked()) == ()
    changed = set_field(asked(), TWICE, field, value)
    assert [(link.opportunity.id, link.id) for link in all_suspects(changed)] == [("once", "twice")]
    assert all_suspects(confirmed(changed, "once", ("twice",))) == ()


def test_what_says_nothing_about_the_insight_makes_no_link_suspect() -> None:
    quiet = set_fields(asked(), TWICE, {"themes": ("trust",), "notes": "x", "#": "# y"})
    assert all_suspects(quiet) == ()


def test_an_insight_never_looked_at_is_not_suspect() -> None:
    opportunity = Record("opportunity", "once", {"name": "Once?", "insights": ("twice",)})
    assert suspects(shop().with_records([opportunity]), opportunity) == ()


def test_confirming_forgets_insights_the_opportunity_no_longer_answers() -> None:
    left = set_field(asked(), RecordKey("opportunity", "once"), "insights", None)
    assert confirmed(left, "once").records[RecordKey("opportunity", "once")].table("seen") == {}


def test_a_fingerprint_is_short_and_stable() -> None:
    assert fingerprint(shop().records[TWICE]) == fingerprint(Record("insight", "other", shop().records[TWICE].fields))
    assert len(fingerprint(shop().records[TWICE])) == 8


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("a", 1), (True, "a", "b"), ("a", 1, True, "b")),
        ("one ", "two", "one\ntwo"),
        ("one", "one", "one"),
        (1, 2, None),
        (None, "two", None),
    ],
)
def test_both_sides_can_be_taken_where_that_means_something(
    ours: Value | None, theirs: Value | None, expected: Value | None
) -> None:
    assert both_of(ours, theirs) == expected


def test_what_both_texts_began_with_stands_once() -> None:
    assert both_of("She looks. Twice.", "She looks. And buys.", "She looks.") == "She looks. Twice. And buys."
    assert both_of("He looks", "She looks", "They look") == "He looks\nShe looks"


def test_both_names_make_one_line() -> None:
    assert both_of("Pay by card", "Pay by phone", "Pay", is_name=True) == "Pay by card / Pay by phone"


def test_an_opportunity_looks_at_an_insight_when_it_begins_to_answer_it() -> None:
    before = shop().with_records([Record("insight", "more", {"name": "More", "kind": "pain", "touchpoint": "pay"})])
    once = RecordKey("opportunity", "once")
    made = framed(before, before.with_records([Record(*once, {"name": "Once?", "insights": ("twice",)})]))
    assert made.records[once].table("seen") == {"twice": fingerprint(before.records[TWICE])}
    changed = set_field(made, TWICE, "severity", 5)
    widened = framed(changed, set_field(changed, once, "insights", ("twice", "more")))
    assert set(widened.records[once].table("seen")) == {"twice", "more"}
    assert [(link.opportunity.id, link.id) for link in all_suspects(widened)] == [("once", "twice")]
    emptied = framed(widened, set_field(widened, once, "insights", None))
    assert emptied.records[once].table("seen") == {}
    assert framed(emptied, emptied) is emptied
    bare = before.with_records([Record(*once, {"name": "Once?"})])
    assert framed(before, bare) is bare


def test_a_fingerprint_of_an_insight_that_is_gone_is_not_made() -> None:
    once = RecordKey("opportunity", "once")
    lost = shop().with_records([Record(*once, {"name": "Once?", "insights": ("nobody",)})])
    assert confirmed(lost, "once").records[once].table("seen") == {}


def made_twice() -> Document:
    wait = RecordKey("touchpoint", "wait")
    made: dict[str, Value] = {"name": "Wait", "stage": "buy", "order": 30}
    ours = shop().with_records([Record(*wait, {**made, "emotion": -1})])
    theirs = shop().with_records([Record(*wait, {**made, "doing": "Looks at the clock"})])
    merged = merge(shop(), ours, theirs)
    return merged.unsettled


def test_two_cards_made_under_one_id_can_both_be_kept() -> None:
    document = made_twice()
    (dispute,) = disputes(document)
    settled = settle_with_both(document, dispute.id, theirs_of(document, dispute.id))
    assert disputes(settled) == ()
    first, second = (settled.get("touchpoint", id_) for id_ in ("wait", "wait-2"))
    assert first is not None
    assert second is not None
    assert (first.emotion, second.text("doing")) == (-1, "Looks at the clock")


def test_both_cannot_be_kept_where_one_is_gone_or_nothing_is_in_dispute() -> None:
    document = made_twice()
    (dispute,) = disputes(document)
    theirs = theirs_of(document, dispute.id)
    with pytest.raises(UsageError):
        settle_with_both(document.with_records((), [dispute.key]), dispute.id, theirs)
    with pytest.raises(NotFoundError):
        settle_with_both(document, "nothing", theirs)
    with pytest.raises(NotFoundError):
        settle_with_both(document, dispute.id, "a text")


def test_what_is_chosen_names_nothing_that_is_gone() -> None:
    lost = shop().with_records((), [RecordKey("theme", "trust")])
    lost = set_field(lost, TWICE, "themes", None).with_records([Record("conflict", "c", {"record": "insight.twice"})])
    settled = settle(lost, "c", Table(dict(shop().records[TWICE].fields)))
    assert dict(settled.records[TWICE].fields) == {"name": "Twice", "kind": "pain", "touchpoint": "pay"}


def test_what_could_not_stand_as_it_is_chosen_is_refused_and_what_dangled_before_is_not() -> None:
    conflict = Record("conflict", "c", {"record": "touchpoint.pay", "field": "place"})
    gone = remove_record(shop(), RecordKey("stage", "look")).with_records([conflict])
    with pytest.raises(UsageError, match=r"“Pay” cannot stand so: stage\.look is not there any more"):
        settle(gone, "c", Table({"stage": "look", "order": 7}))
    lost = set_field(gone, PAY, "stage", "look")
    assert settle(lost, "c", Table({"stage": "look", "order": 7})).records[PAY].number("order") == 7
