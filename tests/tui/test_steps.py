"""What is to be done next is told by its key in the app, and by its command on the command line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cjm_tui
from cjm_tui.tui.commands import rekey
from cjm_tui.tui.steps import here

_BELOW = ("services", "history", "storage", "checking", "model", "render")
_ONLY_IN_A_SHELL = {"add", "check", "demo", "doctor", "fmt", "git-setup", "list", "new", "set", "show"}
_COMMAND = re.compile(r"`cjm ([a-z-]+)[^`]*`(?! in a terminal)")


def sentences_below() -> Iterator[str]:
    """Yield the texts of the rooms that know no keys, but for what only says what the code does."""
    for room in _BELOW:
        for file in sorted((Path(cjm_tui.__file__).parent / room).rglob("*.py")):
            tree = ast.parse(file.read_text())
            told = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                    yield node.value


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("1 commit to send yet: `cjm sync` does it", "1 commit to send yet: S does it"),
        ("Settle it (`cjm settle shop`), then `cjm sync --finish`.", "Settle it (C), then c."),
        ("`cjm sync --give-up` undoes it.", ": Give up the merge undoes it."),
        ("`cjm settle FILE --ours` or `--theirs` keeps it or lets it go", "C keeps it or lets it go"),
        ("`cjm branch NAME` gives it one.", "b gives it one."),
        ("`cjm branch omar/main --merge` takes it in.", ": Review a branch takes it in."),
        ("Run `cjm sync` in a terminal, or type `cjm commit` in a shell", None),
        ("`cjm check` says why, `git sync` is none", None),
    ],
)
def test_a_command_is_told_by_the_key_that_does_the_same(said: str, told: str | None) -> None:
    assert here(said) == (told if told is not None else said)


def test_a_key_that_the_person_chose_is_the_one_that_is_told() -> None:
    rekey({"sync": ("f5",), "settle-conflicts": ()})
    try:
        assert here("`cjm sync` sends it, `cjm settle` asks") == "f5 sends it, : Settle conflicts asks"
    finally:
        rekey({})


def test_of_a_command_of_another_room_it_is_said_where_its_key_works() -> None:
    assert here("`cjm commit`, `cjm settle`", {"settle-conflicts"}) == "c on the board, C"


def test_every_next_step_that_is_told_from_below_has_a_key_here() -> None:
    told = [said for said in sentences_below() if _COMMAND.search(said)]
    assert len(told) > 20
    for said in told:
        left = {found[1] for found in _COMMAND.finditer(here(said))}
        assert left <= _ONLY_IN_A_SHELL, said


def test_no_sentence_from_below_names_a_key_which_a_person_may_have_changed() -> None:
    named = re.compile(r"\b[A-Za-z] (?:on (?:the|its|a) board|in the app|there)\b")
    found = [said for said in sentences_below() if named.search(said)]
    # What git prints in the middle of a merge stands in a shell, for who has not met the app.
    assert [said for said in found if "settle them (C in the app" not in said] == []
