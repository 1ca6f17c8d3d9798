"""Where the branches of a clone go when it is synced."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.history.remote_words import RemoteError
from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.finishing import finish
from cjm_tui.services.joining.sync import sync
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git


@pytest.mark.parametrize("made_from", ["main", "origin/main"])
def test_a_branch_made_from_main_gets_a_place_of_its_own_and_never_lands_on_main(
    clones: tuple[Clone, Clone], made_from: str
) -> None:
    nora, _ = clones
    git(nora.folder, "switch", "-q", "-c", "idea", "--track", made_from)
    main = git(nora.folder, "rev-parse", "main", "origin/main")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    assert sync(nora.folder).sent == 1
    assert git(nora.folder, "rev-parse", "main", "origin/main") == main
    assert git(nora.folder, "rev-parse", "origin/idea") == git(nora.folder, "rev-parse", "idea")
    assert sync(nora.folder).sentence == "Everything is in step on idea."


def test_a_branch_is_pushed_to_one_of_another_name_where_git_was_told_so(clones: tuple[Clone, Clone]) -> None:
    nora, _ = clones
    git(nora.folder, "switch", "-q", "-c", "work", "--track", "origin/main")
    git(nora.folder, "config", "push.default", "upstream")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    assert sync(nora.folder).sent == 1
    assert git(nora.folder, "rev-parse", "origin/main") == git(nora.folder, "rev-parse", "work")


@pytest.fixture
def of_a_fork(clones: tuple[Clone, Clone], tmp_path: Path) -> tuple[Clone, Clone]:
    """Give Tomás, who may only read the remote, a fork of it that he pushes to."""
    nora, tomas = clones
    git(tmp_path, "clone", "-q", "--bare", "remote.git", "fork.git")
    git(tomas.folder, "remote", "add", "fork", str(tmp_path / "fork.git"))
    git(tomas.folder, "config", "remote.pushDefault", "fork")
    hook = tmp_path / "remote.git" / "hooks" / "pre-receive"
    hook.write_text('#!/bin/sh\ntest -n "$MAY"\n')
    hook.chmod(0o755)
    return nora, tomas


def commit_at(folder: Path, name: str) -> str:
    return git(folder, "rev-parse", name).strip()


def test_from_a_fork_what_the_others_did_is_taken_in_and_ones_own_goes_to_the_fork(
    of_a_fork: tuple[Clone, Clone], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = of_a_fork
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    monkeypatch.setenv("MAY", "yes")
    git(nora.folder, "push", "-q")
    monkeypatch.delenv("MAY")
    tomas.edits(lambda d: set_field(d, PAY, "doing", "Types"))
    before = commit_at(tmp_path / "remote.git", "main")
    assert sync(tomas.folder).sentence == "In step on main: 1 commit received, 3 commits sent to fork."
    card = tomas.document.records[PAY]
    assert (card.emotion, card.text("doing")) == (2, "Types")
    assert commit_at(tmp_path / "fork.git", "main") == commit_at(tomas.folder, "HEAD")
    assert commit_at(tmp_path / "remote.git", "main") == before
    assert sync(tomas.folder).sentence == "Everything is in step on main."
    assert git(tomas.folder, "rev-parse", "--abbrev-ref", "@{upstream}") == "origin/main\n"


def test_what_was_pushed_to_the_fork_from_elsewhere_is_taken_in_as_well(
    of_a_fork: tuple[Clone, Clone], tmp_path: Path
) -> None:
    _, tomas = of_a_fork
    git(tmp_path, "clone", "-q", "fork.git", "laptop")
    laptop = Clone(tmp_path / "laptop")
    laptop.edits(lambda d: set_field(d, PAY, "emotion", -2))
    git(laptop.folder, "push", "-q")
    tomas.edits(lambda d: set_field(d, PAY, "doing", "Types"))
    assert sync(tomas.folder).sentence == "In step on main: 1 commit received, 2 commits sent to fork."
    assert tomas.document.records[PAY].emotion == -2


@pytest.mark.parametrize("key", ["remote.pushDefault", "branch.idea.pushRemote"])
def test_a_new_branch_gets_its_place_on_the_fork(of_a_fork: tuple[Clone, Clone], tmp_path: Path, key: str) -> None:
    _, tomas = of_a_fork
    git(tomas.folder, "config", "--unset", "remote.pushDefault")
    git(tomas.folder, "config", key, "fork")
    git(tomas.folder, "switch", "-q", "-c", "idea", "--track", "origin/main")
    tomas.edits(lambda d: set_field(d, PAY, "emotion", 2))
    assert sync(tomas.folder).sentence == "In step on idea: 1 commit sent to fork."
    assert commit_at(tmp_path / "fork.git", "idea") == commit_at(tomas.folder, "HEAD")
    assert git(tmp_path / "remote.git", "branch", "--list", "idea") == ""


def test_a_fork_that_keeps_branches_under_other_names_gets_them_there(
    of_a_fork: tuple[Clone, Clone], tmp_path: Path
) -> None:
    _, tomas = of_a_fork
    git(tomas.folder, "config", "remote.fork.push", "refs/heads/*:refs/heads/tomas/*")
    tomas.edits(lambda d: set_field(d, PAY, "emotion", 2))
    assert sync(tomas.folder).sent == 1
    assert commit_at(tmp_path / "fork.git", "tomas/main") == commit_at(tomas.folder, "HEAD")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("remote.pushDefault", "https://x/fork.git", "pushed to https://x/fork.git, which is none of the remotes"),
        ("push.default", "upstream", "but push.default allows only what it follows"),
    ],
)
def test_where_git_would_not_push_to_a_fork_it_is_said_why(
    of_a_fork: tuple[Clone, Clone], key: str, value: str, said: str
) -> None:
    _, tomas = of_a_fork
    git(tomas.folder, "config", key, value)
    tomas.edits(lambda d: set_field(d, PAY, "emotion", 2))
    with pytest.raises(RemoteError, match=said):
        sync(tomas.folder)


def test_a_finished_merge_counts_what_the_fork_has_not(of_a_fork: tuple[Clone, Clone]) -> None:
    _, tomas = of_a_fork
    sync(tomas.folder)
    git(tomas.folder, "switch", "-q", "-c", "idea")
    tomas.edits(lambda d: set_field(d, PAY, "emotion", 2))
    git(tomas.folder, "switch", "-q", "main")
    tomas.edits(lambda d: set_field(d, PAY, "doing", "Types"))
    sync(tomas.folder)
    git(tomas.folder, "merge", "-q", "--no-commit", "-s", "ours", "idea")
    assert finish(tomas.folder).sentence == "The merge is finished; 2 commits to send yet: `cjm sync` does it"
