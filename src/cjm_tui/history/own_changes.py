"""What a merge changed by itself: files that are in it as in none of its parents.

A merge mostly brings what others changed. Who ends one may change more than that, by settling a conflict or on the
way, and no other commit has that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.history.command import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cjm_tui.history.repository import Repository

_WORDS = ("diff-tree", "--stdin", "--cc", "-p", "--unified=0", "--no-textconv", "--no-ext-diff", "--no-color")


def with_own_changes(repository: Repository, merges: Sequence[str], specs: Iterable[str]) -> frozenset[str]:
    """Return those of some merges (full hashes) that changed a file by themselves which any of `specs` fits.

    A line counts that is as in no parent; what both sides changed apart from each other does not. Where git cannot tell
    (a partial clone), none is.
    """
    if not merges:
        return frozenset()
    given = "".join(f"{merge}\n" for merge in merges).encode()
    answer = look(repository.root, *_WORDS, "--", *specs, given=given)
    found, current, asked = set(), "", frozenset(merges)
    # Every line of a file begins with a sign for each parent, so that none is taken for a hash or for a heading.
    for line in answer.text.split("\n") if answer.is_fine else ():
        if line in asked:
            current = line
        elif line.startswith("diff --cc "):
            found.add(current)
    return frozenset(found)
