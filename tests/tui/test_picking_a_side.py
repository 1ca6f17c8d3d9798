"""Sides of a comparison that are no revision of the map: a release's tag, a name as git understands it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.board_stories import Team, a_past, a_team, git, on_the_board


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    (team.folder / "code").write_text("x")
    git(team.folder, "add", "code")
    git(team.folder, "commit", "-qm", "Code alone")
    git(team.folder, "tag", "-a", "-m", "A release", "v2")
    return team


@pytest.mark.parametrize(("typed", "row"), [("HEAD~3", "revision HEAD~3"), ("tag v2", "tag v2")])
async def test_a_map_is_compared_with_any_commit_by_its_name(team: Team, typed: str, row: str) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("5", "D")
        await story.waits_until(lambda: "compare" in story.sees())
        await story.presses("b")
        await story.waits_until(lambda: "type to filter" in story.sees())
        await story.presses(*typed)
        await story.waits_until(lambda: f"▌ {row}" in story.sees())
        await story.presses("enter")
        await story.waits_until(lambda: f"○ {row}" in story.sees())
        assert "± Pay by card  changed" in story.sees()


async def test_a_name_that_git_does_not_know_is_said(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("D")
        await story.waits_until(lambda: "compare" in story.sees())
        await story.presses("b")
        await story.waits_until(lambda: "type to filter" in story.sees())
        await story.presses(*"HAED~1", "enter")
        await story.waits_until(lambda: "no revision “HAED~1”" in story.status)
