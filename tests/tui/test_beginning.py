"""A map that stands in no repository yet: its first revision is one question away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.board_stories import SHOP as TEXT
from tests.tui.board_stories import git, on_the_board

if TYPE_CHECKING:
    from pathlib import Path


def a_map_without_git(folder: Path) -> Path:
    path = folder / "maps" / "shop.toml"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT)
    return path


async def test_committing_outside_git_offers_a_repository_and_then_commits(tmp_path: Path) -> None:
    path = a_map_without_git(tmp_path / "shop")
    async with on_the_board(path) as story:
        await story.presses("c")
        await story.waits_until(lambda: story.room == "Confirm")
        assert f"{tmp_path / 'shop'}".rsplit("/", 1)[-1] in story.sees()
        await story.presses("y")
        await story.waits_until(lambda: story.room == "CommitDialog")
        await story.presses("enter")
        await story.waits_until(lambda: story.room == "BoardScreen" and story.status.startswith("Committed"))
    assert git(tmp_path / "shop", "ls-tree", "-r", "--name-only", "HEAD").split() == ["maps/shop.toml"]


async def test_whoever_wants_no_repository_has_none(tmp_path: Path) -> None:
    path = a_map_without_git(tmp_path / "shop")
    async with on_the_board(path) as story:
        await story.presses("c")
        await story.waits_until(lambda: story.room == "Confirm")
        await story.presses("n")
        assert story.room == "BoardScreen"
    assert not (tmp_path / "shop" / ".git").exists()


async def test_what_else_is_in_the_way_of_a_revision_is_said_whole(tmp_path: Path) -> None:
    path = a_map_without_git(tmp_path / "shop")
    (tmp_path / "shop" / ".git" / "objects").mkdir(parents=True)
    async with on_the_board(path) as story:
        await story.presses("c")
        await story.waits_until(lambda: story.status.startswith("No revisions here"))
        assert story.room == "BoardScreen"
        assert story.status.endswith("Try `git status` there.")
