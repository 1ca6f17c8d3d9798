"""Saving while an editor that knows of no lock is in the middle of writing the file: real writers, in threads."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.storage import unfinished
from cjm_tui.storage.files import load, save
from cjm_tui.storage.making import create
from tests.storage.cards import CARD, emotion_in, leftovers, with_card
from tests.storage.changes import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a busy machine the time that a pause of the writers may really take."""
    monkeypatch.setattr(unfinished, "_MOMENT", 0.2)
    monkeypatch.setattr(unfinished, "PATIENCE", 10.0)
    monkeypatch.setattr(unfinished, "AWAY", 10.0)


@contextmanager
def writing(path: Path, pieces: Sequence[str], pause: float) -> Iterator[None]:
    """Empty the file, then write it anew piece by piece with a pause before each; go on when it is empty."""
    is_empty = Event()

    def write() -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)
        is_empty.set()
        for piece in pieces:
            time.sleep(pause)
            os.write(descriptor, piece.encode())
        os.close(descriptor)

    writer = Thread(target=write)
    writer.start()
    is_empty.wait()
    yield
    writer.join()


def half(text: str) -> int:
    """Return where the last records of a text begin: what stands before reads as a map of its own."""
    return text.index("# Legal")


def saved_during(writer: AbstractContextManager[None], path: Path) -> None:
    loaded = load(path)
    with writer:
        save(path, loaded.reading, with_card(loaded.document, "emotion", 1))


def test_a_save_waits_for_an_editor_that_has_just_emptied_the_file(path: Path, map_text: str) -> None:
    theirs = map_text.replace("frequency = 5", "frequency = 3")
    saved_during(writing(path, [theirs], 0.2), path)
    assert path.read_text() == theirs.replace("emotion = -2", "emotion = 1")
    assert leftovers(path) == []


def test_a_save_takes_no_half_written_file_for_one_without_its_last_cards(path: Path, map_text: str) -> None:
    theirs = map_text.replace("frequency = 5", "frequency = 3")
    at = half(theirs)
    assert CARD not in document_of(theirs[:at]).records
    saved_during(writing(path, [theirs[:at], theirs[at:]], 0.01), path)
    assert path.read_text() == theirs.replace("emotion = -2", "emotion = 1")


def test_a_save_waits_longer_for_a_file_that_ends_in_the_middle_of_a_line(path: Path, map_text: str) -> None:
    theirs = map_text.replace("frequency = 5", "frequency = 3")
    at = theirs.index("order = 20") + len("order = 2")
    saved_during(writing(path, [theirs[:at], theirs[at:]], 0.15), path)
    assert path.read_text() == theirs.replace("emotion = -2", "emotion = 1")


def test_a_save_waits_for_git_which_takes_the_file_away_and_writes_it_anew(path: Path, map_text: str) -> None:
    theirs = map_text.replace("frequency = 5", "frequency = 3")

    @contextmanager
    def pulled() -> Iterator[None]:
        path.unlink()
        writer = Timer(0.1, lambda: path.write_text(theirs))
        writer.start()
        yield
        writer.join()

    saved_during(pulled(), path)
    assert path.read_text() == theirs.replace("emotion = -2", "emotion = 1")


def test_cards_that_were_really_taken_out_are_gone(path: Path, map_text: str) -> None:
    loaded = load(path)
    path.write_text(map_text[: half(map_text)])
    saved = save(path, loaded.reading, loaded.document.with_records([]) if loaded.document else document_of(""))
    assert saved.document == document_of(map_text[: half(map_text)])


def test_a_file_that_stays_empty_is_not_filled_with_half_of_a_map(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfinished, "PATIENCE", 0.1)
    loaded = load(path)
    path.write_text("")
    with pytest.raises(SaveError, match="is empty now"):
        save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    assert path.read_text() == ""


def test_an_empty_file_is_as_good_as_none_for_a_new_map(path: Path, map_text: str) -> None:
    path.write_text("")
    path.chmod(0o664)
    create(path, with_card(document_of(map_text), "emotion", 1))
    assert emotion_in(path) == 1
    assert path.stat().st_mode & 0o777 == 0o664
