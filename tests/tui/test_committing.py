"""Committing from the board: what was written over the ready message is not lost by going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.board_stories import a_past, a_team, git, on_the_board

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_message_half_written_is_offered_again_until_it_is_committed(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    async with on_the_board(team.map) as story:
        await story.presses("4", "c")
        await story.presses(*" at last", "escape")
        assert story.status == "Not committed; c offers your message again"
        await story.presses("c")
        await story.presses("escape", "c")
        await story.presses("enter")
        await story.waits_until(lambda: story.room == "BoardScreen")
        await story.waits_until(lambda: story.status.startswith("Committed"))
        subject = git(team.folder, "log", "-1", "--format=%s").strip()
        assert subject.endswith(" at last")
        await story.presses("5", "c")
        assert "at last" not in story.sees()
