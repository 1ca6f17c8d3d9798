"""Finishing what git is in the middle of, without ever needing git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.services.joining.settling import settle_in
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, feels, git, on_the_board


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    git(team.folder, "checkout", "-qb", "side")
    team.commits(OMAR, "Better than we thought", feels(2), 11)
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Not so bad", feels(-1), 12)
    return team


def begins(team: Team, *words: str) -> None:
    """Begin something that git cannot end without a person."""
    ended = subprocess.run(["git", *words], cwd=team.folder, capture_output=True, text=True, check=False)
    assert ended.returncode, ended.stdout


@pytest.mark.parametrize("words", [("merge", "-q", "side"), ("rebase", "-q", "side"), ("cherry-pick", "side")])
async def test_a_stopped_operation_is_settled_and_finished_from_the_board(team: Team, words: tuple[str, ...]) -> None:
    async with on_the_board(team.map) as story:
        begins(team, *words)
        await story.waits_until(lambda: "C merges them" in story.status)
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("t")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        await story.presses("c")
        await story.waits_until(lambda: f"finish the {words[0]}" in story.sees())
        await story.presses("y")
        await story.waits_until(lambda: story.status.startswith(f"The {words[0]} is finished"))
    assert git(team.folder, "status", "--porcelain").strip() == ""
    assert "rebas" not in git(team.folder, "status")
    assert not team.document.of_kind("conflict")
    assert len(git(team.folder, "log", "-1", "--format=%P").split()) == (2 if words[0] == "merge" else 1)
    assert git(team.folder, "branch", "--show-current").strip() == "main"
    assert team.document.records[PAY].emotion is not None


async def test_an_open_conflict_is_settled_first(team: Team) -> None:
    async with on_the_board(team.map) as story:
        begins(team, "merge", "-q", "side")
        await story.waits_until(lambda: "C merges them" in story.status)
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("escape", "c")
        assert "settle the conflicts first" in story.status


@pytest.mark.parametrize("is_kept", [True, False])
async def test_a_map_that_the_other_side_removed_is_kept_or_let_go_from_its_board(team: Team, *, is_kept: bool) -> None:
    git(team.folder, "checkout", "-q", "side")
    git(team.folder, "rm", "-q", "maps/shop.toml")
    git(team.folder, "commit", "-qm", "Not this one")
    git(team.folder, "checkout", "-q", "main")
    async with on_the_board(team.map) as story:
        begins(team, "merge", "-q", "side")
        await story.presses("C")
        await story.waits_until(lambda: story.room == "PickOne")
        await story.presses(*([] if is_kept else ["down"]), "enter")
        said = "is kept, as it was changed" if is_kept else "is removed"
        await story.waits_until(lambda: any(said in words for words in story.board.footer.said))
    assert team.map.exists() is is_kept
    assert git(team.folder, "ls-files", "-u") == ""


async def test_of_a_stash_that_came_back_in_conflict_it_is_said_that_git_keeps_it(team: Team) -> None:
    team.writes(feels(0))
    git(team.folder, "stash", "-q")
    team.commits(NORA, "Worse", feels(-2), 20)
    async with on_the_board(team.map) as story:
        begins(team, "stash", "pop", "-q")
        await story.waits_until(lambda: "C merges them" in story.status)
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen" and "stashed" in story.sees())
        await story.presses("t")
        assert story.status.endswith("the stash is kept until `git stash drop`")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        await story.presses("c")
        await story.waits_until(lambda: story.room == "CommitDialog")
        told = next(said for said in story.board.footer.said if said.startswith("Settled: what was in conflict is"))
        assert told.endswith("the stash is kept until `git stash drop`")
    assert git(team.folder, "stash", "list") != ""
    assert team.document.records[PAY].emotion == 0


async def test_a_conflict_settled_elsewhere_closes_the_screen_that_showed_it(team: Team) -> None:
    async with on_the_board(team.map) as story:
        begins(team, "merge", "-q", "side")
        await story.waits_until(lambda: "C merges them" in story.status)
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        settle_in(team.map, (), "theirs")
        await story.waits_until(lambda: story.room == "BoardScreen")
        # What changed is told as well, as soon as it is known whose edit it was.
        assert "All is settled, by somebody else: c commits" in story.board.footer.said


async def test_markers_that_were_committed_are_merged_by_card_and_field(team: Team) -> None:
    begins(team, "merge", "-q", "side")
    git(team.folder, "commit", "-qam", "Merged, I hope")
    text = team.map.read_text()
    team.map.write_text(git(team.folder, "show", "HEAD~1:maps/shop.toml"))
    async with on_the_board(team.map) as story:
        team.map.write_text(text)
        await story.waits_until(lambda: "C merges them" in story.status)
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("t")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
    assert team.document.records[PAY].emotion == 2
