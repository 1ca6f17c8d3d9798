"""Taking a branch in whole: an ordinary merge commit, and nothing lost that no commit has."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.errors import GitError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_stage, add_touchpoint, change_id, set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import disputes, settle
from cjm_tui.services.joining.branch_merge import merge_branch
from cjm_tui.services.joining.finishing import finish
from cjm_tui.services.joining.giving_up import forsake
from cjm_tui.services.joining.proposals import own_review_of, proposed, request_text, review_of
from tests.model.documents import dangling
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, feels, git

COMPARE = RecordKey("touchpoint", "compare")


def idea(document: Document) -> Document:
    return add_touchpoint(feels(2)(document), "Pay later", "buy", after="pay")[0]


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Make a branch `idea` beside main, with a proposal for the map and code of its own."""
    team = a_team(tmp_path / "shop")
    a_past(team)
    (team.folder / "code.py").write_text("print('later')\n")
    team.proposes(idea)
    return team


def parents(team: Team) -> int:
    return len(git(team.folder, "log", "-1", "--format=%P").split())


def test_a_branch_comes_in_as_a_commit_with_two_parents_and_its_other_files(team: Team) -> None:
    merged = merge_branch(team.map, "idea")
    assert merged.sentence == "Merged idea: 1 commit, all of it."
    assert parents(team) == 2
    assert git(team.folder, "log", "-1", "--format=%s").strip() == "Merge branch 'idea'"
    assert (team.folder / "code.py").exists()
    assert team.document.records[PAY].emotion == 2
    assert git(team.folder, "status", "--porcelain").strip() == ""


def test_where_all_was_accepted_before_the_merge_says_it_from_then_on(team: Team) -> None:
    team.writes(idea)
    assert merge_branch(team.map, "idea").is_done
    assert parents(team) == 2
    assert git(team.folder, "status", "--porcelain").strip() == ""


def test_edits_that_no_commit_has_keep_the_branch_out_and_stay(team: Team) -> None:
    team.writes(lambda document: set_field(idea(document), COMPARE, "doing", "Mine"))
    text = team.map.read_text()
    with pytest.raises(GitError, match="edits that no commit has yet"):
        merge_branch(team.map, "idea")
    assert team.map.read_text() == text
    assert parents(team) == 1


def test_a_merge_that_git_refuses_gives_the_accepted_edits_back(team: Team) -> None:
    team.writes(idea)
    text = team.map.read_text()
    (team.folder / "code.py").write_text("mine, and no commit has it\n")
    with pytest.raises(GitError, match=r"code\.py"):
        merge_branch(team.map, "idea")
    assert team.map.read_text() == text
    assert (team.folder / "code.py").read_text() == "mine, and no commit has it\n"


def test_both_changed_the_map_and_it_is_merged_by_record_and_field(team: Team) -> None:
    team.commits(NORA, "Mine", lambda document: set_field(document, PAY, "doing", "Holds it to the till"), 14)
    assert merge_branch(team.map, "idea").is_done
    card = team.document.records[PAY]
    assert (card.emotion, card.text("doing")) == (2, "Holds it to the till")


def test_a_true_conflict_is_settled_and_finished(team: Team) -> None:
    team.commits(NORA, "Not so bad", feels(-1), 14)
    merged = merge_branch(team.map, "idea")
    assert merged.unsettled.conflicts == (team.map,)
    (dispute,) = disputes(team.document)
    team.writes(lambda document: settle(document, dispute.id, 2))
    assert finish(team.map).sentence == "The merge is finished"
    assert parents(team) == 2
    assert team.document.records[PAY].emotion == 2


def test_a_merge_can_be_given_up(team: Team) -> None:
    team.commits(NORA, "Not so bad", feels(-1), 14)
    text = team.map.read_text()
    merge_branch(team.map, "idea")
    assert forsake(team.map) == "The merge is given up; everything is as it was before"
    assert team.map.read_text() == text


def test_a_proposal_that_was_left_stays_out_of_the_map_and_the_merge_says_so(team: Team) -> None:
    left = tuple(one for one in review_of(team.map, "idea").proposals if one.name == "Pay by card")
    merged = merge_branch(team.map, "idea", left=left)
    assert merged.sentence == "Merged idea: 1 commit, without the 1 you left."
    assert parents(team) == 2
    assert team.document.records[PAY].emotion == -2
    assert RecordKey("touchpoint", "pay-later") in team.document.records
    assert (team.folder / "code.py").exists()
    assert git(team.folder, "log", "-1", "--format=%b").strip() == "Left as it was: Pay by card"
    assert git(team.folder, "status", "--porcelain").strip() == ""
    with pytest.raises(GitError, match="here already"):
        merge_branch(team.map, "idea")


def test_a_proposal_left_where_both_changed_the_same_is_no_conflict(team: Team) -> None:
    team.commits(NORA, "Not so bad", feels(-1), 14)
    left = tuple(one for one in review_of(team.map, "idea").proposals if one.name == "Pay by card")
    assert merge_branch(team.map, "idea", left=left).is_done
    assert team.document.records[PAY].emotion == -1
    assert disputes(team.document) == ()


def test_what_was_accepted_of_a_branch_and_not_committed_is_no_obstacle(team: Team) -> None:
    team.writes(feels(2))
    assert merge_branch(team.map, "idea").is_done
    assert team.document.records[PAY].emotion == 2
    assert git(team.folder, "status", "--porcelain").strip() == ""


def test_a_file_of_no_map_in_conflict_is_named(team: Team) -> None:
    (team.folder / "code.py").write_text("print('now')\n")
    git(team.folder, "add", "code.py")
    git(team.folder, "commit", "-qm", "Mine")
    assert merge_branch(team.map, "idea").unsettled.others == ("code.py",)
    with pytest.raises(GitError, match=r"code\.py"):
        finish(team.map)


def test_what_is_here_already_is_not_merged_again(team: Team) -> None:
    merge_branch(team.map, "idea")
    with pytest.raises(GitError, match="all of idea is here already"):
        merge_branch(team.map, "idea")


def test_a_branch_tells_what_it_proposes_to_main(team: Team) -> None:
    git(team.folder, "checkout", "-q", "idea")
    own = own_review_of(team.map)
    git(team.folder, "checkout", "-q", "main")
    assert own.proposals == review_of(team.map, "idea").proposals
    assert request_text("Buy a lamp", own).count("\n- ") == len(own.proposals)


def test_a_hook_that_refuses_the_merge_leaves_all_as_it_was(team: Team) -> None:
    hook = team.folder / ".git" / "hooks" / "pre-merge-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'Not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    text = team.map.read_text()
    with pytest.raises(GitError, match="Not on a Friday") as caught:
        merge_branch(team.map, "idea")
    assert caught.value.hint == "Do what it asks, then try again."
    assert team.map.read_text() == text
    status = subprocess.run(["git", "status", "--porcelain"], cwd=team.folder, capture_output=True, check=True)
    assert status.stdout == b""


def test_a_card_left_by_its_old_id_keeps_that_and_the_rest_comes(team: Team) -> None:
    git(team.folder, "checkout", "-q", "idea")
    team.commits(OMAR, "Another id", lambda document: change_id(document, PAY, "pay-here"), 14)
    git(team.folder, "checkout", "-q", "main")
    left = proposed(review_of(team.map, "idea"), ["touchpoint.pay"])
    assert [str(one.key) for one in left] == ["touchpoint.pay-here"]
    assert merge_branch(team.map, "idea", left=left).is_done
    assert team.document.records[PAY].emotion == -2
    assert "Pay later" in {card.name for card in team.document.journey()}
    assert RecordKey("touchpoint", "pay-here") not in team.document.records


def test_a_stage_that_was_left_leaves_what_can_stand_only_in_it(team: Team) -> None:
    git(team.folder, "checkout", "-q", "idea")
    team.commits(OMAR, "After", lambda d: add_touchpoint(add_stage(d, "After")[0], "Call us", "after")[0], 14)
    git(team.folder, "checkout", "-q", "main")
    merged = merge_branch(team.map, "idea", left=proposed(review_of(team.map, "idea"), ["after"]))
    assert (
        merged.sentence
        == "Merged idea: 2 commits, without the 1 you left, and without Call us, which needs what you left."
    )
    assert dangling(team.document) == []
    assert not {RecordKey("stage", "after"), RecordKey("touchpoint", "call-us")} & team.document.records.keys()
    assert RecordKey("touchpoint", "pay-later") in team.document.records
    assert git(team.folder, "log", "-1", "--format=%b").strip() == "Left as it was: After, Call us"
