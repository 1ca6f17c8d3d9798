"""What a change touches, told in the checkouts that CI services make."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.errors import CjmError, GitError, NotFoundError
from cjm_tui.services.watched.touched import touched

_MAP = """schema = "map/1"
title = "Shop"

[stage.buy]
name = "Buy"
  order = 10

[touchpoint.pay]
name = "Pay"
  stage = "buy"
  order = 10
  watch = ["src/checkout/**"]
"""


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def changes(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(name)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", name)


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give what a host has: main, release and a branch off main, and the branch merged into main for its checks."""
    made = tmp_path / "remote"
    (made / "maps").mkdir(parents=True)
    git(made, "init", "-q", "-b", "main")
    (made / "maps" / "shop.toml").write_text(_MAP)
    changes(made, "README")
    git(made, "branch", "release")
    changes(made, "src/checkout/on_main.py")
    git(made, "checkout", "-qb", "faster")
    changes(made, "src/checkout/pay.py")
    git(made, "checkout", "-q", "main")
    changes(made, "docs/more")
    git(made, "checkout", "-q", "--detach")
    git(made, "merge", "-q", "--no-edit", "faster")
    git(made, "update-ref", "refs/pull/1/merge", "HEAD")
    git(made, "checkout", "-q", "main")
    for name in ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BITBUCKET_PR_DESTINATION_BRANCH"):
        monkeypatch.delenv(name, raising=False)
    return made


def checked_out(remote: Path, monkeypatch: pytest.MonkeyPatch, *options: str, heads: bool = True) -> None:
    """Check the merge of a pull request out as CI does: no branch of its own, main only as the remote's."""
    folder = remote.parent / "checkout"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "remote", "add", "origin", f"file://{remote}")
    refs = ["+refs/heads/*:refs/remotes/origin/*"] if heads else []
    git(folder, "fetch", "-q", *options, "origin", *refs, "+refs/pull/1/merge:refs/remotes/pull/1/merge")
    git(folder, "checkout", "-q", "--detach", "refs/remotes/pull/1/merge")
    monkeypatch.chdir(folder)


def files_of(range_: str = "") -> list[tuple[str, ...]]:
    return [one.files for one in touched(range_)[1]]


def test_main_of_the_remote_will_do(remote: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked_out(remote, monkeypatch)
    assert files_of() == [("src/checkout/pay.py",)]


def test_the_branch_that_the_pull_request_goes_to_comes_before_main(
    remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked_out(remote, monkeypatch)
    monkeypatch.setenv("GITHUB_BASE_REF", "release")
    assert touched()[0].words == "since origin/release"
    assert files_of() == [("src/checkout/on_main.py", "src/checkout/pay.py")]
    monkeypatch.setenv("GITHUB_BASE_REF", "gone")
    with pytest.raises(NotFoundError, match="gone"):
        touched()


@pytest.mark.parametrize("heads", [True, False], ids=["with main", "without main"])
def test_a_shallow_checkout_is_never_taken_for_one_that_touches_nothing(
    remote: Path, monkeypatch: pytest.MonkeyPatch, *, heads: bool
) -> None:
    checked_out(remote, monkeypatch, "--depth=1", heads=heads)
    with pytest.raises(CjmError, match="Nothing to compare with") as caught:
        touched()
    assert "fetch-depth: 0" in caught.value.hint
    if heads:
        with pytest.raises(GitError, match="Nothing to compare with"):
            touched("origin/main...HEAD")
        assert files_of("origin/main..HEAD") == [("src/checkout/pay.py",)]


def test_on_main_itself_it_is_said_that_main_has_all_of_it(remote: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(remote)
    assert touched()[0].words == "since main, which has all of it"


def test_branches_with_nothing_in_common_are_said_not_compared(remote: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(remote, "checkout", "-q", "--orphan", "alone")
    changes(remote, "src/checkout/alone.py")
    monkeypatch.chdir(remote)
    with pytest.raises(GitError, match="no commit in common"):
        touched()
