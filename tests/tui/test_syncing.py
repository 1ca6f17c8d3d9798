"""Syncing from the board: two colleagues, two clones and one remote."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from cjm_tui.history.remote_words import RemoteError
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, feels, git, on_the_board, two_clones

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.services.joining.sync import Synced

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture
def colleagues(tmp_path: Path) -> tuple[Team, Team]:
    """Return Nora's and Omar's clones of one remote, in step."""
    return two_clones(tmp_path)


async def test_what_others_did_arrives_and_mine_is_given_to_them(colleagues: tuple[Team, Team]) -> None:
    nora, omar = colleagues
    omar.commits(OMAR, "Better", feels(2), 14)
    git(omar.folder, "push", "-q")
    nora.commits(NORA, "Where", lambda d: set_field(d, COMPARE, "doing", "Asks a friend"), 15)
    async with on_the_board(nora.map) as story:
        await story.presses("S")
        await story.waits_until(lambda: story.status.startswith("In step"))
        assert story.status.endswith("Pay by card: emotion −2 → +2")
        assert story.board.document.records[PAY].emotion == 2
        assert nora.document.records[COMPARE].text("doing") == "Asks a friend"
    git(omar.folder, "pull", "-q")
    assert omar.document.records[COMPARE].text("doing") == "Asks a friend"


async def test_what_both_changed_is_settled_here_and_the_next_sync_ends_it(colleagues: tuple[Team, Team]) -> None:
    nora, omar = colleagues
    omar.commits(OMAR, "Better", feels(2), 14)
    git(omar.folder, "push", "-q")
    nora.commits(NORA, "Not so bad", feels(0), 15)
    async with on_the_board(nora.map) as story:
        await story.presses("S")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        story.takes_a_picture("sync-conflict-80x24")
        await story.presses("t")
        await story.waits_until(lambda: not nora.document.of_kind("conflict"))
        await story.presses("S")
        await story.waits_until(lambda: story.status.startswith("In step"))
    git(omar.folder, "pull", "-q")
    assert omar.document.records[PAY].emotion == 2
    assert len(git(omar.folder, "log", "--merges", "--format=%h").split()) == 1


async def test_whatever_could_not_be_done_meanwhile_the_same_key_still_stops_it(
    colleagues: tuple[Team, Team], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_stopped = Event()

    def waits(_: Path, __: object, *, is_unwanted: Callable[[], bool]) -> Synced:
        while not is_unwanted():
            is_stopped.wait(0.01)
        is_stopped.set()
        raise RemoteError("Not synced", "it was stopped")

    monkeypatch.setattr("cjm_tui.services.joining.sync.sync", waits)
    async with on_the_board(colleagues[0].map) as story:
        for keys in (("S",), ("left_square_bracket", "k"), ("m",)):
            await story.pilot.press(*keys)
        assert story.status.startswith("No card here")
        await story.pilot.press("S")
        await story.waits_until(lambda: "it was stopped" in story.status)
    assert is_stopped.is_set()


async def test_without_a_remote_it_says_what_to_do(tmp_path: Path) -> None:
    team = a_team(tmp_path / "alone")
    a_past(team)
    async with on_the_board(team.map) as story:
        await story.presses("S")
        await story.waits_until(lambda: "git remote add" in story.status)


async def test_a_remote_that_asks_is_offered_the_terminal(
    colleagues: tuple[Team, Team], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_words: object, **_named: object) -> None:
        raise RemoteError("ssh could not log in", needs_terminal=True)

    monkeypatch.setattr("cjm_tui.services.joining.sync.sync", refused)
    async with on_the_board(colleagues[0].map) as story:
        await story.presses("S")
        await story.waits_until(lambda: "run it in the terminal" in story.sees())
        await story.presses("n")
        assert story.room == "BoardScreen"
