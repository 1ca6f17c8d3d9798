"""Where a history can begin, and where it cannot."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from cjm_tui.services.joining.beginning import begin_history, room_for_history
from tests.sample_maps import LAMP

if TYPE_CHECKING:
    from pathlib import Path


def a_map(folder: Path) -> Path:
    folder.mkdir(parents=True)
    path = folder / "shop.toml"
    path.write_text(LAMP)
    return path


def test_a_history_begins_in_the_folder_that_holds_the_maps(tmp_path: Path) -> None:
    assert room_for_history(a_map(tmp_path / "shop" / "maps")) == tmp_path / "shop"


def test_a_map_that_lies_alone_has_its_history_beside_it(tmp_path: Path) -> None:
    assert room_for_history(a_map(tmp_path / "notes")) == tmp_path / "notes"


def test_in_a_repository_there_is_nothing_to_begin(tmp_path: Path) -> None:
    path = a_map(tmp_path / "shop" / "maps")
    begin_history(tmp_path / "shop")
    assert room_for_history(path) is None
    told = subprocess.run(["git", "-C", path.parent, "status", "--short"], check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["??", "./"]


def test_a_repository_that_is_broken_is_none_to_begin_again(tmp_path: Path) -> None:
    path = a_map(tmp_path / "shop" / "maps")
    (tmp_path / "shop" / ".git" / "objects").mkdir(parents=True)
    assert room_for_history(path) is None
