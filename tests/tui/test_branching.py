"""Proposing on a branch: making one, going to one, and reviewing what it changes card by card."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_touchpoint, change_id, set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import disputes
from cjm_tui.services.joining.branch_merge import merge_branch
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, feels, git, on_the_board, review

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)

    def idea(document: Document) -> Document:
        document = set_field(feels(2)(document), COMPARE, "doing", "Asks a friend")
        return add_touchpoint(document, "Pay later", "buy", after="pay")[0]

    team.proposes(idea)
    return team


async def test_a_new_branch_is_made_and_shown_in_the_header(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("b")
        await story.presses(*"a new", "enter", *"faster checkout", "enter")
        await story.waits_until(lambda: "faster-checkout" in story.sees().splitlines()[0])
        assert git(team.folder, "branch", "--show-current").strip() == "faster-checkout"


async def test_a_name_that_no_branch_has_is_offered_as_a_new_one(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("b")
        await story.presses(*"gift-wrap")
        assert "new branch: gift-wrap" in story.sees()
        await story.presses("enter")
        await story.waits_until(lambda: "gift-wrap" in story.sees().splitlines()[0])
        assert git(team.folder, "branch", "--show-current").strip() == "gift-wrap"


async def test_going_to_a_branch_shows_its_map(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("b")
        await story.presses(*"idea", "enter")
        await story.waits_until(lambda: "idea" in story.sees().splitlines()[0])
        assert "Pay later" in story.sees()
        assert team.document.records[PAY].emotion == 2


async def test_work_that_would_be_lost_keeps_one_here(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("4", "b")
        await story.presses(*"idea", "enter")
        await story.waits_until(lambda: "Not switched" in story.status)
        assert git(team.folder, "branch", "--show-current").strip() == "main"
        assert team.document.records[PAY].emotion == 1


async def test_proposals_are_accepted_and_left_card_by_card(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        story.takes_a_picture("review-80x24")
        assert "3 of 3 open" in story.sees()
        await story.presses("x", "a")
        await story.waits_until(lambda: team.document.records[PAY].emotion == 2)
        assert "1 of 3 open" in story.sees()
        assert team.document.records[COMPARE].text("doing") == "Looks for the price"
        await story.presses("u")
        assert "2 of 3 open" in story.sees()
        await story.presses("A")
        await story.waits_until(lambda: len(team.document.of_kind("touchpoint")) == 5)
        assert team.document.records[COMPARE].text("doing") == "Looks for the price"
        await story.presses("escape")
        assert story.status.startswith("2 of 3 changes of idea are here")


async def test_what_both_changed_becomes_a_conflict_to_settle(team: Team) -> None:
    team.commits(OMAR, "Not so bad", feels(0), 14)
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("A")
        assert "C on the board settles it" in story.status
        await story.presses("escape", "C", "t")
        await story.waits_until(lambda: team.document.records[PAY].emotion == 2)


async def test_what_was_accepted_cannot_be_left_as_well(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("a", "k", "x")
        assert story.status == "The map has this already; u takes it back"


async def test_of_what_the_map_had_by_itself_no_undo_is_promised(team: Team) -> None:
    team.commits(NORA, "The same idea", feels(2), 14)
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("j", "x")
        assert story.status == "The map has this already"


async def test_the_text_for_a_pull_request_is_copied(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("p")
        assert story.app.clipboard.startswith("Proposed changes to “Buy a lamp”:\n\n- Compare prices: doing")


async def test_what_else_the_branch_changes_is_told_below_its_proposals(team: Team) -> None:
    git(team.folder, "checkout", "-q", "idea")
    (team.folder / "pay.py").write_text("pay()\n")
    team.map.with_name("other.toml").write_text(team.map.read_text())
    team.commits(OMAR, "And the code", feels(1), 14)
    git(team.folder, "checkout", "-q", "main")
    async with on_the_board(team.map) as story:
        await review(story)
        assert "It changes 1 other map (maps/other.toml) and 1 file (pay.py) as well" in story.sees()
        await story.presses("p")
        assert story.app.clipboard.endswith("\n\nOther files that this changes: `pay.py`.\n")


async def test_what_is_proposed_in_a_fork_is_asked_for_and_then_reviewed(team: Team, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(team.folder), "fork.git")
    git(team.folder, "branch", "-qD", "idea")
    git(team.folder, "remote", "add", "omar", str(tmp_path / "fork.git"))
    async with on_the_board(team.map) as story:
        await story.presses("colon", *"Review a branch", "enter")
        assert "omar/idea" not in story.sees()
        await story.presses(*"ask the remotes", "enter")
        await story.waits_until(lambda: "omar/idea" in story.sees())
        await story.presses(*"omar/idea", "enter")
        await story.waits_until(lambda: story.room == "ReviewingScreen")
        assert "omar/idea proposes for Buy a lamp" in story.sees()


async def test_everything_accepted_becomes_a_merge_commit(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("A")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        await story.presses("M")
        await story.waits_until(lambda: "all 3 changes of this map" in story.sees())
        assert "committed before" not in story.sees()
        await story.presses("y")
        await story.waits_until(lambda: story.status.startswith("Merged idea: 1 commit"))
        await story.waits_until(lambda: "uncommitted" not in story.sees())
    assert len(git(team.folder, "log", "-1", "--format=%P").split()) == 2
    assert git(team.folder, "status", "--porcelain").strip() == ""


async def test_what_was_left_is_named_and_stays_out_of_the_merge(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("x", "a")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        await story.presses("M")
        await story.waits_until(lambda: "Merge idea" in story.sees())
        seen = " ".join(story.sees().split())
        assert "2 of 3 changes of this map" in seen
        assert "stays as it is here, for good: Compare prices" in " ".join(seen.replace("│", "").split())
        await story.presses("n")
        assert story.room == "ReviewingScreen"
        await story.presses("M", "y")
        await story.waits_until(lambda: story.status == "Merged idea: 1 commit, without the 1 you left.")
    assert len(git(team.folder, "log", "-1", "--format=%P").split()) == 2
    assert git(team.folder, "status", "--porcelain").strip() == ""
    assert team.document.records[COMPARE].text("doing") == "Looks for the price"
    assert team.document.records[PAY].emotion == 2


async def test_what_was_left_is_left_still_when_one_comes_back_to_the_review(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("x", "escape")
        await review(story)
        assert "2 of 3 open" in story.sees()
        await story.presses("a")
        await story.waits_until(lambda: team.document.records[COMPARE].text("doing") != "Looks for the price")
        await story.presses("u", "escape")
        await review(story)
        assert "3 of 3 open" in story.sees()


async def test_a_card_of_another_id_is_one_proposal_and_the_merge_later_keeps_what_came_after(team: Team) -> None:
    here = RecordKey("touchpoint", "pay-here")
    git(team.folder, "checkout", "-q", "idea")
    team.commits(OMAR, "Another id", lambda document: change_id(document, PAY, here.id), 14)
    git(team.folder, "checkout", "-q", "main")
    async with on_the_board(team.map) as story:
        await review(story)
        assert "3 of 3 open" in story.sees()
        assert "id pay → pay-here; emotion −2 → +2" in story.sees()
        await story.presses("j", "a")
        await story.waits_until(lambda: here in team.document.records)
        assert "2 of 3 open" in story.sees()
        await story.presses("u")
        assert "3 of 3 open" in story.sees()
        await story.presses("A")
        await story.waits_until(lambda: len(team.document.of_kind("touchpoint")) == 5)
        await story.presses("escape")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
    team.commits(NORA, "Accepted, and then some", lambda document: set_field(document, here, "pain", "Again?"), 15)
    assert merge_branch(team.map, "idea").is_done
    assert team.document.records[here].emotion == 2
    assert team.document.records[here].text("pain") == "Again?"
    assert disputes(team.document) == ()


async def test_a_merge_that_stopped_is_given_up_from_the_palette(team: Team) -> None:
    team.commits(OMAR, "Not so bad", feels(0), 14)
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("M", "y")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("escape")
        await story.waits_until(lambda: "in the middle of a merge" in story.sees().splitlines()[0])
        await story.presses("colon", *"Give up", "enter")
        await story.presses("y")
        await story.waits_until(lambda: story.status.startswith("The merge is given up"))
    assert git(team.folder, "status", "--porcelain").strip() == ""
    assert team.document.records[PAY].emotion == 0
