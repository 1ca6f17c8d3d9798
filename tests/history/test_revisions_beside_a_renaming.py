"""What somebody did to a file under its old name while somebody else renamed it is in its history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cjm_tui.history.commits import commit_paths
from cjm_tui.history.repository import Repository
from cjm_tui.history.revisions import revisions_of
from tests.history.test_revisions_of_a_file import KIM, NOON, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def renamed_on_one_side(found: Repository, git: Callable[..., str], *, later: bool) -> tuple[Path, Path]:
    """Rename a map on a side branch, change it on main under its old name before or after that, and merge."""
    old, new = (found.root / "maps" / name for name in ("old.toml", "new.toml"))
    lines = "".join(f"line {number}\n" for number in range(20))
    commit_paths(found, [write(old, lines)], "Begin", author=KIM, when=NOON)
    git(found.root, "checkout", "-qb", "side")
    git(found.root, "mv", str(old), str(new))
    commit_paths(found, [old, new], "Another name", author=KIM, when=NOON + timedelta(days=5))
    git(found.root, "checkout", "-q", "-")
    day = 6 if later else 4
    commit_paths(found, [write(old, lines + "more\n")], "Under the old name", author=KIM, when=NOON + timedelta(day))
    git(found.root, "merge", "-q", "--no-edit", "side")
    return old, new


@pytest.mark.parametrize("later", [True, False])
def test_what_was_done_under_the_old_name_beside_a_renaming_is_in_the_history(
    found: Repository, git: Callable[..., str], *, later: bool
) -> None:
    old, new = renamed_on_one_side(found, git, later=later)
    commit_paths(found, [write(new, new.read_text() + "end\n")], "After", author=KIM, when=NOON + timedelta(days=8))
    subjects = [revision.subject for revision in revisions_of(found, new) if len(revision.parents) < 2]
    beside = ["Under the old name", "Another name"]
    assert subjects == ["After", *(beside if later else beside[::-1]), "Begin"]
    whole = revisions_of(found, new)
    for count in range(len(whole)):
        assert revisions_of(found, new, skip=count) == whole[count:]
        first = revisions_of(found, new, limit=count)
        assert first == whole[: len(first)]
    assert not old.exists()


def test_another_file_that_takes_the_old_name_since_is_no_part_of_the_history(
    found: Repository, git: Callable[..., str]
) -> None:
    old, new = renamed_on_one_side(found, git, later=True)
    commit_paths(found, [write(old, "quite another one\n")], "A second map", author=KIM, when=NOON + timedelta(days=9))
    assert "A second map" not in [revision.subject for revision in revisions_of(found, new)]
