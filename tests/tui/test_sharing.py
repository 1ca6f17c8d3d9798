"""Several people on one map: who else is here, whose edit arrived, who is named in a revision."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from cjm_tui.history import environment
from cjm_tui.history.message import Person
from cjm_tui.services.editing.together import Company, company_of
from cjm_tui.storage.presence import Presence, _born, hide, show
from cjm_tui.tui import company as company_module
from tests.tui.board_stories import NORA, PAY, Team, a_past, a_team, feels, git, on_the_board


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def company(team: Team, person: tuple[str, str]) -> Company:
    """Return the company as somebody else sees it."""
    found = company_of(team.map)
    assert found is not None
    return replace(found, me=Person(*person))


def somebody_else(team: Team, person: tuple[str, str] = NORA) -> Presence:
    """Return the sign of a colleague; the process that runs the tests stands for theirs."""
    process = os.getppid()
    return Presence(*person, company(team, person).name, process, socket.gethostname(), _born(process))


def as_nora(team: Team, *words: str) -> None:
    """Run git as a colleague in the same clone."""
    git(team.folder, "-c", f"user.name={NORA[0]}", "-c", f"user.email={NORA[1]}", *words)


async def test_who_else_has_the_map_open_stands_in_the_header(team: Team) -> None:
    async with on_the_board(team.map, size=(120, 36)) as story:
        nora, folder = somebody_else(team), company(team, NORA).presence_folder
        await story.waits_until(lambda: story.board.sharing.company is not None)
        show(folder, nora)
        await story.waits_until(lambda: "with Nora Lind" in story.sees())
        assert story.status == "Nora Lind opened this map"
        hide(folder, nora)
        await story.waits_until(lambda: "with Nora" not in story.sees())


async def test_somebody_at_two_terminals_is_named_once(team: Team) -> None:
    async with on_the_board(team.map, size=(120, 36)) as story:
        story.board.sharing.others = ("Nora Lind", "Nora Lind", "Omar Haddad")
        story.board.tell_header()
        assert "with Nora Lind, Omar Haddad" in story.board.header.words


async def test_who_comes_does_not_push_away_what_went_wrong_before_it_was_read(team: Team) -> None:
    async with on_the_board(team.map, size=(120, 36)) as story:
        nora, folder = somebody_else(team), company(team, NORA).presence_folder
        await story.waits_until(lambda: story.board.sharing.company is not None)
        story.board.say("config.toml:1: no such theme", "error")
        show(folder, nora)
        await story.waits_until(lambda: "with Nora Lind" in story.sees())
        assert story.status == "config.toml:1: no such theme"
        assert story.board.footer.said[-1] == "Nora Lind opened this map"
        await story.presses("down")
        hide(folder, nora)
        await story.waits_until(lambda: story.status == "Nora Lind closed it")


async def test_the_sign_stands_as_long_as_the_map_is_open(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        folder = company(team, NORA).presence_folder
        assert len(list(folder.glob("*.json"))) == 1
    assert list(folder.glob("*.json")) == []


async def test_an_edit_that_arrives_is_put_down_to_who_made_it_and_its_card_shown(team: Team) -> None:
    async with on_the_board(team.map, "advert") as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        before = team.document
        company(team, NORA).wrote(before, feels(2)(before))
        team.writes(feels(2))
        await story.waits_until(lambda: story.status.startswith("Nora Lind: "))
        assert story.status == "Nora Lind: Pay by card: emotion −2 → +2"
        assert story.board.board.touched == {"pay"}
        assert story.board.place.touchpoint == "advert"
        await story.presses("down")
        assert story.board.board.touched == frozenset()


async def test_undoing_what_somebody_changed_since_does_nothing_and_says_who(team: Team) -> None:
    async with on_the_board(team.map, "pay") as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        await story.presses("5")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        before = team.document
        company(team, NORA).wrote(before, feels(-1)(before))
        team.writes(feels(-1))
        await story.waits_until(lambda: story.status.startswith("Nora Lind: "))
        await story.presses("u")
        said = "Not undone: Nora Lind changed the same since: Pay by card: emotion"
        await story.waits_until(lambda: story.status == said)
    assert team.document.records[PAY].emotion == -1


async def test_an_edit_nobody_wrote_down_is_told_without_a_name(team: Team) -> None:
    async with on_the_board(team.map, "advert") as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        team.writes(feels(2))
        await story.waits_until(lambda: "emotion −2 → +2" in story.status)
        assert story.status.startswith("Changed on the disk: ")


async def test_a_revision_names_everybody_who_had_a_hand_in_it(team: Team) -> None:
    async with on_the_board(team.map, "advert") as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        before = team.document
        company(team, NORA).wrote(before, feels(2)(before))
        team.writes(feels(2))
        await story.waits_until(lambda: "Nora" in story.status)
        await story.presses("minus")
        await story.presses("c")
        await story.presses("enter")
        await story.waits_until(lambda: story.room == "BoardScreen")
        assert "with Nora Lind" in story.status
        assert "Co-authored-by: Nora Lind <nora@example.org>" in git(team.folder, "log", "-1", "--format=%B")
        assert company(team, NORA).co_authors(None, team.document) == ()


async def test_my_own_edits_are_written_down_as_mine(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        before = team.document
        await story.presses("5")
        await story.waits_until(lambda: team.document.records[PAY].emotion == 2)
        nora = company(team, NORA)
        await story.waits_until(lambda: nora.told(before, team.document)[0][0] != "")
        assert [name for name, _ in nora.told(before, team.document)] == ["Robin Example"]


async def test_a_commit_made_beside_the_app_is_seen_in_the_header(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("5")
        await story.waits_until(lambda: "1 uncommitted" in story.sees())
        await story.waits_until(lambda: story.board.sharing.company is not None and not story.board.open_map.unsaved)
        git(team.folder, "commit", "-qam", "Beside the app")
        await story.waits_until(lambda: "uncommitted" not in story.sees())


async def test_what_git_begins_beside_the_app_without_a_commit_is_seen_in_the_header(team: Team) -> None:
    git(team.folder, "commit", "-q", "--allow-empty", "-m", "Nothing yet")
    async with on_the_board(team.map, size=(120, 36)) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        git(team.folder, "revert", "--no-commit", "HEAD~1")
        await story.waits_until(lambda: "in the middle of a revert" in story.sees())
        git(team.folder, "revert", "--abort")
        await story.waits_until(lambda: "in the middle of" not in story.sees())


async def test_a_commit_of_a_colleague_s_is_told_with_its_message(team: Team) -> None:
    async with on_the_board(team.map, size=(120, 36)) as story:
        await story.presses("5")
        await story.waits_until(lambda: "1 uncommitted" in story.sees())
        await story.waits_until(lambda: story.board.sharing.company is not None and not story.board.open_map.unsaved)
        as_nora(team, "commit", "-qam", "Pay is a delight")
        await story.waits_until(lambda: "committed: " in story.status)
        assert story.status == "Nora Lind committed: Pay is a delight"
        assert "uncommitted" not in story.sees()


async def test_a_commit_stands_before_an_edit_that_was_not_read_yet(team: Team) -> None:
    async with on_the_board(team.map, "advert", size=(120, 36)) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        await story.waits_until(lambda: story.board.recorded is not None)
        before = team.document
        company(team, NORA).wrote(before, feels(2)(before))
        team.writes(feels(2))
        await story.waits_until(lambda: story.status.startswith("Nora Lind: "))
        as_nora(team, "commit", "-qam", "A delight")
        await story.waits_until(lambda: "committed: " in story.status)
        assert story.status == "Nora Lind committed: A delight · Nora Lind: Pay by card: emotion −2 → +2"


async def test_my_own_commit_is_no_news(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        await story.presses("5")
        await story.presses("c")
        await story.presses("enter")
        await story.waits_until(lambda: story.room == "BoardScreen" and story.status.startswith("Committed "))
        as_nora(team, "commit", "-q", "--allow-empty", "-m", "Something else")
        as_nora(team, "switch", "-qc", "faster")
        await story.waits_until(lambda: "Nora Lind went to faster" in story.status)
        assert not any("Robin Example committed" in said for said in story.board.footer.said)


async def test_a_commit_that_has_nothing_of_the_map_is_not_told(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        await story.waits_until(lambda: bool(story.board.recorded))
        as_nora(team, "commit", "-q", "--allow-empty", "-m", "Mend the till")
        as_nora(team, "switch", "-qc", "faster")
        await story.waits_until(lambda: "Nora Lind went to faster" in story.status)
        assert not any("Mend the till" in said for said in story.board.footer.said)


async def test_who_was_there_before_has_the_map_open_and_did_not_just_open_it(team: Team) -> None:
    show(company(team, NORA).presence_folder, somebody_else(team))
    async with on_the_board(team.map, size=(120, 36)) as story:
        await story.waits_until(lambda: story.status == "Nora Lind has this map open")


async def test_a_clone_that_git_refuses_is_said_at_once_with_what_to_do_and_found_when_that_is_done(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company_module, "_ASK_EVERY", 0.1)
    monkeypatch.setitem(environment.QUIET, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    async with on_the_board(team.map, size=(200, 36)) as story:
        await story.waits_until(lambda: "git config --global --add safe.directory" in story.status)
        assert "no git" in story.sees()
        monkeypatch.delitem(environment.QUIET, "GIT_TEST_ASSUME_DIFFERENT_OWNER")
        await story.waits_until(lambda: "no git" not in story.sees() and story.board.sharing.company is not None)
