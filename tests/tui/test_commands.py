"""Commands are declared once, and the declaration holds: no key does two things, every command does something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.cells import length, text_of
from cjm_tui.render.hints import SHIPPED
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.tui.commands import BOARD, COMMANDS, ROOMS, commands_of, footer_key, key_words, with_keys
from cjm_tui.tui.screens.board import BoardScreen
from cjm_tui.tui.screens.commanded import method_of
from cjm_tui.tui.widgets.footer import labels_line, labels_of, pressed_at, status_line
from tests.tui.stories import written

if TYPE_CHECKING:
    from pathlib import Path

TAKEN_BY_MULTIPLEXERS = {"ctrl+a", "ctrl+b"}
OTHER_KEYS_IN_DISGUISE = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"}


def test_every_command_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_key_does_two_things_in_one_room(room: str) -> None:
    keys = Counter(key for command in commands_of(room) for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_chord_begins_with_a_key_of_no_command(room: str) -> None:
    keys = [key for command in commands_of(room) for key in command.keys]
    begins = {key.split()[0] for key in keys if " " in key}
    assert not begins & {key for key in keys if " " not in key}


def test_no_key_is_one_that_terminals_or_multiplexers_take() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert not keys & (TAKEN_BY_MULTIPLEXERS | OTHER_KEYS_IN_DISGUISE)


def test_every_command_of_the_board_is_the_deed_of_one_part(tmp_path: Path) -> None:
    doers = BoardScreen(open_map_at(written(tmp_path))).doers()
    deeds = Counter(c.id for c in commands_of(BOARD) for doer in doers if hasattr(doer, method_of(c.id)))
    assert {c.id: deeds[c.id] for c in commands_of(BOARD)} == {c.id: 1 for c in commands_of(BOARD)}


def test_every_deed_of_the_board_is_a_command(tmp_path: Path) -> None:
    commands = {method_of(command.id) for command in COMMANDS}
    doers = BoardScreen(open_map_at(written(tmp_path))).doers()
    assert {name for doer in doers for name in dir(doer) if name.startswith("do_")} - commands == set()


@pytest.mark.parametrize("command", COMMANDS, ids=[command.id for command in COMMANDS])
def test_every_command_says_what_it_does(command: object) -> None:
    assert command.title  # type: ignore[attr-defined]
    assert command.help  # type: ignore[attr-defined]


def test_keys_are_written_as_people_write_them() -> None:
    by_id = {command.id: command for command in COMMANDS}
    assert key_words(by_id["remove"]) == "dd, delete"
    assert key_words(by_id["move-left"]) == "H, shift+←"
    assert key_words(by_id["find"]) == "/"


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("cells", [60, 80])
def test_however_narrow_the_footer_is_it_names_the_key_for_help(room: str, cells: int) -> None:
    line = labels_line(labels_of(commands_of(room), cells), cells)
    assert length(line) == cells
    assert text_of(line).rstrip().endswith("? help")


@pytest.mark.parametrize("room", ROOMS)
def test_a_click_anywhere_on_a_label_presses_its_key(room: str) -> None:
    labels = labels_of(commands_of(room), 80)
    line = text_of(labels_line(labels, 80))
    for label in labels:
        words = f"{label.key} {label.does}"
        pressed = {pressed_at(labels, line.index(words) + at) for at in range(len(words))}
        assert pressed == ({label.pressed} if label.pressed else {("1",), ("5",), ()})
    assert pressed_at(labels, 79) == ()


def test_what_is_shortened_in_the_status_line_is_not_the_key_at_its_end() -> None:
    said = text_of(status_line("Pick a dish: added pain ‘Nobody knows who is missing’ · u undoes", "text", 40))
    assert said.rstrip().endswith("… · u undoes")
    assert said.startswith(" Pick a dish: added")
    assert text_of(status_line("Saved · and a very long remark that has no room here", "text", 30)).rstrip()[-1] == "…"


def test_what_a_command_says_of_another_names_the_key_that_one_has() -> None:
    told = {command.id: command.help for command in with_keys({"undo": ("Z",), "commit": ()})}
    assert told["remove"].endswith("; Z brings it all back")
    assert ": Commit a revision commits" in told["say-saved"]
    assert "{" not in "".join(told.values())


def test_hints_on_the_board_name_the_keys_that_are_shipped_until_others_are_told() -> None:
    shipped = {command.id: footer_key(command) for command in with_keys({})}
    assert {id_: shipped[id_] for id_ in SHIPPED} == SHIPPED
