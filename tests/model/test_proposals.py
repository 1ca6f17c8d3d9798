"""What a branch proposes, card by card: every change is in exactly one proposal, and taking all of them is merging."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_record, change_id, set_field
from cjm_tui.model.merge import merge
from cjm_tui.model.proposals import accepted, proposals, with_proposals
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.references import with_ids
from cjm_tui.model.renames import renames
from cjm_tui.model.restoring import ID, restored
from tests.model.documents import PAY, dangling, edited_maps, shop

HERE = RecordKey("touchpoint", "pay-here")


@given(edited_maps())
def test_every_change_of_a_branch_is_in_exactly_one_proposal(versions: tuple[Document, ...]) -> None:
    base, theirs = versions
    found = proposals(base, theirs)
    assert with_proposals(base, found) == theirs
    told = [
        key for proposal in found for key in {*(change.key for change in proposal.changes), *proposal.renamed.keys()}
    ]
    assert len(set(told)) == len(told)
    assert len({proposal.key for proposal in found}) == len(found)


@given(edited_maps(versions=2))
def test_taking_all_proposals_is_merging_and_taking_none_changes_nothing(versions: tuple[Document, ...]) -> None:
    base, now, theirs = versions
    found = proposals(base, theirs)
    assert accepted(base, now, found) == merge(base, now, theirs)
    assert accepted(base, now, ()).document == now


@given(edited_maps(), st.randoms(use_true_random=False))
def test_proposals_taken_one_after_the_other_in_any_order_come_to_the_same(
    versions: tuple[Document, ...], dice: Random
) -> None:
    base, theirs = versions
    assume(not dangling(theirs))
    found = list(proposals(base, theirs))
    dice.shuffle(found)
    now = base
    for proposal in found:
        taken = accepted(base, now, (proposal,))
        assert taken.conflicts == ()
        now = taken.document
    assert now == theirs


def test_a_card_of_another_id_is_one_proposal_by_either_name_with_its_other_changes() -> None:
    theirs = set_field(change_id(shop(), PAY, "pay-here"), HERE, "emotion", -2)
    (proposal,) = proposals(shop(), theirs)
    assert (proposal.key, proposal.keys) == (HERE, frozenset({HERE, PAY}))
    assert proposal.sentences == ("Pay: id pay → pay-here; emotion unknown → −2",)


def test_a_card_is_given_another_id_only_where_that_is_taken() -> None:
    theirs = change_id(shop(), PAY, "pay-here")
    theirs = set_field(theirs, RecordKey("insight", "twice"), "severity", 4)
    theirs = set_field(theirs, RecordKey("theme", "trust"), "name", "Confidence")
    theirs = add_record(theirs, Record("opportunity", "ask-once", {"name": "Ask once", "touchpoints": ("pay-here",)}))
    by_key = {proposal.key: proposal for proposal in proposals(shop(), theirs)}
    assert by_key.keys() == {HERE, RecordKey("theme", "trust"), RecordKey("opportunity", "ask-once")}
    without = accepted(shop(), shop(), (by_key[RecordKey("opportunity", "ask-once")],)).document
    assert without.records[RecordKey("opportunity", "ask-once")].get("touchpoints") == ("pay",)
    assert dangling(without) == []
    then = accepted(shop(), without, (by_key[HERE],)).document
    assert then.records[RecordKey("opportunity", "ask-once")].get("touchpoints") == ("pay-here",)
    assert dangling(then) == []


def test_cards_that_are_only_renumbered_are_one_proposal_of_the_map_and_say_so() -> None:
    theirs = shop()
    for record in (*theirs.stages(), *theirs.journey()):
        theirs = set_field(theirs, record.key, "order", (record.number("order") or 0) * 10)
    (renumbered,) = proposals(shop(), theirs)
    assert renumbered.sentences == ("Buy: renumbered, in the same order",)
    assert renumbered.key == HEADER
    assert renumbered.renumbered == {record.key for record in (*theirs.stages(), *theirs.journey())}
    felt, rest = proposals(shop(), set_field(theirs, PAY, "emotion", 2))[::-1]
    assert {felt.key, rest.key} == {PAY, HEADER}


def test_of_every_proposal_there_is_something_to_read() -> None:
    commented = set_field(set_field(shop(), PAY, "#", ("ask Nora",)), RecordKey("touchpoint", "see"), "colour", "red")
    assert {sentence for one in proposals(shop(), commented) for sentence in one.sentences} == {
        "Pay: comments",
        "See: details",
    }


@given(edited_maps())
def test_a_map_restored_is_what_it_was_and_so_is_every_record(versions: tuple[Document, ...]) -> None:
    then, now = versions
    assert restored(now, then) == then
    renamed = renames(then, now)
    for key in {**then.records, **now.records}:
        back = restored(now, then, key)
        if key in then.records:
            others = {old: new.id for old, new in renamed.items() if old != key}
            assert back.records[key] == with_ids(then, others).records[key]
        else:
            assert key not in back.records


def test_a_field_of_a_card_that_got_another_id_comes_back_and_so_does_the_id() -> None:
    then = set_field(shop(), PAY, "emotion", 1)
    now = set_field(change_id(then, PAY, "pay-here"), HERE, "emotion", -2)
    assert restored(now, then, HERE, "emotion") == change_id(then, PAY, "pay-here")
    assert restored(now, then, HERE, ID) == set_field(then, PAY, "emotion", -2)
    for key in (HERE, PAY):
        assert restored(now, then, key) == then
