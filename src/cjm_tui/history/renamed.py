"""Which files go by another name in a later commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.history.command import look, pathspecs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_tui.history.repository import Repository


def renamed_between(repository: Repository, before: str, after: str) -> Mapping[str, str]:
    """Return the old name and the new one of each file that two commits have under different names.

    Nothing where git cannot tell, as in a partial clone that does not hold what similar files are told by.
    """
    words = ("diff-tree", "-r", "-z", "--find-renames", "--diff-filter=R", "--name-status", before, after)
    answer = look(repository.root, *words)
    parts = answer.text.split("\0") if answer.is_fine else []
    return dict(zip(parts[1::3], parts[2::3], strict=False))


def renamed_away(repository: Repository, tip: str, name: str) -> str:
    """Return what the commit that last took a file away calls it, empty where it was removed, or is still there."""
    words = ("log", "-1", "--no-show-signature", "--diff-filter=D", "--no-renames", "--format=%P %H", tip)
    answer = look(repository.root, *words, "--", *pathspecs([name]))
    parent, _, commit = answer.text.strip().partition(" ") if answer.is_fine else ("", "", "")
    return renamed_between(repository, parent, commit).get(name, "") if commit else ""
