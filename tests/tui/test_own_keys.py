"""A person's own keys: what is right works, what is wrong is told with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.keys import _character_to_key

from cjm_tui.render.cells import text_of
from cjm_tui.storage.preferences import Preferences, preferences, preferences_path
from cjm_tui.tui.commands import COMMANDS, LIBRARY, ROOMS, commands_of, rekey, with_keys
from cjm_tui.tui.launching import app_on
from cjm_tui.tui.own_keys import key_name, own_keys
from cjm_tui.tui.screens.library import LibraryScreen
from cjm_tui.tui.widgets.header import Facts, header_line
from tests.patience import happens_meanwhile
from tests.tui.stories import story, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def declared_keys() -> Iterator[None]:
    """Leave the keys as they were declared."""
    yield
    rekey({})


def settings(text: str) -> Preferences:
    path = preferences_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return preferences()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("x", "x"), ("X", "X"), ("?", "question_mark"), ("/", "slash"), ("+", "plus"), ("-", "minus"), ("ö", "ö"),
        ("ctrl+x", "ctrl+x"), ("shift+a", "A"), ("shift+left", "shift+left"), ("alt+enter", "alt+enter"),
        ("dd", "d d"), ("g g", "g g"), ("f5", "f5"), ("full_stop", "full_stop"), ("space", "space"),
        ("ctrl+shift+up", "ctrl+shift+up"), ("enterr", None), ("hyper+x", None), ("", None), ("ab", None),
        ("ctrl+", None), ("\t", None),
    ],
)  # fmt: skip
def test_keys_are_understood_as_people_write_them(written: str, name: str | None) -> None:
    assert key_name(written) == name


def test_keys_are_named_as_textual_names_them() -> None:
    for character in "abzAZ09!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~äß":
        assert key_name(character) == _character_to_key(character)


def test_every_declared_key_is_a_key_for_a_person_too() -> None:
    assert [key for command in COMMANDS for key in command.keys if key_name(key) != key] == []


def test_an_own_key_takes_the_place_of_the_declared_ones() -> None:
    own = own_keys(settings('[keys]\nadd-touchpoint = "ctrl+n"\nundo = ["f8", "ctrl+u"]\nexport = []\n'))
    assert own.problems == ()
    keys = {command.id: command.keys for command in with_keys(own.keys)}
    assert (keys["add-touchpoint"], keys["undo"], keys["export"]) == (("ctrl+n",), ("f8", "ctrl+u"), ())
    assert keys["redo"] == next(command.keys for command in COMMANDS if command.id == "redo")


def test_two_commands_may_change_keys_with_each_other() -> None:
    own = own_keys(settings('[keys]\nundo = "c"\ncommit = "u"\n'))
    assert own.problems == ()
    assert own.keys == {"undo": ("c",), "commit": ("u",)}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('ad-touchpoint = "x"', "keys.ad-touchpoint: there is no such command; did you mean add-touchpoint?"),
        ('undo = "controlled"', "keys.undo: “controlled” is no key"),
        ("undo = 5", "keys.undo: write a key"),
        ('undo = "ctrl+i"', "keys.undo: in a plain terminal ctrl+i is tab"),
        ('undo = "c"', "keys.undo: c is “Commit a revision” already; take another key, or give keys.commit another"),
        ('undo = "d"', "keys.undo: d is “Remove the card” already"),
        ('save-form = "dd"', "keys.save-form: in a form dd is typed into a text"),
        ('help-here = "?"', "keys.help-here: in a form ? is typed into a text"),
        ('undo = "cc"', "keys.undo: c c is “Commit a revision” already"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_works(line: str, told: str) -> None:
    own = own_keys(settings(f'# Mine.\n[keys]\nredo = "Z"\n{line}\nfind = "F7"\n'.replace("F7", "f7")))
    assert len(own.problems) == 1
    assert own.problems[0].startswith(f"{preferences_path()}:4: {told}")
    assert own.keys == {"redo": ("Z",), "find": ("f7",)}


def test_of_two_commands_on_one_key_the_first_has_it() -> None:
    own = own_keys(settings('[keys]\nundo = "Q"\nredo = "Q"\n'))
    assert own.keys == {"undo": ("Q",)}
    assert [problem.partition(": ")[0] for problem in own.problems] == [f"{preferences_path()}:3"]


def test_whatever_is_set_no_key_does_two_things_in_one_room() -> None:
    ids = [command.id for command in COMMANDS]
    text = "\n".join(f'{id_} = "{key}"' for id_, key in zip(ids, "acuvhjklqxdd?/.,;" * 20, strict=False))
    rekey(own_keys(settings(f"[keys]\n{text}\n")).keys)
    for room in ROOMS:
        keys = [key for command in commands_of(room) for key in command.keys]
        assert len(keys) == len(set(keys))


async def test_the_app_listens_to_the_persons_own_keys_and_shows_them(tmp_path: Path) -> None:
    settings('[keys]\nsort = "ctrl+o"\nfilter = "quick"\n')
    app = app_on(tmp_path, None)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        library = app.screen
        assert isinstance(library, LibraryScreen)
        assert "config.toml:3: keys.filter" in library.footer.status
        assert "or a list of keys" in library.footer.words
        await pilot.press("j")
        assert "ctrl+o sort" in library.footer.words
        before = library.header.words
        await pilot.press("s")
        assert library.header.words == before
        await pilot.press("ctrl+o")
        assert library.header.words != before
        await pilot.press("slash")
        assert library.filter_line
        assert library.filter_line.has_class("-open")


def test_the_library_says_what_it_listens_to(tmp_path: Path) -> None:
    rekey({"sort": ("ctrl+o",)})
    assert {key for key, _ in LibraryScreen(tmp_path)._bindings} >= {
        key.split()[0] for command in commands_of(LIBRARY) for key in command.keys
    }


async def test_hints_in_empty_places_name_the_persons_own_keys(tmp_path: Path) -> None:
    settings('[keys]\nadd-stage = "ctrl+n"\nadd-touchpoint = "T"\nnew-map = "f6"\n')
    app = app_on(tmp_path, None)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        assert "f6  begins one" in app.screen.rows.words
        assert "a stage with ctrl+n and touchpoints with T" in app.screen.rows.words
    empty = tmp_path / "empty.toml"
    empty.write_text('schema = "map/1"\ntitle = "Empty"\n\n[stage.first]\nname = "First"\norder = 10\n')
    async with story(empty) as person:
        assert "T adds a touchpoint" in person.sees
        assert "ctrl+n adds a stage" in person.sees


async def test_what_the_status_line_names_is_the_key_that_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cjm_tui.tui.commands._own", {"undo": ("Z",), "redo": (), "next-view": ("ctrl+v",)})
    async with story(written(tmp_path)) as person:
        await person.press("5")
        assert person.says.endswith("Z undoes")
        await person.press("Z")
        assert person.says.endswith(": Redo does it again")
        await person.press("ctrl+v")
        assert person.says.endswith("ctrl+v: themes")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("y",), "Z puts it after a card"),
        (("p",), "Nothing is copied yet; Z copies a card"),
        (("n",), "Nothing is found yet; Z finds cards"),
        (("t",), "Z adds one, then Z puts it under a theme"),
        (("z",), "Z Z the others · Z or Z: the whole map"),
        (("tab",), "Z opens all fields of the card"),
        (("full_stop",), "Z and Z change it"),
        (("O", "O", "O", "O"), "Z lays others over it"),
        (("space",), "Z leads to the lanes"),
        (("ctrl+c",), "Z leaves; every edit is saved already"),
    ],
)
async def test_every_hint_of_the_board_names_the_key_that_works(
    tmp_path: Path, keys: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with story(written(tmp_path), (200, 40) if told.startswith("Z and") else (80, 24)) as person:
        monkeypatch.setattr("cjm_tui.tui.commands._own", {command.id: ("Z",) for command in COMMANDS})
        await person.press(*keys)
        if not await happens_meanwhile(lambda: told in person.says, person.pilot.pause):
            raise AssertionError(person.says)


def test_the_header_names_the_key_that_settles_conflicts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm_tui.tui.commands._own", {"settle-conflicts": ("Z",)})
    facts = Facts("Buy", conflicts=2)
    assert "2 conflicts: Z" in text_of(header_line(facts, 80))
