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


async def test_what_the_check_fails_on_is_said_before_a_commit_with_the_key_that_shows_it(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    team.map.write_text(team.map.read_text().replace("emotion = -2", "emotion = 9"))
    async with on_the_board(team.map) as story:
        await story.presses("c")
        seen = " ".join(story.sees().replace("│", "").split())
        assert "touchpoint.pay.emotion: 9 is not a whole number from −2 to +2; ! shows it" in seen
        await story.presses("enter")
        await story.waits_until(lambda: story.status.startswith("Committed"))


async def test_an_open_conflict_is_said_before_a_commit_with_the_key_that_settles_it(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    conflict = 'record = "touchpoint.pay"\nfield = "emotion"\nours = "-2"\ntheirs = "2"\n'
    team.map.write_text(f"{team.map.read_text()}\n[conflict.touchpoint-pay-emotion]\n{conflict}")
    async with on_the_board(team.map) as story:
        await story.presses("c")
        seen = " ".join(story.sees().replace("│", "").split())
        assert "nobody has chosen between them; C shows both" in seen


async def test_what_is_only_odd_is_counted_in_a_quiet_line_of_the_dialog(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    team.map.write_text(team.map.read_text().replace('personas = ["', 'personas = ["ida", "'))
    async with on_the_board(team.map) as story:
        await story.presses("c")
        await story.waits_until(lambda: "warnings: ! shows where" in story.sees())
        await story.presses("enter")
        await story.waits_until(lambda: story.status.startswith("Committed"))
