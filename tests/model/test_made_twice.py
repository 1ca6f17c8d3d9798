"""Two maps that both sides made under one name: two, or one with the edits of both."""

from __future__ import annotations

import pytest

from cjm_tui.errors import UsageError
from cjm_tui.model.conflict import WHOLE
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_touchpoint, set_field
from cjm_tui.model.made_twice import is_about_twins, twin
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.record import ABOVE, HEADER, Record, RecordKey
from cjm_tui.model.settling import disputes, settle
from cjm_tui.model.values import Table
from tests.model.documents import PAY, shop

NOTHING = Document("map", {})


def another() -> Document:
    return document_of(
        "map",
        [
            Record("", "", {"schema": "map/1", "title": "Tour", "#loose": ("# nobody's",)}),
            Record("stage", "learn", {"name": "Learn", "order": 10, ABOVE: "# a remark"}),
            Record("touchpoint", "pay", {"name": "Pays", "stage": "learn", "order": 10}),
            Record("odd kind", "a.b", {"x": Table({"y": 1})}),
            Record("map", "", {"own": 1}),
        ],
    )


def test_two_maps_with_little_in_common_are_one_conflict_that_holds_the_other_whole() -> None:
    merged = merge(NOTHING, shop(), another())
    assert [(one.key, one.field) for one in merged.conflicts] == [(HEADER, WHOLE)]
    assert merged.document == shop()
    (theirs,) = (one.theirs for one in merged.conflicts)
    assert isinstance(theirs, Table)
    assert twin("map", theirs) == another()


def test_either_is_taken_whole_and_what_was_before_both_is_nothing() -> None:
    merged = merge(NOTHING, shop(), another())
    document = merged.unsettled
    ((ours, theirs),) = ((one.ours, one.theirs) for one in merged.conflicts)
    (dispute,) = disputes(document)
    assert isinstance(ours, Table)
    assert isinstance(theirs, Table)
    edited = set_field(document, PAY, "emotion", 2)
    assert settle(edited, dispute.id, ours) == set_field(shop(), PAY, "emotion", 2)
    assert settle(edited, dispute.id, theirs) == another()
    with pytest.raises(UsageError, match="no such map"):
        settle(document, dispute.id, None)


def test_maps_of_two_templates_are_two_whatever_they_have_in_common() -> None:
    ours, theirs = (set_field(shop(), HEADER, "template", template) for template in ("classic", "saas"))
    assert [one.key for one in merge(NOTHING, ours, theirs).conflicts] == [HEADER]


def test_maps_with_most_of_their_cards_in_common_are_one_with_the_edits_of_both() -> None:
    ours = add_touchpoint(set_field(shop(), PAY, "emotion", 2), "Wait", "buy")[0]
    theirs = set_field(shop(), PAY, "doing", "Types")
    assert merge(NOTHING, ours, theirs) == Merged(set_field(ours, PAY, "doing", "Types"))
    clash = merge(NOTHING, ours, set_field(theirs, PAY, "emotion", 1))
    assert [(one.key, one.field) for one in clash.conflicts] == [(PAY, "emotion")]


def test_two_cards_of_one_id_in_such_a_map_are_two_and_in_dispute_as_a_whole() -> None:
    theirs = set_field(shop(), PAY, "name", "Pay it back")
    assert [(one.key, one.field) for one in merge(NOTHING, shop(), theirs).conflicts] == [(PAY, WHOLE)]


def test_a_persona_that_both_made_is_one() -> None:
    ours, theirs = (document_of("persona", [Record("", "", {"name": "Fiona", key: "x"})]) for key in ("bio", "role"))
    merged = merge(Document("persona", {}), ours, theirs)
    assert dict(merged.document.header.fields) == {"name": "Fiona", "bio": "x", "role": "x"}
    assert merged.conflicts == ()


def test_a_conflict_about_a_title_is_none_about_two_maps() -> None:
    assert not is_about_twins(Record("conflict", "c", {"record": "map", "field": "title", "theirs": '"x"'}))
    assert RecordKey("conflict", "map-record") in merge(NOTHING, shop(), another()).unsettled.records
