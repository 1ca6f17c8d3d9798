"""Proposing changes on a branch, and reviewing what a branch proposes, on real repositories."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given

from cjm_tui.cli.commands.branch import command
from cjm_tui.errors import CjmError, GitError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_record, add_touchpoint, set_field
from cjm_tui.model.proposals import accepted, proposals
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.services.joining.branches import branches, go_to_branch, make_branch
from cjm_tui.services.joining.proposals import own_review_of, request_text, review_of
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY, edited_maps, shop
from tests.services.joining.conftest import git

SEE = RecordKey("touchpoint", "see")


def present(path: Path) -> Document:
    found = read(path.read_text()).document
    assert found is not None
    return found


def test_uncommitted_work_goes_along_to_a_new_branch(path: Path) -> None:
    text = write(path.read_text(), set_field(shop(), PAY, "emotion", -2))
    path.write_text(text)
    assert make_branch(path, "idea") == "On the new branch idea."
    assert path.read_text() == text
    assert [(b.name, b.is_current) for b in branches(path)] == [("idea", True), ("main", False)]


def test_a_branch_that_is_checked_out_in_another_folder_is_worked_on_there(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "my other folder"
    git(tmp_path, "worktree", "add", "-q", "-b", "idea", str(elsewhere))
    with pytest.raises(GitError) as refused:
        go_to_branch(path, "idea")
    assert refused.value.message == f"“idea” is checked out in another folder of this repository: {elsewhere}"
    assert refused.value.hint == f"`cjm -C '{elsewhere}'` works there."


def test_going_to_a_branch_that_would_lose_work_is_refused_and_loses_none(path: Path) -> None:
    make_branch(path, "idea")
    path.write_text(write(path.read_text(), set_field(shop(), PAY, "emotion", -2)))
    git(path.parent, "commit", "-qam", "felt")
    text = write(path.read_text(), set_field(present(path), PAY, "emotion", 1))
    path.write_text(text)
    with pytest.raises(GitError, match=r"no commit yet.*maps/shop\.toml|no commit has yet"):
        go_to_branch(path, "main")
    assert path.read_text() == text
    assert git(path.parent, "branch", "--show-current").strip() == "idea"


def test_a_branch_of_the_remote_is_gone_to_by_its_short_name(path: Path, tmp_path: Path) -> None:
    make_branch(path, "idea")
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "clone", "-q", ".", "clone")
    clone = tmp_path / "clone" / "maps" / "shop.toml"
    assert [b.name for b in branches(clone)] == ["main", "origin/idea"]
    assert go_to_branch(clone, "idea") == "On idea."
    assert [b.name for b in branches(clone) if b.is_current] == ["idea"]


@pytest.mark.parametrize("name", ["idea", "origin/idea"])
def test_a_branch_of_the_remote_comes_before_one_here_that_only_ends_like_it(
    path: Path, tmp_path: Path, name: str
) -> None:
    make_branch(path, "idea")
    git(tmp_path, "switch", "-q", "main")
    git(tmp_path, "clone", "-q", ".", "clone")
    clone = tmp_path / "clone" / "maps" / "shop.toml"
    git(clone.parent, "branch", "another/idea")
    git(clone.parent, "config", "checkout.guess", "false")
    assert go_to_branch(clone, name) == "On idea."
    assert git(clone.parent, "branch", "--show-current").strip() == "idea"


def test_a_new_branch_follows_nothing_whatever_git_was_told(path: Path) -> None:
    git(path.parent, "config", "branch.autoSetupMerge", "always")
    make_branch(path, "idea")
    assert git(path.parent, "for-each-ref", "--format=%(upstream)", "refs/heads/idea").strip() == ""


def test_a_conflict_that_a_stash_left_is_named_where_it_is_in_the_way(path: Path) -> None:
    make_branch(path, "idea")
    hook = path.parent.parent / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    hook.chmod(0o755)
    path.write_text(write("", set_field(shop(), PAY, "emotion", 1)))
    git(path.parent, "stash", "-q")
    path.write_text(write("", set_field(shop(), PAY, "emotion", 2)))
    git(path.parent, "commit", "-qam", "felt")
    subprocess.run(["git", "stash", "pop", "-q"], cwd=path.parent, check=False, capture_output=True)
    with pytest.raises(GitError, match=r"conflict is open still in maps/shop\.toml"):
        go_to_branch(path, "main")


@pytest.mark.parametrize(
    ("name", "expected"), [("main", "already"), ("a..b", "cannot be the name"), ("-f", "cannot be the name")]
)
def test_a_name_git_does_not_take_is_refused_in_words(path: Path, name: str, expected: str) -> None:
    with pytest.raises(CjmError, match=expected):
        make_branch(path, name)


def test_revisions_made_on_no_branch_are_not_left_before_a_branch_keeps_them(path: Path) -> None:
    git(path.parent, "checkout", "-q", "--detach")
    assert go_to_branch(path, "main") == "On main."
    git(path.parent, "checkout", "-q", "--detach")
    path.write_text(write("", set_field(shop(), PAY, "emotion", 2)))
    git(path.parent, "commit", "-qam", "felt")
    with pytest.raises(GitError, match="1 revision made here belongs to no branch"):
        go_to_branch(path, "main")
    make_branch(path, "kept")
    assert go_to_branch(path, "main") == "On main."


def test_a_branch_that_is_not_there_names_the_nearest(path: Path) -> None:
    with pytest.raises(CjmError) as caught:
        go_to_branch(path, "mian")
    assert caught.value.hint == "Did you mean main?"


def test_nothing_is_switched_in_mid_merge(path: Path) -> None:
    for branch, emotion in (("idea", 2), ("main", -2)):
        git(path.parent, "switch", "-q", *(["-c"] if branch == "idea" else []), branch)
        path.write_text(write("", set_field(shop(), PAY, "emotion", emotion)))
        git(path.parent, "commit", "-qam", branch)
    subprocess.run(["git", "merge", "idea"], cwd=path.parent, check=False, capture_output=True)
    with pytest.raises(GitError, match="merge"):
        make_branch(path, "other")


def test_the_command_lists_makes_and_switches(path: Path) -> None:
    run = CliRunner().invoke
    assert run(command, ["idea"]).stdout == "On the new branch idea.\n"
    assert run(command, ["--switch", "main"]).stdout == "On main.\n"
    assert [line[:6].strip() for line in run(command, []).stdout.splitlines()] == ["idea", "* main"]
    rows = json.loads(run(command, ["--json"]).stdout)
    assert [(row["name"], row["current"]) for row in rows] == [("idea", False), ("main", True)]
    assert path.exists()


@given(edited_maps())
def test_taking_every_proposal_gives_what_the_branch_has(versions: tuple[Document, ...]) -> None:
    base, theirs = versions
    merged = accepted(base, base, proposals(base, theirs))
    assert merged.document == theirs
    assert merged.conflicts == ()


def test_a_card_comes_with_its_insights_and_can_be_taken_alone() -> None:
    theirs = set_field(set_field(shop(), PAY, "emotion", -2), SEE, "emotion", 2)
    theirs = add_record(theirs, Record("insight", "slow", {"name": "Slow", "kind": "pain", "touchpoint": "pay"}))
    found = proposals(shop(), theirs)
    assert [(p.name, p.sentences) for p in found] == [
        ("See", ("See: emotion +1 → +2",)),
        ("Pay", ("Pay: emotion unknown → −2; added pain ‘Slow’",)),
    ]
    mine = set_field(shop(), SEE, "doing", "mine")
    taken = accepted(shop(), mine, found[1:]).document
    assert taken.records[PAY].emotion == -2
    assert taken.get("insight", "slow") is not None
    assert (taken.records[SEE].emotion, taken.records[SEE].text("doing")) == (1, "mine")


def test_a_branch_is_reviewed_since_both_had_the_same(path: Path) -> None:
    make_branch(path, "idea")
    path.write_text(write(path.read_text(), add_touchpoint(shop(), "Wait", "buy")[0]))
    git(path.parent, "commit", "-qam", "wait")
    go_to_branch(path, "main")
    path.write_text(write(path.read_text(), set_field(shop(), PAY, "emotion", -2)))
    git(path.parent, "commit", "-qam", "felt")
    review = review_of(path, "idea")
    assert [p.sentences for p in review.proposals] == [("added touchpoint ‘Wait’ in Buy",)]
    assert request_text("Buy", review) == "Proposed changes to “Buy”:\n\n- added touchpoint ‘Wait’ in Buy\n"
    assert accepted(review.base, present(path), review.proposals).document.records[PAY].emotion == -2


def test_the_main_branch_of_a_clone_has_nothing_to_propose_to_itself(path: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", ".", "clone")
    clone = tmp_path / "clone" / "maps" / "shop.toml"
    with pytest.raises(CjmError, match="main is the main branch"):
        own_review_of(clone)
    make_branch(clone, "idea/main")
    clone.write_text(write("", set_field(shop(), PAY, "emotion", 2)))
    git(clone.parent, "commit", "-qam", "felt")
    assert len(own_review_of(clone).proposals) == 1
    assert present(path) == shop()


def test_what_a_protected_main_branch_did_not_take_is_proposed_by_the_branch_made_for_it(
    path: Path, tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(tmp_path, "remote", "add", "origin", "remote.git")
    git(tmp_path, "push", "-qu", "origin", "main")
    path.write_text(write("", set_field(shop(), PAY, "emotion", 2)))
    git(path.parent, "commit", "-qam", "felt")
    make_branch(path, "idea")
    assert [one.sentences for one in own_review_of(path).proposals] == [("Pay: emotion unknown → +2",)]


def test_a_map_that_is_new_on_the_branch_is_proposed_whole(path: Path) -> None:
    make_branch(path, "idea")
    new = path.with_name("new.toml")
    new.write_text(path.read_text())
    git(path.parent, "add", "-A")
    git(path.parent, "commit", "-qm", "new map")
    go_to_branch(path, "main")
    assert len(review_of(new, "idea").proposals) == 6


def test_an_insight_of_a_stage_or_of_nothing_is_proposed_where_it_stands() -> None:
    theirs = add_record(shop(), Record("insight", "wide", {"name": "Wide", "kind": "pain", "stage": "buy"}))
    theirs = add_record(theirs, Record("insight", "lost", {"name": "Lost", "kind": "pain", "touchpoint": "gone"}))
    assert [p.key for p in proposals(shop(), theirs)] == [RecordKey("stage", "buy"), RecordKey("insight", "lost")]


def test_a_commit_that_is_on_no_branch_is_listed_as_git_lists_it(path: Path) -> None:
    git(path.parent, "switch", "-q", "--detach")
    commit = git(path.parent, "rev-parse", "HEAD")[:7]
    here, branch = CliRunner().invoke(command, []).stdout.splitlines()
    assert here == f"* (HEAD detached at {commit})"
    assert branch.startswith("  main  ")
    git(path.parent, "switch", "-q", "main")
    assert CliRunner().invoke(command, []).stdout.startswith("* main  ")


def test_a_branch_in_the_middle_of_a_rebase_is_listed_as_what_it_is(path: Path) -> None:
    for branch, emotion in (("idea", 2), ("main", -2)):
        git(path.parent, "switch", "-q", *(["-c"] if branch == "idea" else []), branch)
        path.write_text(write(path.read_text(), set_field(shop(), PAY, "emotion", emotion)))
        git(path.parent, "commit", "-qam", branch)
    subprocess.run(["git", "rebase", "-q", "idea"], cwd=path.parent, check=False, capture_output=True)
    listed = CliRunner().invoke(command, []).stdout
    assert listed.startswith("* (no branch: main, in the middle of a rebase)\n")
