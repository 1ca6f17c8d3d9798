"""The law of undo: taking one edit back is a merge, which takes back that edit and nothing anybody did since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given

from cjm_tui.model.diff import Added, Removed, diff
from cjm_tui.model.edits import add_touchpoint, remove_record, set_field
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.record import RecordKey
from cjm_tui.model.renames import renames
from tests.model.documents import PAY, edited_maps, shop

if TYPE_CHECKING:
    from cjm_tui.model.document import Document

Touched = set[tuple[RecordKey, str]]


def undone(before: Document, after: Document, now: Document) -> Merged:
    """Take the edit from `before` to `after` back, `now` being what has become of it since."""
    return merge(after, now, before)


def touched(before: Document, after: Document) -> Touched:
    """Return which fields of which records an edit touched; all of a record that came or went."""
    found: Touched = set()
    for change in diff(before, after):
        if isinstance(change, Added | Removed):
            found |= {(change.key, field) for field in change.record.fields} | {(change.key, "")}
        else:
            found.add((change.key, change.field))
    return found


def are_apart(before: Document, mine: Document, theirs: Document) -> bool:
    """Tell whether two edits touch nothing in common: what both did, each of them could as well have done alone."""
    return not (
        touched(before, mine) & touched(before, theirs)
        or merge(before, mine, theirs).conflicts
        or renames(before, mine)
        or renames(before, theirs)
    )


@given(edited_maps(versions=2, most=3))
def test_undo_takes_back_that_edit_and_leaves_all_others(versions: tuple[Document, ...]) -> None:
    before, mine, theirs = versions
    assume(are_apart(before, mine, theirs))
    undo = undone(before, mine, merge(before, mine, theirs).document)
    assert undo.conflicts == ()
    assert undo.document == theirs


@given(edited_maps(versions=2, most=3))
def test_what_was_undone_can_be_done_again(versions: tuple[Document, ...]) -> None:
    before, mine, theirs = versions
    assume(are_apart(before, mine, theirs))
    together = merge(before, mine, theirs).document
    assert undone(mine, before, undone(before, mine, together).document).document == together


@given(edited_maps())
def test_an_edit_undone_at_once_never_was(versions: tuple[Document, ...]) -> None:
    before, after = versions
    assert undone(before, after, after).document == before


def test_a_card_somebody_has_edited_since_is_not_taken_away_with_the_edit_that_made_it() -> None:
    made, key = add_touchpoint(shop(), "Wait", "buy")
    now = set_field(made, key, "emotion", -1)
    undo = undone(shop(), made, now)
    assert undo.document == now
    assert [(conflict.key, conflict.field) for conflict in undo.conflicts] == [(key, "")]


def test_a_card_that_was_removed_comes_back_with_what_hung_on_it_beside_what_was_added_since() -> None:
    removed = remove_record(shop(), PAY)
    now, key = add_touchpoint(removed, "Wait", "buy")
    undo = undone(shop(), removed, now)
    assert undo.conflicts == ()
    assert undo.document == shop().with_records([now.records[key]])
