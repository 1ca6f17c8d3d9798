"""What an opportunity remembers of its insights, and when it is suspect."""

from __future__ import annotations

import pytest

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_record, change_id, new_record, remove_record, set_field, set_fields
from cjm_tui.model.merge import merge
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.references import followed
from cjm_tui.model.restoring import restored
from cjm_tui.model.suspect import all_suspects, confirmed, fingerprint, framed

TWICE, SLOW, ONCE = RecordKey("insight", "twice"), RecordKey("insight", "slow"), RecordKey("opportunity", "once")


def a_shop() -> Document:
    return document_of(
        "map",
        [
            Record(*HEADER, {"title": "Shop"}),
            Record(*TWICE, {"name": "Asked twice", "kind": "pain", "touchpoint": "pay"}),
            Record(*SLOW, {"name": "It is slow", "kind": "pain", "touchpoint": "pay"}),
        ],
    )


def with_opportunity(*insights: str) -> Document:
    once = Record(*ONCE, {"name": "How might we ask once?", "insights": insights})
    return framed(a_shop(), add_record(a_shop(), once))


def links(document: Document) -> list[tuple[str, str]]:
    return [(link.opportunity.id, link.id) for link in all_suspects(document)]


def written_by_hand() -> Document:
    """Return a map whose opportunity names an insight, and remembers nothing of it."""
    return add_record(a_shop(), Record(*ONCE, {"name": "How might we ask once?", "insights": ("twice",)}))


def test_a_new_opportunity_has_looked_at_all_its_insights() -> None:
    assert set(with_opportunity("twice", "slow").records[ONCE].table("seen")) == {"twice", "slow"}
    assert all_suspects(with_opportunity("twice")) == ()


def test_it_becomes_suspect_when_one_of_them_changes_and_not_when_another_does() -> None:
    document = with_opportunity("twice")
    assert all_suspects(set_field(document, SLOW, "severity", 5)) == ()
    changed = set_field(document, TWICE, "severity", 5)
    assert links(changed) == [("once", "twice")]
    assert all_suspects(confirmed(changed, "once")) == ()


def test_an_insight_taken_up_later_is_looked_at_and_the_others_are_not_again() -> None:
    before = set_field(with_opportunity("twice"), TWICE, "severity", 5)
    after = framed(before, set_field(before, ONCE, "insights", ("twice", "slow")))
    assert set(after.records[ONCE].table("seen")) == {"twice", "slow"}
    assert links(after) == [("once", "twice")]


def test_an_insight_no_longer_answered_is_forgotten() -> None:
    before = with_opportunity("twice", "slow")
    after = framed(before, set_field(before, ONCE, "insights", ("slow",)))
    assert set(after.records[ONCE].table("seen")) == {"slow"}


def test_what_is_edited_elsewhere_leaves_it_as_it_was() -> None:
    before = with_opportunity("twice")
    after = set_field(before, TWICE, "severity", 5)
    assert framed(before, after) == after


@pytest.mark.parametrize("start", [with_opportunity("twice", "slow"), written_by_hand()])
def test_an_insight_that_is_removed_leaves_its_opportunity_suspect_until_somebody_looked(start: Document) -> None:
    removed = framed(start, remove_record(start, TWICE))
    (link,) = all_suspects(removed)
    assert (link.opportunity.id, link.id, link.name, link.insight) == ("once", "twice", "twice", None)
    assert "twice" not in removed.records[ONCE].texts("insights")
    looked = confirmed(removed, "once")
    assert all_suspects(looked) == ()
    assert "twice" not in looked.records[ONCE].table("seen")


def test_the_card_of_an_insight_that_goes_leaves_the_opportunity_suspect() -> None:
    start = add_record(with_opportunity("twice"), Record("touchpoint", "pay", {"name": "Pay", "stage": "buy"}))
    assert links(remove_record(start, RecordKey("touchpoint", "pay"))) == [("once", "twice")]


def test_a_removed_insight_is_still_missed_after_the_opportunity_was_edited() -> None:
    removed = remove_record(with_opportunity("twice", "slow"), TWICE)
    assert links(framed(removed, set_field(removed, ONCE, "impact", 5))) == [("once", "twice")]
    assert links(framed(removed, set_field(removed, ONCE, "insights", None))) == [("once", "twice")]


def test_an_insight_that_is_brought_back_as_it_was_is_as_if_it_had_never_gone() -> None:
    start = with_opportunity("twice", "slow")
    assert restored(remove_record(start, TWICE), start, TWICE) == start


def test_nothing_new_gets_the_id_of_an_insight_that_is_missed() -> None:
    start = add_record(a_shop(), new_record(a_shop(), "insight", "It hurts", {"kind": "pain", "touchpoint": "pay"}))
    hurts = RecordKey("insight", "it-hurts")
    framed_on_it = framed(start, add_record(start, Record(*ONCE, {"name": "Ask once?", "insights": ("it-hurts",)})))
    assert new_record(remove_record(framed_on_it, hurts), "insight", "It hurts").id == "it-hurts-2"


def test_a_link_written_by_hand_remembers_its_insight_as_it_was_before_the_first_edit() -> None:
    start = written_by_hand()
    changed = framed(start, set_field(start, TWICE, "severity", 5))
    assert links(changed) == [("once", "twice")]
    assert links(framed(changed, set_field(changed, TWICE, "severity", None))) == []
    quiet = set_fields(start, TWICE, {"notes": "asked in May", "themes": ("trust",)})
    assert framed(start, quiet) == quiet


@pytest.mark.parametrize(
    ("key", "new"), [(TWICE, "asked-again"), (RecordKey("touchpoint", "pay"), "pay-by-card"), (ONCE, "one-form")]
)
def test_another_id_changes_nothing_that_an_insight_says(key: RecordKey, new: str) -> None:
    start = add_record(with_opportunity("twice", "slow"), Record("touchpoint", "pay", {"name": "Pay", "stage": "buy"}))
    assert all_suspects(change_id(start, key, new)) == ()
    doubted = set_field(start, SLOW, "severity", 5)
    assert [link.id for link in all_suspects(change_id(doubted, key, new))] == ["slow"]


def test_another_id_of_a_persona_or_of_evidence_changes_nothing_that_an_insight_says() -> None:
    known = set_fields(a_shop(), TWICE, {"personas": ("fiona",), "evidence": ("poll",)})
    start = framed(known, add_record(known, Record(*ONCE, {"name": "Ask once?", "insights": ("twice",)})))
    after = followed(start, {RecordKey("persona", "fiona"): "nora", RecordKey("evidence", "poll"): "survey"})
    assert after.records[TWICE].texts("personas") == ("nora",)
    assert all_suspects(after) == ()


def test_an_insight_renamed_by_hand_is_told_and_followed_when_it_is_confirmed() -> None:
    start = with_opportunity("twice", "slow")
    insight = Record("insight", "asked-again", start.records[TWICE].fields)
    by_hand = start.with_records([insight], [TWICE])
    (link,) = all_suspects(by_hand)
    assert (link.id, link.twin) == ("twice", insight)
    followed_now = confirmed(by_hand, "once", ("twice",)).records[ONCE]
    assert followed_now.texts("insights") == ("asked-again", "slow")
    assert followed_now.table("seen") == {
        "slow": fingerprint(start.records[SLOW]),
        "asked-again": fingerprint(insight),
    }


def test_two_insights_that_say_the_same_are_no_trace_of_one_that_is_gone() -> None:
    start = with_opportunity("twice")
    fields = start.records[TWICE].fields
    by_hand = start.with_records([Record("insight", "one", fields), Record("insight", "other", fields)], [TWICE])
    assert [link.twin for link in all_suspects(by_hand)] == [None]
    assert confirmed(by_hand, "once").records[ONCE].texts("insights") == ()


def test_of_two_who_confirmed_different_states_nobody_has_to_choose_between_fingerprints() -> None:
    base = with_opportunity("twice")
    ours, theirs = (confirmed(set_field(base, TWICE, "severity", severity), "once") for severity in (4, 5))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(base, one, other)
        assert [(conflict.key, conflict.field) for conflict in merged.conflicts] == [(TWICE, "severity")]
        assert links(merged.document) == [("once", "twice")]


def test_what_nobody_looked_at_as_it_stands_after_a_merge_is_suspect() -> None:
    base = with_opportunity("twice")
    ours = confirmed(set_field(base, TWICE, "severity", 5), "once")
    theirs = confirmed(set_field(base, TWICE, "quote", "Why again?"), "once")
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert links(merged.document) == [("once", "twice")]
    assert merge(base, theirs, ours).document == merged.document


def test_an_insight_one_removes_leaves_the_opportunity_suspect_that_the_other_edited() -> None:
    base = with_opportunity("twice", "slow")
    removed, edited = remove_record(base, TWICE), set_field(base, ONCE, "impact", 5)
    assert links(merge(base, removed, edited).document) == [("once", "twice")]
    assert links(merge(base, edited, removed).document) == [("once", "twice")]


def test_who_framed_it_on_something_else_while_the_insight_changed_is_not_bothered() -> None:
    base = written_by_hand()
    elsewhere = framed(base, set_field(base, ONCE, "insights", ("slow",)))
    merged = merge(base, elsewhere, framed(base, set_field(base, TWICE, "severity", 5)))
    assert merged.conflicts == ()
    assert links(merged.document) == []


def test_who_let_a_link_go_has_not_to_choose_against_who_confirmed_it() -> None:
    base = with_opportunity("twice", "slow")
    let_go = framed(base, set_field(base, ONCE, "insights", ("slow",)))
    changed = set_field(base, TWICE, "severity", 5)
    merged = merge(base, let_go, confirmed(changed, "once"))
    assert merged.conflicts == ()
    assert set(merged.document.records[ONCE].table("seen")) == {"slow"}
