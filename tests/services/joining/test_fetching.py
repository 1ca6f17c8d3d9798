"""A colleague's fork: its branches are asked for when that is wished, and a remote that is not there is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.branch import command
from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.history.remote_words import RemoteError, without_secrets
from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.branches import branches, go_to_branch
from cjm_tui.services.joining.fetching import fetch_branches
from cjm_tui.services.joining.proposals import review_of
from cjm_tui.services.joining.sync import sync
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git


@pytest.fixture
def nora(clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Nora's clone, with Tomas' fork for a second remote: there are his main and an idea, which she has not fetched."""
    nora, tomas = clones
    fork = nora.folder.parent / "fork.git"
    git(fork.parent, "init", "-q", "--bare", fork.name)
    git(tomas.folder, "remote", "add", "fork", str(fork))
    tomas.edits(lambda document: set_field(document, PAY, "emotion", 2))
    git(tomas.folder, "push", "-q", "fork", "HEAD:main", "HEAD:idea")
    git(nora.folder, "remote", "add", "tomas", str(fork))
    monkeypatch.chdir(nora.folder)
    return nora


def names(nora: Clone) -> list[str]:
    return sorted(branch.name for branch in branches(nora.folder))


def test_a_branch_of_a_fork_is_reviewed_once_it_was_fetched(nora: Clone) -> None:
    with pytest.raises(NotFoundError) as caught:
        review_of(nora.map, "tomas/idea")
    assert "`cjm branch --fetch` asks the remotes" in caught.value.hint
    asked = CliRunner().invoke(command, ["tomas/idea", "--fetch", "--review", "shop"])
    assert asked.stderr == "Fetching from tomas …\n"
    assert asked.stdout.splitlines()[-1] == "- Pay: emotion unknown → +2"


def test_without_being_asked_nothing_is_fetched(nora: Clone) -> None:
    CliRunner().invoke(command, [])
    assert names(nora) == ["main"]


def test_of_a_fork_the_branch_of_the_same_name_is_another_one(nora: Clone) -> None:
    assert CliRunner().invoke(command, ["--fetch"]).exit_code == 0
    assert names(nora) == ["main", "tomas/idea", "tomas/main"]
    assert len(review_of(nora.map, "tomas/main").proposals) == 1
    with pytest.raises(UsageError, match="main here already"):
        go_to_branch(nora.folder, "tomas/main")
    assert go_to_branch(nora.folder, "idea") == "On idea."


def test_a_branch_of_one_remote_goes_by_its_short_name_and_of_two_it_is_asked_which(nora: Clone) -> None:
    fetch_branches(nora.folder)
    assert len(review_of(nora.map, "idea").proposals) == 1
    git(nora.folder, "update-ref", "refs/remotes/origin/idea", "HEAD")
    with pytest.raises(NotFoundError) as caught:
        review_of(nora.map, "idea")
    assert caught.value.hint == "Which of them: origin/idea, tomas/idea?"


@pytest.mark.parametrize(("remote", "emotion"), [("origin", None), ("tomas", 2)])
def test_of_two_remotes_with_a_branch_of_one_name_the_one_that_is_named_is_gone_to(
    nora: Clone, remote: str, emotion: int | None
) -> None:
    fetch_branches(nora.folder)
    git(nora.folder, "update-ref", "refs/remotes/origin/idea", "HEAD")
    with pytest.raises(NotFoundError) as caught:
        go_to_branch(nora.folder, "idea")
    assert caught.value.hint == "Which of them: origin/idea, tomas/idea?"
    assert go_to_branch(nora.folder, f"{remote}/idea") == "On idea."
    assert git(nora.folder, "rev-parse", "--abbrev-ref", "@{upstream}").strip() == f"{remote}/idea"
    assert nora.document.records[PAY].emotion == emotion


def test_a_remote_is_asked_alone_where_it_is_named(nora: Clone) -> None:
    git(nora.folder, "remote", "set-url", "origin", "/nowhere")
    assert CliRunner().invoke(command, ["tomas", "--fetch"]).exit_code == 0
    assert fetch_branches(nora.folder, "tomas/idea") == ("tomas",)


def test_of_several_the_one_that_is_not_there_keeps_none_from_being_asked(nora: Clone) -> None:
    git(nora.folder, "remote", "set-url", "origin", "/nowhere")
    with pytest.raises(RemoteError, match="where the remote origin points: /nowhere") as caught:
        fetch_branches(nora.folder)
    assert caught.value.title == "Not fetched"
    assert caught.value.hint == "Ask for its address; `git remote set-url origin ADDRESS` corrects it."
    assert "tomas/idea" in names(nora)


def test_a_name_that_is_no_remote_is_asked_what_for(nora: Clone) -> None:
    asked = CliRunner().invoke(command, ["idea", "--fetch"])
    assert (asked.exit_code, "Fetch idea to do what?" in asked.stderr) == (2, True)
    assert names(nora) == ["main"]


def test_without_a_remote_it_is_said_how_to_add_one(nora: Clone) -> None:
    for remote in ("origin", "tomas"):
        git(nora.folder, "remote", "remove", remote)
    with pytest.raises(RemoteError) as caught:
        fetch_branches(nora.folder)
    assert caught.value.hint == "Add it: git remote add NAME ADDRESS"


@pytest.mark.parametrize("address", ["http://nora:wide/open@127.0.0.1:9/x.git", "http://t0ken@127.0.0.1:9/x.git"])
def test_an_address_is_told_without_what_may_be_a_password(nora: Clone, address: str) -> None:
    git(nora.folder, "remote", "set-url", "origin", address)
    with pytest.raises(RemoteError, match="the remote origin cannot be reached: http://") as caught:
        sync(nora.folder)
    assert caught.value.message.endswith("://127.0.0.1:9/x.git")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("https://example.org:8080/team/@scope/x", "https://example.org:8080/team/@scope/x"),
        ("git@example.org:team/x", "git@example.org:team/x"),
        ("ssh://git@example.org/x", "ssh://example.org/x"),
        (
            "unable to access 'https://a:b@example.org/x/': and a@b",
            "unable to access 'https://example.org/x/': and a@b",
        ),
    ],
)
def test_only_what_may_be_a_password_is_left_out_of_an_address(told: str, expected: str) -> None:
    assert without_secrets(told) == expected


def test_an_address_for_pushes_alone_is_the_one_that_is_told_of_a_push(nora: Clone, tmp_path: Path) -> None:
    nora.edits(lambda document: set_field(document, PAY, "emotion", -2))
    git(nora.folder, "remote", "set-url", "--push", "origin", str(tmp_path / "not-there.git"))
    with pytest.raises(RemoteError, match=r"where the remote origin points: .*/not-there\.git"):
        sync(nora.folder)
