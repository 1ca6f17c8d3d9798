"""What an opportunity remembers of its insights, and when it is suspect."""

from __future__ import annotations

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_record, set_field
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.suspect import all_suspects, confirmed, framed

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


def test_a_new_opportunity_has_looked_at_all_its_insights() -> None:
    assert set(with_opportunity("twice", "slow").records[ONCE].table("seen")) == {"twice", "slow"}
    assert all_suspects(with_opportunity("twice")) == ()


def test_it_becomes_suspect_when_one_of_them_changes_and_not_when_another_does() -> None:
    document = with_opportunity("twice")
    assert all_suspects(set_field(document, SLOW, "severity", 5)) == ()
    changed = set_field(document, TWICE, "severity", 5)
    assert [(one.id, other.id) for one, other in all_suspects(changed)] == [("once", "twice")]
    assert all_suspects(confirmed(changed, "once")) == ()


def test_an_insight_taken_up_later_is_looked_at_and_the_others_are_not_again() -> None:
    before = set_field(with_opportunity("twice"), TWICE, "severity", 5)
    after = framed(before, set_field(before, ONCE, "insights", ("twice", "slow")))
    assert set(after.records[ONCE].table("seen")) == {"twice", "slow"}
    assert [other.id for _, other in all_suspects(after)] == ["twice"]


def test_an_insight_no_longer_answered_is_forgotten() -> None:
    before = with_opportunity("twice", "slow")
    after = framed(before, set_field(before, ONCE, "insights", ("slow",)))
    assert set(after.records[ONCE].table("seen")) == {"slow"}


def test_what_is_edited_elsewhere_leaves_it_as_it_was() -> None:
    before = with_opportunity("twice")
    after = set_field(before, TWICE, "severity", 5)
    assert framed(before, after) == after
