"""A map that gets another file name beside the board is shown on under it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from cjm_tui.tui.screens.board import BoardScreen
from tests.tui.board_stories import NORA, OMAR, PAY, BoardStory, Team, a_team, feels, git, on_the_board, two_clones


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    team.commits(NORA, "Begin", lambda document: document)
    return team


def store(team: Team) -> Team:
    named = Team(team.folder)
    named.map = team.map.with_name("store.toml")
    return named


def shown(story: BoardStory) -> BoardScreen:
    return cast("BoardScreen", story.app.screen)


async def test_a_board_goes_on_under_the_name_that_a_rename_elsewhere_gave_its_map(team: Team) -> None:
    async with on_the_board(team.map) as story:
        team.map.rename(store(team).map)
        await story.waits_until(lambda: "shop.toml is called store.toml now" in story.status)
        board = shown(story)
        assert (board.open_map.path, board.place.touchpoint) == (store(team).map, PAY.id)
        await story.presses("5")
        await story.waits_until(lambda: store(team).document.records[PAY].emotion == 2)
        await story.presses("q")
    assert not team.map.exists()
    assert story.app.return_code == 0


async def test_a_pull_that_renames_the_map_and_changes_it_takes_the_board_along(team: Team) -> None:
    git(team.folder, "checkout", "-qb", "side")
    git(team.folder, "mv", "maps/shop.toml", "maps/store.toml")
    store(team).commits(OMAR, "Another name", feels(1))
    git(team.folder, "checkout", "-q", "main")
    async with on_the_board(team.map) as story:
        git(team.folder, "merge", "-q", "side")
        await story.waits_until(lambda: "shop.toml is called store.toml now" in story.status)
        assert shown(story).document.records[PAY].emotion == 1


async def test_a_sync_that_renames_the_map_and_leaves_a_conflict_ends_on_the_board_of_the_new_name(
    tmp_path: Path,
) -> None:
    nora, omar = two_clones(tmp_path)
    git(omar.folder, "mv", "maps/shop.toml", "maps/store.toml")
    store(omar).commits(OMAR, "Another name", feels(1))
    git(omar.folder, "push", "-q")
    nora.commits(NORA, "Better", feels(2))
    async with on_the_board(nora.map) as story:
        await story.presses("S")
        await story.waits_until(lambda: shown(story).open_map.path == store(nora).map)
        await story.waits_until(lambda: bool(shown(story).document.of_kind("conflict")))
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")


async def test_an_edit_made_since_keeps_the_board_where_it_is(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("D")
        await story.waits_until(lambda: story.room == "CompareScreen")
        team.map.rename(store(team).map)
        board = story.board
        await story.waits_until(lambda: team.map not in board.open_map.saved)
        await story.presses("escape", "5")
        await story.waits_until(lambda: ":w makes shop.toml again" in story.status)
        assert story.board is board
