"""Two people on one map, each on a real terminal of their own."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.model.record import Record
from cjm_tui.model.values import Value
from tests.patience import happens
from tests.tui.board_stories import NORA, OMAR, Team, a_past, a_team, git
from tests.tui.terminal import Terminal, environment, python, seconds_held_up

WIDE = (120, 36)
START = """
import sys
from cjm_tui.cli.main import main
sys.argv = ["cjm", sys.argv[1]]
main()
"""


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def at_work(team: Team, person: tuple[str, str]) -> Terminal:
    """Open the map as somebody, in a terminal."""
    configuration = team.folder.with_name(person[0].replace(" ", "-"))
    configuration.write_text(f"[user]\n    name = {person[0]}\n    email = {person[1]}\n")
    return Terminal([*python(START), str(team.map)], WIDE, environment(GIT_CONFIG_GLOBAL=str(configuration)))


def seconds_of_work(process: int) -> float:
    """Return the processor time a process has used, in seconds (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_an_edit_reaches_the_other_terminal_within_a_second_or_so_with_its_author(team: Team) -> None:
    with at_work(team, NORA) as nora:
        nora.until(b"See an advert")
        with at_work(team, OMAR) as omar:
            omar.until(b"with Nora Lind")
            nora.until(b"Omar Haddad")
            omar.settle(1.0)
            held_up = seconds_held_up(nora.pid) + seconds_held_up(omar.pid)
            nora.press(b"5")
            took = omar.until(b": See an advert: emotion")
            held_up = seconds_held_up(nora.pid) + seconds_held_up(omar.pid) - held_up
            assert took - held_up < 2.0


def test_company_sends_nothing_to_an_idle_terminal_and_costs_next_to_nothing(team: Team) -> None:
    with at_work(team, NORA) as nora, at_work(team, OMAR) as omar:
        nora.until(b"Omar Haddad")
        nora.settle(1.5)
        omar.settle(1.5)
        nora.settle()
        before = seconds_of_work(nora.pid)
        assert nora.read(4.0) == b""
        assert seconds_of_work(nora.pid) - before < 0.2


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_who_is_hung_up_on_or_killed_is_seen_to_leave(team: Team, number: int) -> None:
    with at_work(team, NORA) as nora, at_work(team, OMAR) as omar:
        nora.until(b"Omar Haddad")
        os.kill(omar.pid, number)
        omar.code()
        held_up = seconds_held_up(nora.pid)
        took = nora.until(b"closed it")
        assert took - (seconds_held_up(nora.pid) - held_up) < 4


def test_a_process_that_was_killed_leaves_no_ghost(team: Team) -> None:
    with at_work(team, NORA) as nora:
        with at_work(team, OMAR) as omar:
            nora.until(b"Omar Haddad")
            os.kill(omar.pid, signal.SIGKILL)
            omar.code()
        with at_work(team, ("Pia Roth", "pia@example.org")) as pia:
            pia.until(b"Nora Lind")
            nora.until(b"closed it")
            assert b"Omar" not in bytes(pia.seen)


def meet(team: Team, *terminals: Terminal) -> None:
    """Wait until everybody has the map open and is seen to have it."""
    signs = team.folder / ".git" / "cjm" / "open"
    for terminal in terminals:
        terminal.until(b"See an advert")
    assert happens(lambda: len(list(signs.glob("*.json"))) == len(terminals))
    for terminal in terminals:
        terminal.settle(1.5)


def card(team: Team) -> Record:
    found = team.document.get("touchpoint", "advert")
    assert found is not None
    return found


def has(team: Team, **fields: Value) -> Callable[[], bool]:
    """Return whether the card under both cursors has some values on the disk."""
    return lambda: all(card(team).get(name) == value for name, value in fields.items())


def test_what_is_half_typed_stays_while_an_edit_of_the_other_arrives(team: Team) -> None:
    with at_work(team, NORA) as nora, at_work(team, OMAR) as omar:
        meet(team, nora, omar)
        nora.press(b"e")
        nora.settle()
        nora.press(b" on the bus")
        nora.settle()
        omar.press(b"5")
        assert happens(has(team, emotion=2))
        nora.settle(1.5)
        nora.press(b" stop\r")
        assert happens(has(team, name="See an advert on the bus stop", emotion=2))


def test_a_revision_of_both_names_the_other_and_undo_takes_back_mine_only(team: Team) -> None:
    with at_work(team, NORA) as nora, at_work(team, OMAR) as omar:
        meet(team, nora, omar)
        omar.press(b"5")
        assert happens(has(team, emotion=2))
        nora.settle(2.0)
        nora.press(b"m")
        assert happens(lambda: card(team).text("moment") != "")
        omar.settle(1.5)
        omar.press(b"u")
        assert happens(lambda: card(team).emotion != 2)
        assert card(team).text("moment")
        omar.press(b"5")
        assert happens(has(team, emotion=2))
        nora.settle(1.5)
        nora.press(b"c")
        nora.until(b"commit a revision")
        nora.press(b"\r")
        assert happens(lambda: "Co-authored-by" in git(team.folder, "log", "-1", "--format=%b"))
    body = git(team.folder, "log", "-1", "--format=%an%n%b")
    assert body.startswith("Nora Lind")
    assert "Co-authored-by: Omar Haddad <omar@example.org>" in body


def test_on_a_shared_account_each_terminal_still_undoes_its_own(team: Team) -> None:
    with at_work(team, NORA) as one, at_work(team, NORA) as other:
        meet(team, one, other)
        one.press(b"5")
        assert happens(has(team, emotion=2))
        other.settle(1.5)
        other.press(b"e")
        other.settle()
        other.press(b" again\r")
        assert happens(has(team, name="See an advert again"))
        one.settle(1.5)
        one.press(b"u")
        assert happens(lambda: card(team).emotion != 2)
        assert card(team).name == "See an advert again"


def test_who_changes_the_same_at_the_same_moment_is_named(team: Team) -> None:
    with at_work(team, NORA) as nora, at_work(team, OMAR) as omar:
        meet(team, nora, omar)
        for terminal in (nora, omar):
            terminal.press(b"e")
            terminal.settle()
        nora.press(b" by bus\r")
        omar.press(b" by rail\r")

        def is_said() -> bool:
            for terminal in (nora, omar):
                terminal.read(0.01)
            same = b" and you changed the same: See an advert by "
            return b"Omar Haddad" + same in nora.seen or b"Nora Lind" + same in omar.seen

        assert happens(is_said)
