"""Random merges: none of the conflicts false, none missed, nothing lost. All of it: 100,000 merges."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from cjm_tui.model.conflict import WHOLE, Conflict
from cjm_tui.model.diff import Changed, diff
from cjm_tui.model.edits import removal
from cjm_tui.model.merge import merge
from cjm_tui.model.merge_fields import PLACE
from cjm_tui.model.references import references_to
from cjm_tui.model.renames import with_renames
from tests.campaigns.share import in_shares
from tests.model.documents import random_edit, random_map, under_our_ids

if TYPE_CHECKING:
    from cjm_tui.model.document import Document
    from cjm_tui.model.record import RecordKey

FULL = 100_000
SCALARS = ("emotion", "doing", "emotion_by.fiona", "unknown.key", "name")


def two_sides(seed: int) -> tuple[Document, Document, Document]:
    dice = random.Random(seed)
    base = random_map(dice, dice.randint(1, 8))
    ours = theirs = base
    for _ in range(dice.randint(1, 5)):
        ours, theirs = random_edit(dice, ours), random_edit(dice, theirs)
    return base, ours, theirs


def changed_places(base: Document, side: Document) -> set[tuple[RecordKey, str]]:
    """Name the fields one side touched, its place as one."""
    return {
        (c.key, PLACE if c.field in {"stage", "order"} and c.key.kind == "touchpoint" else c.field)
        for c in diff(base, side)
        if isinstance(c, Changed)
    }


def keep_scalars(seeds: range) -> None:
    """Merge two sides for every seed: a field both set differently is in conflict, any other is as its side left it.

    A card that one side gave another id goes by that on all sides.
    """
    for seed in seeds:
        given = two_sides(seed)
        base, ours, theirs, ids = with_renames(*given)
        merged = merge(*given)
        assert ids or merged == merge(base, ours, theirs), seed
        disputed = {(conflict.key, conflict.field) for conflict in merged.conflicts}
        whole = {key for key, field in disputed if field == WHOLE}
        for key, field in changed_places(base, ours) & changed_places(base, theirs):
            if field in SCALARS:
                apart = ours.records[key].get(field) != theirs.records[key].get(field)
                same_type = type(ours.records[key].get(field)) is type(theirs.records[key].get(field))
                assert ((key, field) in disputed) == (apart or not same_type), (seed, key, field)
        for side in (ours, theirs):
            for change in diff(base, side):
                if not isinstance(change, Changed) or change.field not in SCALARS:
                    continue
                if (change.key, change.field) not in disputed and change.key not in whole:
                    record = (merged.held or merged.document).records[change.key]
                    assert record.get(change.field) == change.after, (seed, change)


def swap_sides(seeds: range) -> None:
    """Merge two sides for every seed, and swapped: the same conflicts, and elsewhere the same content."""
    for seed in seeds:
        base, ours, theirs = two_sides(seed)
        there, back = merge(base, ours, theirs), under_our_ids(merge(base, theirs, ours))
        assert set(there.conflicts) == {Conflict(c.key, c.field, c.base, c.theirs, c.ours) for c in back.conflicts}
        disputed = {conflict.key for conflict in there.conflicts}
        held = there.held or there.document, back.held or back.document
        assert {change.key for change in diff(*held)} <= disputed, seed


def find_removed(seeds: range) -> None:
    """Merge two sides for every seed: what one removed and the other edited is in conflict, or hangs on what is.

    And nothing is in conflict as a whole but that, what was made twice, and what something new or edited relies on.
    """
    for seed in seeds:
        given = two_sides(seed)
        base, ours, theirs, ids = with_renames(*given)
        merged = merge(*given)
        whole = {conflict.key: conflict for conflict in merged.conflicts if conflict.field == WHOLE}
        removed = {key for key, conflict in whole.items() if conflict.base is not None}
        along = {key: {record.key for record in removal(merged.held or merged.document, key)} for key in removed}
        for one, other in ((ours, theirs), (theirs, ours)):
            for key, record in base.records.items():
                if key not in one.records and key in other.records and (other.records[key] != record or key in ids):
                    assert any(key in those for those in along.values()), (seed, key)
        for key, those in along.items():
            keeper = theirs if key not in ours.records else ours
            edited = {own for own, record in keeper.records.items() if base.records.get(own) != record or own in ids}
            naming = {reference.source for reference in references_to(keeper, those)}
            assert edited & (those | naming), (seed, key)
        made_twice = {
            key
            for key in ours.records
            if key not in base.records and key in theirs.records and ours.records[key] != theirs.records[key]
        }
        assert whole.keys() - removed == made_twice, seed


def test_no_scalar_edit_is_lost_and_no_conflict_is_false() -> None:
    in_shares(keep_scalars, small=400, full=FULL)


def test_swapped_sides_always_agree() -> None:
    in_shares(swap_sides, small=300, full=FULL)


def test_a_card_removed_by_one_and_edited_by_the_other_is_always_found() -> None:
    in_shares(find_removed, small=300, full=FULL)
