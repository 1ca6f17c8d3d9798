"""Conflicts in files that have no board, settled from a board: a persona, a piece of evidence, the team's own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.board_stories import Team, a_past, a_team, on_the_board


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def a_persona(team: Team, name: str) -> Path:
    """Write a persona with a conflict in it, as a merge would leave it."""
    path = team.map.parent / "personas" / f"{name.lower()}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        f'schema = "persona/1"\nname = "{name}"\nquote = "Now?"\n\n[conflict.map-quote]\nrecord = "map"\n'
        '  field = "quote"\n  base = "\\"When?\\""\n  ours = "\\"Now?\\""\n  theirs = "\\"Later.\\""\n'
    )
    return path


async def test_a_persona_in_conflict_is_settled_from_the_board(team: Team) -> None:
    path = a_persona(team, "Ida")
    async with on_the_board(team.map) as story:
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        assert "conflicts in Ida" in story.sees()
        assert all(words in story.sees() for words in ("quote", "Now?", "Later.", "When?"))
        await story.presses("2")
        await story.waits_until(lambda: story.room == "BoardScreen")
        assert "all is settled: c commits" in story.status
        assert 'quote = "Later."' in path.read_text()
        assert "conflict" not in path.read_text()


async def test_a_choice_in_a_persona_is_taken_back_like_any_other(team: Team) -> None:
    path = a_persona(team, "Ida")
    path.write_text(path.read_text() + "\n" + path.read_text().partition("\n\n")[2].replace("quote", "role"))
    before = path.read_text()
    async with on_the_board(team.map) as story:
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("2")
        assert "1 open" in story.sees()
        await story.presses("u")
        assert "2 open" in story.sees()
        assert path.read_text() == before


async def test_where_several_files_are_in_conflict_one_is_chosen_and_the_next_is_named(team: Team) -> None:
    a_persona(team, "Ida")
    a_persona(team, "Jon")
    async with on_the_board(team.map) as story:
        await story.presses("C")
        await story.waits_until(lambda: "conflicts are open in" in story.sees())
        assert "Ida" in story.sees()
        await story.presses(*"Jon", "enter")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("1")
        assert "still open: Ida: C leads there" in story.status
