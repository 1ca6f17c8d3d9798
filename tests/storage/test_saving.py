"""Saving: what others changed meanwhile is merged in, and nothing is overwritten unseen."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from cjm_tui.errors import NotFoundError, SaveError
from cjm_tui.model.document import Document
from cjm_tui.storage import files, outcome
from cjm_tui.storage.files import load, remove, save
from cjm_tui.storage.in_place import content_of
from cjm_tui.storage.making import create, create_text, move
from cjm_tui.storage.rewriting import replace_text
from tests.storage.cards import CARD, emotion_in, leftovers, with_card
from tests.storage.changes import document_of


def test_a_save_changes_the_file_and_says_what_stands_there_now(path: Path) -> None:
    loaded = load(path)
    saved = save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    assert saved.text == path.read_text()
    assert saved.document.records[CARD].get("emotion") == 1
    assert saved.text == load(path).text != loaded.text
    assert not saved.merged_from_disk
    again = save(path, saved.reading, with_card(saved.document, "emotion", 2))
    assert not again.merged_from_disk
    assert emotion_in(path) == 2
    assert leftovers(path) == []


def test_nothing_changed_is_nothing_written(path: Path) -> None:
    loaded = load(path)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    save(path, loaded.reading, loaded.document or Document("", {}))
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_what_somebody_else_changed_meanwhile_is_merged_in(path: Path) -> None:
    loaded = load(path)
    path.write_text(path.read_text().replace("  frequency = 5", "  frequency = 3 # counted"))
    saved = save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    assert saved.merged_from_disk
    assert saved.conflicts == ()
    assert "frequency = 3 # counted" in path.read_text()
    assert emotion_in(path) == 1


def test_a_value_both_changed_is_a_conflict_and_ours_stands(path: Path) -> None:
    loaded = load(path)
    path.write_text(path.read_text().replace("emotion = -2", "emotion = 2"))
    saved = save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    (conflict,) = saved.conflicts
    assert (conflict.key, conflict.field, conflict.ours, conflict.theirs) == (CARD, "emotion", 1, 2)
    assert emotion_in(path) == 1


def test_a_change_of_layout_alone_is_kept(path: Path) -> None:
    loaded = load(path)
    path.write_text(path.read_text().replace("  emotion = -2", "emotion=-2"))
    save(path, loaded.reading, with_card(loaded.document, "frequency", 1))
    assert "\nemotion=-2 #" in path.read_text()


def test_a_file_that_cannot_be_read_any_more_is_not_saved_over(path: Path) -> None:
    loaded = load(path)
    path.write_text("half a fil")
    with pytest.raises(SaveError, match="cannot be read now"):
        save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    assert path.read_text() == "half a fil"


def test_a_folder_in_the_place_of_the_file_is_said(path: Path) -> None:
    loaded = load(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(SaveError, match="is a directory"):
        save(path, loaded.reading, with_card(loaded.document, "emotion", 1))


def test_a_file_that_is_gone_cannot_be_given_another_name(path: Path) -> None:
    path.unlink()
    with pytest.raises(SaveError, match="cannot be renamed: it does not exist"):
        move(path, path.with_name("other.toml"))


def test_a_deleted_file_is_not_silently_made_again(path: Path) -> None:
    loaded = load(path)
    path.unlink()
    with pytest.raises(SaveError, match="deleted"):
        save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    assert not path.exists()


def test_a_file_that_was_never_readable_is_not_saved(path: Path) -> None:
    path.write_text("half a fil")
    loaded = load(path)
    path.write_text("another half")
    with pytest.raises(SaveError):
        save(path, loaded.reading, document_of(""))


def test_a_file_that_was_not_readable_and_now_is_has_to_be_opened_again(path: Path, map_text: str) -> None:
    path.write_text("half a fil")
    loaded = load(path)
    path.write_text(map_text)
    with pytest.raises(SaveError, match="could not be read"):
        save(path, loaded.reading, document_of(""))


def test_a_new_file_is_made_only_where_there_is_none(path: Path) -> None:
    document = load(path).document
    assert document is not None
    with pytest.raises(SaveError, match="already"):
        save(path, None, document)
    new = path.parent / "personas" / "nora.toml"
    with pytest.raises(SaveError, match="cannot be opened"):
        save(new, None, document)
    saved = create(new, document)
    assert new.read_text() == saved.text
    assert stat.S_IMODE(new.stat().st_mode) == 0o666 & ~current_umask()


def test_a_text_is_made_a_file_of_only_where_there_is_none(path: Path, map_text: str) -> None:
    with pytest.raises(SaveError, match="already"):
        create_text(path, "another\n")
    assert path.read_text() == map_text
    create_text(path.parent / "personas" / "nora.toml", "as it was \n")
    assert (path.parent / "personas" / "nora.toml").read_text() == "as it was \n"


def test_a_folder_that_cannot_be_made_is_said_to_be_so(path: Path) -> None:
    with pytest.raises(SaveError, match="cannot be made"):
        create(path / "below-a-file" / "new.toml", document_of(""))


def test_half_a_character_is_an_error_in_words(path: Path) -> None:
    loaded = load(path)
    with pytest.raises(SaveError, match="half a character"):
        save(path, loaded.reading, with_card(loaded.document, "doing", "a\ud800b"))


def test_a_map_does_not_grow_beyond_what_can_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(path)
    monkeypatch.setattr(outcome, "LARGEST", len(loaded.text) + 100)
    with pytest.raises(SaveError, match="too large"):
        save(path, loaded.reading, with_card(loaded.document, "doing", "x" * 200))
    assert path.read_text() == loaded.text


def test_text_is_replaced_only_while_it_is_what_was_seen(path: Path, map_text: str) -> None:
    replace_text(path, map_text, "new\n")
    assert path.read_text() == "new\n"
    with pytest.raises(SaveError, match="changed by somebody else"):
        replace_text(path, map_text, "newer\n")


def test_a_file_is_deleted_only_while_it_is_what_was_seen(path: Path) -> None:
    seen = load(path).reading
    path.write_text("changed\n")
    with pytest.raises(SaveError, match="changed by somebody else"):
        remove(path, seen)
    path.write_text(seen.text)
    remove(path, seen)
    remove(path, seen)
    with pytest.raises(NotFoundError):
        load(path)


def test_a_file_that_cannot_be_deleted_is_said_to_be_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, **_: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    seen = load(path).reading
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(SaveError, match="cannot be deleted"):
        remove(path, seen)


def test_what_is_no_file_is_not_saved_to(path: Path) -> None:
    seen = load(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(SaveError, match="cannot be read"):
        save(path, seen.reading, with_card(seen.document, "emotion", 1))


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_file_that_goes_while_it_is_looked_at_is_not_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = content_of

    def too_late(file: Path) -> bytes | None:
        file.unlink()
        return read(file)

    monkeypatch.setattr(files, "content_of", too_late)
    with pytest.raises(NotFoundError, match="there is no file"):
        load(path)
