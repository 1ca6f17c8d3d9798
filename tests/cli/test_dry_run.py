"""`cjm commit --dry-run` says what a commit would do, and why it would not; what it says to do first works."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Cli


def test_a_dry_run_in_the_middle_of_a_merge_says_what_a_commit_would_say(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    git(committed, "switch", "-q", "-c", "side")
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    cjm("commit")
    git(committed, "switch", "-q", "-")
    git(committed, "commit", "-q", "--allow-empty", "-m", "Meanwhile")
    git(committed, "merge", "-q", "--no-commit", "side")

    tried, ran = cjm("commit", "--dry-run"), cjm("commit")

    assert (tried.status, ran.status) == (2, 2)
    assert tried.err == ran.err
    assert "`cjm sync --finish`" in tried.err
    assert "Would commit" not in tried.err


def test_what_was_partly_staged_before_any_commit_is_unstaged_as_it_is_told(
    committed: Path, git: Callable[..., str], cjm: Cli
) -> None:
    git(committed, "symbolic-ref", "HEAD", "refs/heads/not-there")
    path = committed / "buy.toml"
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=2")
    git(committed, "add", str(path))
    cjm("set", "buy", "touchpoint.pay-by-card", "emotion=1")

    refused = cjm("commit", "--dry-run", "buy")

    told = refused.err.partition("or none (")[2].partition(")")[0]
    assert told.startswith("git reset -- ")
    git(Path(git(committed, "rev-parse", "--show-toplevel").strip()), *told.split()[1:])
    assert cjm("commit", "buy").status == 0
