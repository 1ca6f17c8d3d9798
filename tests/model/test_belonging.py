"""Which proposals of a branch belong together: taken with what they need, they leave nothing that leads nowhere."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from cjm_tui.model.belonging import needed_by, needing
from cjm_tui.model.document import Document
from cjm_tui.model.edits import (
    add_record,
    add_stage,
    add_touchpoint,
    change_id,
    move_touchpoint,
    remove_record,
    set_field,
)
from cjm_tui.model.proposals import Proposal, accepted, proposals, with_proposals
from cjm_tui.model.record import Record, RecordKey
from tests.campaigns.structural_edits import two_hands
from tests.model.documents import PAY, dangling, edited_maps, shop


def named(found: tuple[Proposal, ...], *ids: str) -> tuple[Proposal, ...]:
    return tuple(proposal for proposal in found if proposal.key.id in ids)


def ids(found: tuple[Proposal, ...]) -> list[str]:
    return [proposal.key.id for proposal in found]


@given(edited_maps(), st.randoms(use_true_random=False))
def test_any_proposals_with_all_they_need_name_nothing_that_is_not_there(
    versions: tuple[Document, ...], dice: Random
) -> None:
    base, theirs = versions
    assume(not dangling(base) and not dangling(theirs))
    found = proposals(base, theirs)
    chosen = tuple(proposal for proposal in found if dice.random() < 0.5)
    needed = needed_by(base, base, chosen, found)
    assert dangling(accepted(base, base, (*chosen, *needed), found).document) == []
    left = (*chosen, *needing(base, chosen, found))
    assert dangling(with_proposals(base, (one for one in found if one not in left), found)) == []


@given(st.integers(0, 2**32))
def test_so_it_is_where_stages_go_and_ids_change(seed: int) -> None:
    dice = Random(seed)
    base, one, _ = two_hands(dice)
    found = proposals(base, one.document)
    left = tuple(proposal for proposal in found if dice.random() < 0.3)
    left = (*left, *needing(base, left, found))
    assert dangling(with_proposals(base, (one for one in found if one not in left), found)) == []
    assert with_proposals(base, found, found) == one.document


def test_a_new_card_needs_its_new_stage_and_an_opportunity_the_new_card() -> None:
    theirs = add_touchpoint(add_stage(shop(), "Use")[0], "Wear it", "use")[0]
    theirs = add_record(theirs, Record("opportunity", "help", {"name": "Help?", "touchpoints": ("wear-it",)}))
    found = proposals(shop(), theirs)
    assert ids(needing(shop(), named(found, "use"), found)) == ["wear-it", "help"]
    assert ids(needed_by(shop(), shop(), named(found, "help"), found)) == ["use", "wear-it"]
    assert needing(shop(), named(found, "help"), found) == ()
    here = add_stage(shop(), "Use")[0]
    assert ids(needed_by(shop(), here, named(found, "help"), found)) == ["wear-it"]


def test_a_stage_goes_only_with_its_cards_or_once_they_stand_elsewhere() -> None:
    look = RecordKey("stage", "look")
    gone, moved = remove_record(shop(), look), remove_record(move_touchpoint(shop(), "see", "buy", 0), look)
    for theirs in (gone, moved):
        found = proposals(shop(), theirs)
        assert ids(needing(shop(), named(found, "see"), found)) == ["look"]
        assert ids(needed_by(shop(), shop(), named(found, "look"), found)) == ["see"]


def test_what_only_named_a_card_that_goes_names_it_no_more_and_its_other_changes_stay_out() -> None:
    base = add_record(shop(), Record("opportunity", "help", {"name": "Help?", "touchpoints": ("see", "pay")}))
    theirs = set_field(remove_record(base, PAY), RecordKey("opportunity", "help"), "impact", 5)
    found = proposals(base, theirs)
    taken = accepted(base, base, named(found, "pay"), found).document
    assert dict(taken.records[RecordKey("opportunity", "help")].fields) == {"name": "Help?", "touchpoints": ("see",)}
    assert accepted(base, taken, named(found, "help"), found).document == theirs


def test_a_card_of_another_id_needs_nothing_for_that() -> None:
    found = proposals(shop(), change_id(shop(), PAY, "here"))
    assert needed_by(shop(), shop(), found, found) == needing(shop(), found, found) == ()
