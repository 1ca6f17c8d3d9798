"""The header line tells where a commit would go, and what git is in the middle of."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Git = Callable[..., str]


def test_a_branch_is_called_by_its_whole_name(found: Repository, git: Git) -> None:
    git(found.root, "switch", "-qc", "team/märz")
    state = state_of(found)
    assert (state.label, state.notice, state.obstacles) == ("team/märz", "", ())
    assert state.head == git(found.root, "rev-parse", "HEAD").strip()


def test_a_detached_head_is_called_by_its_commit(found: Repository, git: Git) -> None:
    git(found.root, "switch", "-q", "--detach")
    state = state_of(found)
    assert state.label == f"detached at {git(found.root, 'rev-parse', '--short=7', 'HEAD').strip()}"
    assert "belongs to no branch" in state.notice


def test_a_branch_without_a_commit_has_a_name_already(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q", "-b", "fresh")
    state = state_of(require_repository(tmp_path))
    assert (state.label, state.is_unborn) == ("fresh", True)
    assert "first commit" in state.notice


def test_an_unfinished_operation_is_named_with_the_ways_out(found: Repository, git: Git) -> None:
    git(found.root, "bisect", "start")
    assert state_of(found).label == "main, in the middle of a bisection"
    assert state_of(found).obstacles == ()
    (found.git_dir / "CHERRY_PICK_HEAD").write_text("0" * 40)
    (obstacle,) = state_of(found).obstacles
    assert obstacle.message == "git is in the middle of a cherry-pick"
    assert "cjm sync --give-up" in obstacle.hint


def test_a_lock_is_told_with_its_age_and_its_place(found: Repository, git: Git, tmp_path: Path) -> None:
    git(found.root, "worktree", "add", "-q", str(tmp_path / "second"))
    second = require_repository(tmp_path / "second")
    lock = second.git_dir / "index.lock"
    for age, words in ((5, "5 seconds"), (61, "1 minute"), (7300, "2 hours"), (90000, "1 day")):
        lock.touch()
        os.utime(lock, (lock.stat().st_mtime - age,) * 2)
        (obstacle,) = state_of(second).obstacles
        assert f"since {words}:" in obstacle.message
        assert str(lock) in obstacle.hint
    assert state_of(found).obstacles == ()


def test_a_branch_is_known_where_references_are_kept_in_a_table(tmp_path: Path, git: Git) -> None:
    try:
        git(tmp_path, "init", "-q", "-b", "tabled", "--ref-format=reftable")
    except AssertionError:
        pytest.skip("this git has no reference tables (2.45 and newer do)")
    assert state_of(require_repository(tmp_path)).branch == "tabled"


def test_in_a_rebase_the_branch_is_named_that_it_comes_back_to(found: Repository, git: Git) -> None:
    git(found.root, "switch", "-qc", "idea")
    (found.root / "README.md").write_text("theirs\n")
    git(found.root, "commit", "-qam", "An idea")
    git(found.root, "switch", "-q", "main")
    (found.root / "README.md").write_text("ours\n")
    git(found.root, "commit", "-qam", "My own")
    subprocess.run(["git", "-C", str(found.root), "rebase", "idea"], capture_output=True, check=False)
    assert state_of(found).label == "main, in the middle of a rebase"
    assert state_of(found).is_detached
