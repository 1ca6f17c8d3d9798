"""The person's own settings: read softly, edited politely."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli

from cjm_tui.errors import SaveError, UnreadableError
from cjm_tui.storage.preferences import preferences, preferences_path, remember

if TYPE_CHECKING:
    from collections.abc import Callable

WRITTEN = """\
# my settings

theme = 'cjm-light'   # for the projector

[keys]
# vim fingers
add-touchpoint = "o"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cjm" / "config.toml"


def test_a_choice_is_remembered_and_everything_else_stays_byte_for_byte(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN)
    remember("theme", "cjm-dark", path)
    assert path.read_text() == WRITTEN.replace("'cjm-light'", '"cjm-dark"')
    remember("keys.add-stage", "O", path)
    remember("lanes.hidden", "team", path)
    assert path.read_text().endswith('add-touchpoint = "o"\nadd-stage = "O"\n\n[lanes]\nhidden = "team"\n')


def test_the_first_choice_makes_the_file(path: Path) -> None:
    remember("hidden_lanes", ("support", "team"), path)
    assert preferences(path).names("hidden_lanes") == ("support", "team")
    remember("hidden_lanes", None, path)
    assert tomli.loads(path.read_text()) == {}


def test_what_is_unset_in_a_table_that_is_not_there_changes_nothing(path: Path) -> None:
    remember("keys.add-stage", None, path)
    assert not path.exists()


def test_choosing_the_same_again_writes_nothing(path: Path) -> None:
    remember("theme", "cjm-dark", path)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    remember("theme", "cjm-dark", path)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_values_are_read_softly(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN + "[lanes]\nhidden = ['team', 3]\n")
    own = preferences(path)
    assert own.choice("theme") == "cjm-light"
    assert own.choice("glyphs", "auto") == "auto"
    assert own.choice("lanes.hidden") == ""
    assert own.names("lanes.hidden") == ("team",)
    assert own.table("keys") == {"add-touchpoint": "o"}


def test_a_missing_file_says_nothing_and_a_broken_one_says_why(path: Path) -> None:
    assert preferences(path).values == {}
    path.parent.mkdir()
    path.write_text("theme = \n")
    own = preferences(path)
    assert own.values == {}
    assert "config.toml:1: " in own.problem
    with pytest.raises(UnreadableError, match="is no TOML"):
        remember("theme", "x", path)
    assert path.read_text() == "theme = \n"


def test_a_huge_file_is_not_read(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("# " + "x" * 300_000)
    assert "too large" in preferences(path).problem


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cjm").write_text("a file where the folder should be")
    with pytest.raises(SaveError, match="cannot be made"):
        remember("theme", "x", tmp_path / "cjm" / "config.toml")


def test_a_folder_in_the_place_of_the_settings_is_said(path: Path) -> None:
    path.mkdir(parents=True)
    assert "config.toml: " in preferences(path).problem
    with pytest.raises(SaveError, match="is a directory"):
        remember("theme", "x", path)


def test_settings_nested_too_deeply_are_said(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("x = " + "[" * 5_000 + "]" * 5_000)
    assert ":1: tables or lists are nested deeper than 8 levels; write them flatter" in preferences(path).problem


def test_settings_that_another_program_is_changing_are_left_to_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN)

    def fsync(_descriptor: int, sync: Callable[[int], None] = os.fsync) -> None:
        path.write_text("# theirs\n")
        sync(_descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(SaveError, match="being changed by another program"):
        remember("theme", "x", path)
    assert path.read_text() == "# theirs\n"


def test_a_choice_is_forgotten_again(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN)
    remember("keys.add-touchpoint", None, path)
    remember("theme", None, path)
    assert preferences(path).values == {}


def test_the_settings_stand_in_the_persons_configuration_folder() -> None:
    assert preferences_path().parts[-2:] == ("cjm", "config.toml")
    remember("theme", "cjm-dark")
    assert preferences().choice("theme") == "cjm-dark"


def test_a_link_to_settings_kept_elsewhere_stays_one(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "cjm.toml"
    real.parent.mkdir()
    real.write_text(WRITTEN)
    path.parent.mkdir()
    path.symlink_to(real)
    remember("theme", "cjm-dark", path)
    assert path.is_symlink()
    assert real.read_text() == WRITTEN.replace("'cjm-light'", '"cjm-dark"')
