"""Several people commit in one clone at the same moment: each waits for the others, and for nobody who is stuck."""

from __future__ import annotations

import errno
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import count
from threading import Event
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CommitError
from cjm_tui.history import patience
from cjm_tui.history.branches import switch_branch
from cjm_tui.history.commits import commit_paths
from cjm_tui.history.patience import own_turn, require_unlocked
from tests.patience import happens

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.history.repository import Repository

    Git = Callable[..., str]


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def hook(found: Repository, name: str, body: str) -> None:
    path = write(found.git_dir / "hooks" / name, f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Report soon what does not move."""
    monkeypatch.setattr(patience, "STUCK", 0.3)


def test_a_commit_waits_for_another_one_of_ours(found: Repository) -> None:
    hook(found, "pre-commit", "sleep 0.2")
    paths = [write(found.root / name, "one\n") for name in ("a", "b")]
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(lambda path: commit_paths(found, [path], path.name), paths))
    assert len({one.hash for one in made}) == 2


@pytest.mark.usefixtures("hurried")
def test_a_commit_that_another_one_keeps_waiting_says_so(found: Repository) -> None:
    with own_turn(found), pytest.raises(CommitError, match="another commit is being made"):
        commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words")


@pytest.mark.usefixtures("hurried")
def test_a_commit_whose_hook_hangs_is_not_waited_for(found: Repository) -> None:
    hangs = found.git_dir / "hangs"
    hook(found, "pre-commit", f"touch {hangs}; while [ -e {hangs} ]; do sleep 0.05; done")
    with ThreadPoolExecutor() as pool:
        first = pool.submit(commit_paths, found, [write(found.root / "a", "one\n")], "Hangs")
        assert happens(hangs.exists)
        with pytest.raises(CommitError, match="a hook or a person keeps it waiting"):
            commit_paths(found, [write(found.root / "b", "one\n")], "Words")
        hangs.unlink()
        assert first.result().paths == ("a",)


def test_others_who_get_on_are_waited_for_however_long_that_takes(
    found: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PATIENCE", 0.1)
    monkeypatch.setattr(patience, "STUCK", 1.0)
    path = write(found.root / "x.toml", "one\n")
    with ThreadPoolExecutor() as pool:
        with own_turn(found):
            waiting = pool.submit(commit_paths, found, [path], "Words")
            for number in range(30):
                os.utime(found.git_dir / "index", ns=(number, number))
                time.sleep(0.05)
            assert not waiting.done()
        assert waiting.result().paths == ("x.toml",)


def test_one_behind_twenty_fast_ones_gets_its_turn(found: Repository) -> None:
    over, turns = Event(), count()

    def take_turns() -> None:
        while not over.is_set():
            with own_turn(found):
                next(turns)
                time.sleep(0.001)

    with ThreadPoolExecutor(20) as pool:
        fast = [pool.submit(take_turns) for _ in range(20)]
        try:
            for _ in range(20):
                before = next(turns)
                with own_turn(found):
                    assert next(turns) - before < 10 * 20
        finally:
            over.set()
        assert all(one.result() is None for one in fast)


@pytest.mark.usefixtures("hurried")
def test_what_a_hook_leaves_running_keeps_nobody_waiting(found: Repository) -> None:
    hook(found, "post-commit", "sleep 60 > /dev/null 2>&1 & echo $! >> .git/left")
    for name in ("a", "b"):
        commit_paths(found, [write(found.root / name, "one\n")], name)
    for process in (found.git_dir / "left").read_text().split():
        os.kill(int(process), signal.SIGTERM)


@pytest.mark.usefixtures("hurried")
def test_a_switch_waits_for_a_commit_as_a_commit_does(found: Repository, git: Git) -> None:
    git(found.root, "branch", "idea")
    with own_turn(found), pytest.raises(CommitError, match="another commit is being made") as refused:
        switch_branch(found, "idea")
    assert refused.value.title == "Not switched"
    switch_branch(found, "idea")


def test_a_commit_says_which_branch_it_is_on_after_a_switch_that_it_waited_for(found: Repository, git: Git) -> None:
    path = write(found.root / "x.toml", "one\n")
    with ThreadPoolExecutor() as pool:
        with own_turn(found):
            waiting = pool.submit(commit_paths, found, [path], "Words")
            assert not wait([waiting], timeout=0.5).done
            git(found.root, "switch", "-qc", "idea")
        assert waiting.result().branch == "idea"


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(("lock", "what"), [("index", "index"), ("refs/heads/main", "main"), ("HEAD", "HEAD")])
def test_nothing_is_begun_that_a_lock_would_keep_from_its_end(
    found: Repository, git: Git, lock: str, what: str
) -> None:
    if lock == "HEAD":
        git(found.root, "switch", "-q", "--detach")
    require_unlocked(found)
    held = write(found.git_dir / f"{lock}.lock", "")
    with pytest.raises(CommitError, match=f"git's {what} is locked, since"):
        require_unlocked(found)
    assert held.exists()


def test_a_lock_that_goes_away_is_waited_for(found: Repository) -> None:
    held = write(found.git_dir / "refs" / "heads" / "main.lock", "")
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(require_unlocked, found)
        assert not wait([waiting], timeout=0.1).done
        held.unlink()
        waiting.result()


def test_without_locks_in_the_file_system_commits_are_made_all_the_same(
    found: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: int, _operation: int) -> None:
        raise OSError(errno.EBADF, "no")

    monkeypatch.setattr("fcntl.flock", refuse)
    assert commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words").paths == ("x.toml",)
