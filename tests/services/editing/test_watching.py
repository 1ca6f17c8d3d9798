"""Noticing what others write: changes, deletions, and files that are being written at this moment."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

from cjm_tui.services.editing.open_map import OpenMap, gone_from_disk
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.services.editing.watching import Mark, look
from tests.permissions import bound_by_permissions

MAP = 'schema = "map/1"\ntitle = "{}"\n'


def watched(folder: Path, title: str) -> tuple[Path, OpenMap, Mapping[Path, Mark | None]]:
    """Open a map on which nothing has changed since; return where it is, and how its files look."""
    path = folder / "shop.toml"
    path.write_text(MAP.format(title))
    open_map = open_map_at(path)
    first = look(open_map, {})
    assert not first.changed
    return path, open_map, first.marks


def test_a_change_is_noticed_once(tmp_path: Path) -> None:
    path, open_map, marks = watched(tmp_path, "Shop")
    path.write_text(MAP.format("A larger shop"))
    second = look(open_map, marks)
    reading = second.changed[path]
    assert reading is not None
    assert reading.document is not None
    assert reading.document.title == "A larger shop"
    assert not look(open_map, second.marks).changed


def test_a_file_that_an_editor_has_just_emptied_is_looked_at_again(tmp_path: Path) -> None:
    path, open_map, marks = watched(tmp_path, "Shop")
    path.write_text("")
    emptied = look(open_map, marks)
    assert not emptied.changed
    path.write_text(MAP.format("Shops"))
    assert path in look(open_map, emptied.marks).changed


def test_a_file_that_stays_empty_is_told_once_and_never_taken_for_a_map(tmp_path: Path) -> None:
    path, open_map, marks = watched(tmp_path, "Shop")
    path.write_text("")
    os.utime(path, (1, 1))
    emptied = look(open_map, marks)
    assert emptied.changed == {path: None}
    assert not look(gone_from_disk(open_map, path), emptied.marks).changed


def test_a_file_that_has_just_become_shorter_is_looked_at_again(tmp_path: Path) -> None:
    path, open_map, marks = watched(tmp_path, "A larger shop")
    path.write_text(MAP.format("Shop"))
    now = time.time()
    os.utime(path, (now + 5, now + 5))
    shorter = look(open_map, marks)
    assert not shorter.changed
    os.utime(path, (now - 5, now - 5))
    assert path in look(open_map, shorter.marks).changed


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    path, open_map, marks = watched(tmp_path, "Shop")
    path.unlink()
    missed = look(open_map, marks)
    assert not missed.changed
    gone = look(open_map, missed.marks)
    assert gone.changed == {path: None}
    assert not look(open_map, gone.marks).changed


def test_a_file_that_is_away_for_a_moment_is_not_gone(tmp_path: Path) -> None:
    path, open_map, marks = watched(tmp_path, "Shop")
    path.unlink()
    missed = look(open_map, marks)
    path.write_text(MAP.format("Store"))
    (reading,) = look(open_map, missed.marks).changed.values()
    assert reading is not None
    assert reading.document is not None
    assert reading.document.title == "Store"


def test_a_file_that_may_not_be_read_any_more_is_not_gone_and_is_read_when_it_may(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text(MAP.format("Shop"))
    open_map = open_map_at(path)
    marks = look(open_map, {}).marks
    closed = tmp_path / "closed.toml"
    closed.write_text(MAP.format("A larger shop"))
    closed.chmod(0)
    closed.replace(path)
    with bound_by_permissions():
        refused = look(open_map, marks)
        reading = refused.changed[path]
        assert reading is not None
        assert reading.document is None
        assert reading.problems[0].message == "you may not read it"
        assert not look(open_map, refused.marks).changed
        path.chmod(0o600)
        opened = look(open_map, refused.marks).changed[path]
    assert opened is not None
    assert opened.document is not None
    assert opened.document.title == "A larger shop"


def test_a_word_that_became_shorter_far_from_the_end_is_seen_at_once(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text(MAP.format("A larger shop") + "# and so on\n" * 20)
    open_map = open_map_at(path)
    marks = look(open_map, {}).marks
    path.write_text(MAP.format("Shop") + "# and so on\n" * 20)
    now = time.time()
    os.utime(path, (now + 5, now + 5))
    assert path in look(open_map, marks).changed


def test_a_file_that_was_written_anew_and_says_the_same_has_not_changed(tmp_path: Path) -> None:
    path, open_map, marks = watched(tmp_path, "Shop")
    path.with_suffix(".new").write_text(path.read_text())
    path.with_suffix(".new").replace(path)
    again = look(open_map, marks)
    assert again.marks != marks
    assert not again.changed
