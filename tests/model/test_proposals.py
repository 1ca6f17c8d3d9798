"""What a branch proposes, card by card: every change is in exactly one proposal, and taking all of them is merging."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.diff import apply, diff
from cjm_tui.model.document import Document
from cjm_tui.model.merge import merge
from cjm_tui.model.proposals import accepted, proposals
from cjm_tui.model.restoring import restored
from tests.model.documents import edited_maps


@given(edited_maps())
def test_every_change_of_a_branch_is_in_exactly_one_proposal(versions: tuple[Document, ...]) -> None:
    base, theirs = versions
    found = proposals(base, theirs)
    changes = [change for proposal in found for change in proposal.changes]
    assert sorted(map(repr, changes)) == sorted(map(repr, diff(base, theirs)))
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
    found = list(proposals(base, theirs))
    dice.shuffle(found)
    now = base
    for proposal in found:
        now = apply(proposal.changes, now)
    assert now == theirs


@given(edited_maps())
def test_a_map_restored_is_what_it_was_and_so_is_every_record(versions: tuple[Document, ...]) -> None:
    then, now = versions
    assert restored(now, then) == then
    for key in {**then.records, **now.records}:
        back = restored(now, then, key)
        if key in then.records:
            assert back.records[key] == then.records[key]
        else:
            assert key not in back.records
