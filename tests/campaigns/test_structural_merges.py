"""Random merges of structural edits: ids, stages, cards and what hangs on them. All of it: 100,000 merges.

Whatever two people do to one map: what either wrote is in the file or in a conflict, no record stands twice, the file
can be read and has nothing wrong with it but its conflicts, and so it stays whichever side of each is chosen.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from cjm_tui.checking.document import check
from cjm_tui.errors import UsageError
from cjm_tui.model.conflict import ID, WHOLE, Conflict
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.renames import renames
from cjm_tui.model.settling import settle, settle_with_both
from cjm_tui.model.values import Table, Value
from cjm_tui.services.joining.conflicts import Choice, choices
from cjm_tui.storage.lens import read, write
from tests.campaigns.share import in_shares
from tests.campaigns.structural_edits import Hand, two_hands
from tests.model.documents import under_our_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = 100_000
_NO_FAULT = {"conflict", "suspect-link", "unknown-field"}


def both_hands(seed: int) -> tuple[Document, Hand, Hand, Merged]:
    """Return a map, what two people made of it, and that merged."""
    base, one, other = two_hands(random.Random(seed))
    return base, one, other, merge(base, one.document, other.document)


def faults(document: Document) -> list[tuple[str, str]]:
    """Return what `cjm check` finds wrong, but for open conflicts and what was wrong never."""
    return [(f"{one.key}.{one.field}", one.message) for one in check(document) if one.code not in _NO_FAULT]


def sides(choice: Choice) -> Iterator[tuple[str, Value | None]]:
    """Yield what can be chosen for a conflict."""
    yield from (("ours", choice.ours), ("theirs", choice.theirs), ("base", choice.base))
    is_twice = choice.dispute.field == WHOLE and isinstance(choice.ours, Table) and isinstance(choice.theirs, Table)
    if is_twice or choice.both is not None:
        yield "both", choice.theirs if is_twice else choice.both


def chosen(document: Document, choice: Choice, side: str, value: Value | None) -> Document:
    """Settle a conflict on a side."""
    if side == "both" and choice.dispute.field == WHOLE:
        return settle_with_both(document, choice.dispute.id, value)
    return settle(document, choice.dispute.id, value)


def lose_nothing(seeds: range) -> None:
    """Merge for every seed: each text and each id that a side gave stands in the file, in a record or a conflict."""
    for seed in seeds:
        base, one, other, merged = both_hands(seed)
        said = write("", merged.unsettled)
        for hand in (one, other):
            words = {
                value
                for key, record in hand.document.records.items()
                for name, value in record.fields.items()
                if isinstance(value, str) and value.endswith("-said")
            }
            assert [word for word in words if word not in said] == [], seed
            given = renames(base, hand.document).values()
            assert [new for new in given if new not in merged.unsettled.records and f'"{new.id}' not in said] == [], (
                seed
            )


def stand_once(seeds: range) -> None:
    """Merge for every seed: no record stands twice where it is told which is which, and what went is gone or open."""
    for seed in seeds:
        base, one, other, merged = both_hands(seed)
        is_told = all(
            renames(base, hand.document).get(old) == new
            for hand in (one, other)
            for old, new in hand.renamed.items()
            if new in hand.document.records
        )
        asked = {conflict.key for conflict in merged.conflicts if conflict.field == WHOLE}
        renamed = {old: new for hand in (one, other) for old, new in hand.renamed.items()}
        # A record whose new id another one was given as well stands under the old one, too, where somebody names that:
        # both are asked about then.
        standing = [record for record in merged.unsettled if not {record.key, renamed.get(record.key)} <= asked]
        marks = Counter(record.get("own.mark") for record in standing if record.get("own.mark"))
        assert not is_told or all(count == 1 for count in marks.values()), seed
        if not is_told or asked:
            continue
        for hand in (one, other):
            kept = {record.get("own.mark") for record in hand.document}
            assert [mark for mark in marks if mark not in kept and base_has(base, mark)] == [], seed


def base_has(base: Document, mark: Value | None) -> bool:
    """Tell whether both started with a record."""
    return any(record.get("own.mark") == mark for record in base)


def stay_whole(seeds: range) -> None:
    """Merge for every seed: the file can be read, nothing is wrong with it, nor with what undo would make of it."""
    for seed in seeds:
        base, one, other, merged = both_hands(seed)
        assert [faults(document) for document in (base, one.document, other.document)] == [[], [], []], seed
        assert read(write("", merged.unsettled)).document == merged.unsettled, seed
        assert faults(merged.unsettled) == faults(merged.document) == [], seed


def agree_when_swapped(seeds: range) -> None:
    """Merge for every seed, and swapped: the same conflicts, and elsewhere the same content."""
    for seed in seeds:
        base, one, other, there = both_hands(seed)
        copy = Document(base.kind, dict(one.document.records))
        assert merge(base, one.document, copy) == Merged(one.document), seed
        back = under_our_ids(merge(base, other.document, one.document))
        swapped = {Conflict(c.key, c.field, c.base, c.theirs, c.ours) for c in back.conflicts}
        if all(conflict.field != ID for conflict in there.conflicts):
            assert set(there.conflicts) == swapped, seed
        assert {c[:2] for c in there.conflicts} == {c[:2] for c in back.conflicts}, seed
        disputed = {conflict.key for conflict in there.conflicts}
        changed = {change.key for change in diff(there.held or there.document, back.held or back.document)}
        assert changed <= disputed, seed


def settle_anyhow(seeds: range) -> None:
    """Merge for every seed, and settle: either side can be taken at once, and any way to the end leaves a whole map."""
    for seed in seeds:
        document = both_hands(seed)[3].unsettled
        for choice in choices(document):
            for side, value in (("ours", choice.ours), ("theirs", choice.theirs)):
                assert faults(chosen(document, choice, side, value)) == [], (seed, choice.dispute, side)
        dice = random.Random(seed)
        for _ in range(100):
            if not (left := choices(document)):
                break
            choice = dice.choice(left)
            side, value = dice.choice(list(sides(choice)))
            try:
                document = chosen(document, choice, side, value)
            except UsageError:
                continue  # it could not stand so: that is said, and another side is to be taken
            assert faults(document) == [], (seed, choice.dispute, side)
        assert choices(document) == (), seed


def test_nothing_that_either_side_wrote_is_silently_gone() -> None:
    in_shares(lose_nothing, small=250, full=FULL)


def test_no_record_stands_twice_and_what_one_removed_does_not_come_back_unasked() -> None:
    in_shares(stand_once, small=250, full=FULL)


def test_a_merged_map_has_nothing_wrong_with_it_but_its_conflicts() -> None:
    in_shares(stay_whole, small=250, full=FULL)


def test_swapped_sides_agree_up_to_whose_id_stands() -> None:
    in_shares(agree_when_swapped, small=250, full=FULL)


def test_whichever_side_of_a_conflict_is_chosen_the_map_stays_whole() -> None:
    in_shares(settle_anyhow, small=250, full=FULL)
