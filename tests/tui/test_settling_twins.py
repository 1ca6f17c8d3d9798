"""Two new maps of one name, both kept from the board: the commit that ends the merge has both."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.services.joining.conflicts import merged_where_left
from tests.tui.board_stories import Team, a_team, begins_a_merge, git, on_the_board

NEW = 'schema = "map/1"\ntitle = "Complain"\n\n[stage.{0}]\nname = "{0}"\n  order = 10\n'


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Stand in the middle of a merge in which both sides made a map of one name."""
    team = a_team(tmp_path / "shop")
    git(team.folder, "add", ".")
    git(team.folder, "commit", "-qm", "Before both")
    makes(team, "write")
    git(team.folder, "checkout", "-qb", "side", "HEAD~1")
    makes(team, "call")
    git(team.folder, "checkout", "-q", "main")
    begins_a_merge(team, "side")
    merged_where_left(made(team))
    return team


def made(team: Team) -> Path:
    return team.folder / "maps" / "complain.toml"


def makes(team: Team, stage: str) -> None:
    made(team).write_text(NEW.format(stage))
    git(team.folder, "add", ".")
    git(team.folder, "commit", "-qm", stage)


async def test_both_are_in_the_merge(team: Team) -> None:
    async with on_the_board(made(team)) as story:
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("4")
        await story.waits_until(lambda: "the other one is complain-2" in story.status)
        await story.waits_until(lambda: made(team).with_name("complain-2.toml").exists())
        await story.presses("c")
        await story.waits_until(lambda: "finish the merge" in story.sees())
        await story.presses("y")
        await story.waits_until(lambda: story.status.startswith("The merge is finished"))
    assert git(team.folder, "status", "--porcelain").strip() == ""
    assert "stage.write" in made(team).read_text()
    assert "stage.call" in made(team).with_name("complain-2.toml").read_text()


async def test_the_other_one_that_is_renamed_elsewhere_is_let_go_and_still_in_the_merge(team: Team) -> None:
    second, renamed = (made(team).with_name(f"{name}.toml") for name in ("complain-2", "complaints"))
    async with on_the_board(made(team)) as story:
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("4")
        await story.waits_until(second.exists)
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        second.rename(renamed)
        await story.waits_until(lambda: "complain-2.toml is called complaints.toml now" in story.board.footer.said)
        assert story.board.open_map.unsaved == ()
        await story.presses("c")
        await story.waits_until(lambda: "finish the merge" in story.sees())
        await story.presses("y")
        await story.waits_until(lambda: story.status.startswith("The merge is finished"))
        await story.presses("u")
        await story.waits_until(lambda: story.status.startswith("Undone"))
        assert not second.exists()
        await story.presses("q")
        assert "Not saved" not in story.status
    assert "stage.call" in renamed.read_text()
    assert "complaints.toml" in git(team.folder, "show", "--format=", "--name-only", "-m", "HEAD")
