"""A file that one side of a merge removed and the other changed is kept or let go from wherever one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.board_stories import Team, a_team, begins_a_merge, git, on_the_board
from tests.tui.file_stories import begun

OTHER = 'schema = "map/1"\ntitle = "Return it"\nsummary = "{}"\n'


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Stand in the middle of a merge in which one side removed another map, which the other side changed."""
    team = a_team(tmp_path / "shop")
    says(team, "Before")
    git(team.folder, "checkout", "-qb", "side")
    says(team, "Changed")
    git(team.folder, "checkout", "-q", "main")
    git(team.folder, "rm", "-q", str(other(team)))
    git(team.folder, "commit", "-qm", "Without it")
    begins_a_merge(team, "side")
    return team


def other(team: Team) -> Path:
    return team.folder / "maps" / "return-it.toml"


def says(team: Team, summary: str) -> None:
    other(team).write_text(OTHER.format(summary))
    git(team.folder, "add", ".")
    git(team.folder, "commit", "-qm", summary)


@pytest.mark.parametrize(("words", "is_there"), [("keep", True), ("let", False)])
async def test_from_the_board_of_another_map_and_the_merge_is_finished_there(
    team: Team, words: str, is_there: bool
) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("c")
        await story.waits_until(lambda: "settle maps/return-it.toml first, C leads there" in story.status)
        await story.presses("C")
        await story.waits_until(lambda: "one side removed maps/return-it.toml" in story.sees())
        await story.presses(*words, "enter")
        await story.waits_until(lambda: "maps/return-it.toml is" in story.status)
        await story.presses("c")
        await story.waits_until(lambda: "finish the merge" in story.sees())
        await story.presses("y")
        await story.waits_until(lambda: story.status.startswith("The merge is finished"))
    assert git(team.folder, "status", "--porcelain").strip() == ""
    assert other(team).exists() == is_there


async def test_from_the_library(team: Team) -> None:
    async with begun(team.map.parent) as story:
        await story.presses("C")
        await story.reads("one side removed maps/return-it.toml")
        await story.presses("k", "e", "e", "p", "enter")
        await story.reads("maps/return-it.toml is kept")
    assert "Changed" in other(team).read_text()
