"""Whose the two sides of a conflict are, in every operation that may stop."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.history.contenders import Contenders, contenders
from cjm_tui.history.repository import require_repository


def stopped(repository: Path, git: Callable[..., str], *words: str) -> Contenders:
    """Begin something on main that stops at a conflict with the branch idea."""
    git(repository, "switch", "-qc", "idea")
    (repository / "README.md").write_text("theirs\n")
    git(repository, "commit", "-qam", "An idea", "--author=Nora Lind <nora@example.org>")
    git(repository, "switch", "-q", "main")
    (repository / "README.md").write_text("ours\n")
    git(repository, "commit", "-qam", "My own")
    assert subprocess.run(["git", "-C", str(repository), *words], capture_output=True, check=False).returncode
    return contenders(require_repository(repository), repository / "README.md")


@pytest.mark.parametrize(
    ("words", "ours", "theirs"),
    [
        (("merge", "idea"), "yours, on main", "Nora Lind, from idea"),
        (("rebase", "idea"), "idea, which you rebase onto", "yours: ? “My own”"),
        (("cherry-pick", "idea"), "yours, on main", "picked: ? “An idea”"),
        (("revert", "--no-edit", "idea"), "as it is, on main", "without ? “An idea”"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_each_side_is_named_by_whose_it_is(
    repository: Path, git: Callable[..., str], words: tuple[str, ...], ours: str, theirs: str
) -> None:
    found = stopped(repository, git, *words)
    assert found.ours_in_full == ours
    before, _, after = theirs.partition("?")
    assert found.theirs_in_full.startswith(before)
    assert found.theirs_in_full.endswith(after)


def test_in_a_clone_that_several_share_the_side_of_the_clone_is_of_those_who_made_it(
    repository: Path, git: Callable[..., str]
) -> None:
    repository.chmod(0o2775)
    assert stopped(repository, git, "merge", "idea").ours_in_full == "yours, on main"
    git(repository, "merge", "--abort")
    git(repository, "commit", "--amend", "-q", "-m", "Hers", "--author=Ana Example <ana@example.org>")
    subprocess.run(["git", "-C", str(repository), "merge", "idea"], capture_output=True, check=False)
    found = contenders(require_repository(repository), repository / "README.md")
    assert (found.ours, found.ours_in_full) == ("ours", "Ana Example, on main")


def test_in_a_rebase_yours_is_what_git_calls_theirs(repository: Path, git: Callable[..., str]) -> None:
    found = stopped(repository, git, "rebase", "idea")
    assert (found.ours, found.theirs) == ("idea", "yours")


def test_where_git_is_in_the_middle_of_nothing_both_have_their_plain_names(repository: Path) -> None:
    assert contenders(require_repository(repository), repository / "README.md") == Contenders()
