"""What changes without a sentence of its own, in a word: it has to be committed, reviewed and found all the same.

A record that has another order and the same neighbours did not move; comments and unknown keys say nothing of the
journey.
"""

from __future__ import annotations

from collections.abc import Iterable

from cjm_tui.model.diff import Change, Changed

RENUMBERED = "renumbered, in the same order"


def silent_words(changes: Iterable[Change]) -> str:
    """Return what was changed by changes that no sentence tells, empty where there are none."""
    silent = tuple(changes)
    if not silent:
        return ""
    if all(map(is_number, silent)):
        return RENUMBERED
    only_comments = all(isinstance(change, Changed) and change.field.startswith("#") for change in silent)
    return "comments" if only_comments else "details"


def is_number(change: Change) -> bool:
    """Tell whether a change gives a card or a stage another place in the order, or the same one by another number."""
    return isinstance(change, Changed) and change.field == "order" and change.key.kind in {"touchpoint", "stage"}
