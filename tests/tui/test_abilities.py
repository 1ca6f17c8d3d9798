"""What is asked of a terminal: what terminfo knows of it, and nothing else."""

from __future__ import annotations

import subprocess

import pytest

from cjm_tui.tui.terminal.abilities import Abilities
from tests.tui.terminal import environment, python

ASKING = "from cjm_tui.tui.terminal.abilities import abilities; print(*map(int, abilities()))"


def able(**more: str) -> Abilities:
    asked = {name: value for name, value in environment(**more).items() if name != "STY" or "STY" in more}
    told = subprocess.run(python(ASKING), env=asked, capture_output=True, text=True, check=True)
    return Abilities(*(flag == "1" for flag in told.stdout.split()))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("xterm-256color", Abilities(cells=True, lines=True, ground=True, repeats=True)),
        ("linux", Abilities(cells=True, lines=True, ground=True)),
        ("screen-256color", Abilities(cells=True, lines=True)),
        ("vt100", Abilities()),
        ("dumb", Abilities()),
        ("nothing-anybody-has-heard-of", Abilities()),
    ],
)
def test_a_terminal_is_asked_for_what_terminfo_says_it_can(name: str, expected: Abilities) -> None:
    assert able(TERM=name) == expected


@pytest.mark.parametrize(("name", "is_able"), [("xterm-256color", True), ("ghostty", True), ("adm3a", False)])
def test_where_there_is_no_terminfo_the_name_decides_and_nothing_is_erased(name: str, is_able: bool) -> None:
    nowhere = {"TERMINFO": "/nowhere", "TERMINFO_DIRS": "/nowhere", "HOME": "/nowhere"}
    assert able(TERM=f"{name}-of-ours", **nowhere) == Abilities(cells=is_able, lines=is_able)


def test_gnu_screen_is_not_asked_to_erase_in_colour_whatever_it_is_called() -> None:
    assert able(TERM="xterm-256color", STY="123.pts-0.host") == Abilities(cells=True, lines=True, repeats=True)
