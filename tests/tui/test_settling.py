"""Settling conflicts on the board: choosing a side, both, or another value, wherever the conflict came from."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_touchpoint, remove_record, set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import settle
from cjm_tui.services.joining.conflicts import merged_where_left
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.unreadable import UnreadableScreen
from tests.tui.board_stories import (
    NORA,
    OMAR,
    PAY,
    BoardStory,
    Team,
    a_past,
    a_team,
    disputed,
    feels,
    git,
    on_the_board,
)

LOOKED = RecordKey("touchpoint", "compare")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


async def test_a_map_with_conflicts_says_so_and_shows_all_three_sides(team: Team) -> None:
    disputed(team, feels(-1)(team.document), feels(2)(team.document))
    async with on_the_board(team.map) as story:
        assert "1 conflict: C" in story.sees()
        await story.presses("C")
        assert story.room == "SettlingScreen"
        story.takes_a_picture("conflicts-80x24")
        seen = story.sees()
        assert all(words in seen for words in ("Pay by card", "emotion", "before", "ours", "theirs", "−2", "−1", "+2"))


@pytest.mark.parametrize(("key", "emotion"), [("o", -1), ("t", 2), ("b", -2)])
async def test_one_key_chooses_a_side_and_undo_takes_it_back(team: Team, key: str, emotion: int) -> None:
    disputed(team, feels(-1)(team.document), feels(2)(team.document))
    async with on_the_board(team.map) as story:
        await story.presses("C", key)
        assert story.room == "BoardScreen"
        assert "all is settled" in story.status
        await story.waits_until(lambda: not team.document.of_kind("conflict"))
        assert team.document.records[PAY].emotion == emotion
        await story.presses("u")
        await story.waits_until(lambda: bool(team.document.of_kind("conflict")))
        assert "1 conflict: C" in story.sees()


async def test_both_texts_are_kept_where_both_are_wanted(team: Team) -> None:
    ours = set_field(team.document, PAY, "doing", "Looks for the card")
    theirs = set_field(team.document, PAY, "doing", "Asks somebody")
    disputed(team, ours, theirs)
    async with on_the_board(team.map) as story:
        await story.presses("C", "m")
        await story.waits_until(lambda: not team.document.of_kind("conflict"))
        assert team.document.records[PAY].text("doing") == "Looks for the card\nAsks somebody"


async def test_numbers_cannot_be_taken_both(team: Team) -> None:
    disputed(team, feels(-1)(team.document), feels(2)(team.document))
    async with on_the_board(team.map) as story:
        await story.presses("C", "m")
        assert story.room == "SettlingScreen"
        assert "only lists, texts" in story.status


async def test_a_card_removed_on_one_side_and_edited_on_the_other_comes_back_or_goes(team: Team) -> None:
    disputed(team, remove_record(team.document, PAY), feels(2)(team.document))
    async with on_the_board(team.map) as story:
        await story.presses("C")
        assert "removed" in story.sees()
        await story.presses("t")
        await story.waits_until(lambda: PAY in team.document.records)
        assert team.document.records[PAY].emotion == 2


async def test_the_rest_stays_open_while_one_is_settled(team: Team) -> None:
    ours = set_field(feels(-1)(team.document), LOOKED, "emotion", 1)
    theirs = set_field(feels(2)(team.document), LOOKED, "emotion", -1)
    disputed(team, ours, theirs)
    async with on_the_board(team.map) as story:
        await story.presses("C", "t")
        assert story.room == "SettlingScreen"
        assert "1 open" in story.sees()
        await story.presses("u")
        assert "2 open" in story.sees()


async def test_a_third_value_is_written_where_the_conflict_is(team: Team) -> None:
    ours = set_field(team.document, PAY, "thinking", "Why twice?")
    theirs = set_field(team.document, PAY, "thinking", "Did I pay?")
    disputed(team, ours, theirs)
    async with on_the_board(team.map) as story:
        await story.presses("C", "e")
        await story.rests()
        await story.presses("end", *"!", "ctrl+s")
        await story.waits_until(lambda: not team.document.of_kind("conflict"))
        assert team.document.records[PAY].text("thinking") == "Why twice?!"


async def test_undone_work_of_others_stays_when_a_conflict_is_settled(team: Team) -> None:
    disputed(team, feels(-1)(team.document), feels(2)(team.document))
    async with on_the_board(team.map) as story:
        team.writes(lambda document: set_field(document, LOOKED, "emotion", -2))
        await story.waits_until(lambda: "Compare prices" in story.status)
        await story.presses("C", "t", "u")
        await story.waits_until(lambda: bool(team.document.of_kind("conflict")))
        assert team.document.records[LOOKED].emotion == -2


async def test_a_file_with_the_markers_of_git_is_merged_and_settled_here(team: Team) -> None:
    git(team.folder, "checkout", "-qb", "side")
    team.commits(NORA, "Better than we thought", feels(2), 11)
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Not so bad", feels(-1), 12)
    merge_by_lines(team.folder, "side")
    assert "<<<<<<<" in team.map.read_text()
    app = CjmApp(UnreadableScreen(team.map))
    async with app.run_test(size=(80, 24)) as pilot:
        story = BoardStory(app, pilot)
        await story.rests()
        story.takes_a_picture("markers-80x24")
        assert "Two versions in one file" in story.sees()
        await story.presses("y")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("t")
        await story.waits_until(lambda: not team.document.of_kind("conflict"))
        assert team.document.records[PAY].emotion == 2


async def test_a_file_with_markers_that_git_knows_nothing_of_is_shown_as_text(team: Team) -> None:
    team.map.write_text("<<<<<<< HEAD\nschema = 1\n=======\n>>>>>>> side\n")
    app = CjmApp(UnreadableScreen(team.map))
    async with app.run_test(size=(80, 24)) as pilot:
        story = BoardStory(app, pilot)
        await story.rests()
        assert "Two versions" not in story.sees()
        assert "<<<<<<< HEAD" in story.sees()


def merge_by_lines(folder: Path, branch: str) -> None:
    """Merge as git does without our driver; it ends with conflicts."""
    ended = subprocess.run(["git", "merge", "-q", branch], cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 1


async def test_what_somebody_else_settles_meanwhile_goes_from_the_list(team: Team) -> None:
    ours = set_field(feels(-1)(team.document), LOOKED, "emotion", 1)
    theirs = set_field(feels(2)(team.document), LOOKED, "emotion", -1)
    disputed(team, ours, theirs)
    async with on_the_board(team.map) as story:
        await story.presses("C")
        assert "2 open" in story.sees()
        team.writes(lambda document: settle(document, document.of_kind("conflict")[0].id, 0))
        await story.waits_until(lambda: "1 open" in story.sees())


async def test_git_that_merges_beside_the_open_map_leaves_a_conflict_to_settle_here(team: Team) -> None:
    git(team.folder, "checkout", "-qb", "side")
    team.commits(NORA, "Better than we thought", feels(2), 11)
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Not so bad", feels(-1), 12)
    async with on_the_board(team.map) as story:
        merge_by_lines(team.folder, "side")
        await story.waits_until(lambda: story.status.startswith("Git left two versions in shop.toml"))
        assert "Pay by card" in story.sees()
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        await story.presses("t")
        await story.waits_until(lambda: team.document.records[PAY].emotion == 2)
        assert not team.document.of_kind("conflict")


async def test_nothing_to_settle_is_said(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("C")
        assert story.status == "No conflict is open"


def stops(team: Team, *words: str) -> None:
    """Begin something that git cannot end without a person, and let the map be merged by card and field."""
    assert subprocess.run(["git", *words], cwd=team.folder, capture_output=True, check=False).returncode
    assert merged_where_left(team.map)


def waiting(emotion: int) -> Callable[[Document], Document]:
    """Return the edit that makes a card under one id, felt otherwise each time."""
    return lambda document: feels(emotion, "sign")(add_touchpoint(document, "Sign", "buy", after="pay")[0])


async def test_two_cards_made_under_one_id_are_both_kept(team: Team) -> None:
    disputed(team, waiting(-1)(team.document), waiting(2)(team.document))
    async with on_the_board(team.map) as story:
        await story.presses("C")
        assert "not there" in story.sees()
        await story.presses("4")
        await story.waits_until(lambda: not team.document.of_kind("conflict"))
        emotions = [team.document.records[RecordKey("touchpoint", id_)].emotion for id_ in ("sign", "sign-2")]
        assert emotions == [-1, 2]


async def test_of_two_cards_made_under_one_id_a_third_is_written(team: Team) -> None:
    disputed(team, waiting(-1)(team.document), waiting(2)(team.document))
    async with on_the_board(team.map) as story:
        await story.presses("C", "e")
        assert story.room == "CardForm"
        await story.presses("end", *" here", "ctrl+s")
        await story.waits_until(lambda: not team.document.of_kind("conflict"))
        assert team.document.records[RecordKey("touchpoint", "sign")].name == "Sign here"


async def test_in_a_rebase_the_screen_says_which_side_is_yours(team: Team) -> None:
    git(team.folder, "checkout", "-qb", "side")
    team.commits(OMAR, "Better than we thought", feels(2), 11)
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Not so bad", feels(-1), 12)
    stops(team, "rebase", "-q", "side")
    async with on_the_board(team.map) as story:
        await story.presses("C")
        await story.waits_until(lambda: "side, which you rebase" in story.sees())
        assert "“Not so" in story.sees()
        title = next(line for line in story.sees().splitlines() if "1 side" in line)
        assert title.split()[-2:] == ["2", "yours"]
        await story.presses("2")
        await story.waits_until(lambda: team.document.records[PAY].emotion == -1)
