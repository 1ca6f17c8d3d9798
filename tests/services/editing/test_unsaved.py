"""Edits that could not be saved are put aside, and taken up the next time: as an edit, merged with what came since."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.model.record import HEADER
from cjm_tui.services.editing.open_map import OpenMap, edited, gone_from_disk, undone
from cjm_tui.services.editing.saving import flush, open_map_at
from cjm_tui.services.editing.unsaved import forget, left_behind, put_aside, taken_up
from cjm_tui.storage.unsaved import Unsaved, keep_unsaved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAP = 'schema = "map/1"\ntitle = "Shop"\ngoal = "Buy"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "shop.toml"
    path.write_text(MAP)
    return path


def with_title(open_map: OpenMap, title: str) -> OpenMap:
    return edited(open_map, set_field(open_map.document, HEADER, "title", title))


def the_next_time(path: Path) -> OpenMap:
    left = left_behind(path)
    assert left is not None
    return taken_up(open_map_at(path), left)


def test_what_could_not_be_saved_is_an_edit_the_next_time(path: Path) -> None:
    put_aside(with_title(open_map_at(path), "A larger shop"))
    again = the_next_time(path)
    assert again.document.title == "A larger shop"
    assert undone(again).open_map.document.title == "Shop"
    flush(again)
    assert path.read_text() == MAP.replace("Shop", "A larger shop")
    forget(path)
    assert left_behind(path) is None


def test_what_others_wrote_meanwhile_stays(path: Path) -> None:
    put_aside(with_title(open_map_at(path), "A larger shop"))
    path.write_text(MAP.replace("Buy", "Buy in time"))
    again = the_next_time(path)
    assert (again.document.title, again.document.header.text("goal")) == ("A larger shop", "Buy in time")


def test_what_is_in_the_file_already_is_no_edit(path: Path) -> None:
    put_aside(with_title(open_map_at(path), "A larger shop"))
    path.write_text(MAP.replace("Shop", "A larger shop"))
    assert the_next_time(path).past == ()


def test_nothing_is_put_aside_of_a_map_that_is_saved_or_gone(path: Path) -> None:
    put_aside(open_map_at(path))
    put_aside(gone_from_disk(with_title(open_map_at(path), "A larger shop"), path))
    assert left_behind(path) is None


@contextmanager
def another_process(path: Path, wanted: str) -> Iterator[subprocess.Popen[bytes]]:
    """Let another process keep what it could not save, and live until the block ends."""
    keep = (
        "import sys; from pathlib import Path; from cjm_tui.storage.unsaved import Unsaved, keep_unsaved\n"
        "keep_unsaved(Path(sys.argv[1]), Unsaved('a', sys.argv[2])); print('kept', flush=True); input()"
    )
    words = [sys.executable, "-c", keep, str(path), wanted]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"kept\n"
        yield other
        other.communicate(b"\n")


def test_what_a_living_process_keeps_is_its_own(path: Path) -> None:
    with another_process(path, "b"):
        assert left_behind(path) is None
    assert left_behind(path) == Unsaved("a", "b")


def test_two_that_cannot_save_do_not_take_each_other_s_edits_away(path: Path) -> None:
    with another_process(path, "theirs"):
        keep_unsaved(path, Unsaved("a", "ours"))
        assert left_behind(path) == Unsaved("a", "ours")
        forget(path)
    assert left_behind(path) == Unsaved("a", "theirs")


def test_what_two_left_behind_is_taken_up_one_after_the_other(path: Path) -> None:
    with another_process(path, "one"), another_process(path, "other"):
        pass
    first = left_behind(path)
    assert left_behind(path) == first
    forget(path)
    second = left_behind(path)
    assert {first, second} == {Unsaved("a", "one"), Unsaved("a", "other")}
    forget(path)
    assert left_behind(path) is None


def test_it_is_for_nobody_else_to_read_and_survives_hard_texts(path: Path, own_world: Path) -> None:
    keep_unsaved(path, Unsaved("half \ud83d", "\u202e"))
    assert left_behind(path) == Unsaved("half \ud83d", "\u202e")
    (file,) = (own_world / "state" / "cjm" / "drafts").rglob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"base": "", "wanted": 1}', "[" * 100_000])
def test_what_nobody_can_read_is_nothing(path: Path, own_world: Path, content: str) -> None:
    keep_unsaved(path, Unsaved("a", "b"))
    (file,) = (own_world / "state" / "cjm" / "drafts").rglob("*.json")
    file.write_text(content)
    assert left_behind(path) is None


@pytest.mark.parametrize("wanted", ["half a fil", 'schema = "persona/1"\nname = "Fiona"\n'])
def test_a_text_that_is_no_map_any_more_changes_nothing(path: Path, wanted: str) -> None:
    keep_unsaved(path, Unsaved(MAP, wanted))
    open_map = open_map_at(path)
    assert taken_up(open_map, Unsaved(MAP, wanted)) is open_map


def test_a_place_that_cannot_be_written_stops_nobody(path: Path, own_world: Path) -> None:
    (own_world / "state").mkdir(exist_ok=True)
    (own_world / "state" / "cjm").write_text("a file where the folder should be")
    put_aside(with_title(open_map_at(path), "A larger shop"))
    assert left_behind(path) is None
