"""Saving: whole or not at all, with what others changed merged in, and nothing left behind."""

from __future__ import annotations

import errno
import multiprocessing
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import NotFoundError, SaveError
from cjm_tui.model.document import Document
from cjm_tui.model.record import RecordKey
from cjm_tui.storage import files, replacing
from cjm_tui.storage.files import create, load, remove, replace_text, save
from cjm_tui.storage.lock import locked
from tests.storage.changes import document_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.values import Value

SOMEBODY = 65534
CARD = RecordKey("touchpoint", "pay-by-card")


@pytest.fixture
def path(tmp_path: Path, map_text: str) -> Path:
    folder = tmp_path / "maps"
    folder.mkdir()
    file = folder / "outfit.toml"
    file.write_text(map_text)
    return file


def with_card(document: Document | None, key: str, value: Value | None) -> Document:
    assert document is not None
    return document.with_records([document.records[CARD].with_fields({key: value})])


def emotion_in(path: Path) -> object:
    return document_of(path.read_text()).records[CARD].get("emotion")


def leftovers(path: Path) -> list[str]:
    return [name for name in os.listdir(path.parent) if name != path.name]


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
    before = path.stat()
    save(path, loaded.reading, loaded.document or Document("", {}))
    assert path.stat() == before


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


def test_a_folder_that_cannot_be_made_is_said_to_be_so(path: Path) -> None:
    with pytest.raises(SaveError, match="cannot be made"):
        create(path / "below-a-file" / "new.toml", document_of(""))


def test_two_who_make_one_file_at_once_do_not_overwrite_each_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = path.parent / "new.toml"

    def slip_in(temporary: Path, target: Path) -> None:
        target.write_text("# theirs\n")
        original(temporary, target)

    original = replacing._make
    monkeypatch.setattr(replacing, "_make", slip_in)
    with pytest.raises(SaveError, match="already"):
        create(new, document_of('schema = "map/1"\n'))
    assert new.read_text() == "# theirs\n"


def test_a_file_system_without_links_gets_new_files_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    create(path.parent / "new.toml", document_of('schema = "map/1"\n'))
    assert (path.parent / "new.toml").read_text() == 'schema = "map/1"\n'


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755])
def test_mode_stays(path: Path, mode: int) -> None:
    path.chmod(mode)
    saved_card(path)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_stay(path: Path) -> None:
    os.chown(path, 12345, 23456)
    saved_card(path)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


def test_a_link_leads_to_the_file_it_means(path: Path) -> None:
    real = path.parent.parent / "elsewhere.toml"
    path.rename(real)
    path.symlink_to(Path("..") / "elsewhere.toml")
    saved_card(path)
    assert path.is_symlink()
    assert emotion_in(real) == 1


def test_a_file_with_two_names_keeps_both(path: Path, own_world: Path) -> None:
    other = path.parent.parent / "other-name.toml"
    other.hardlink_to(path)
    saved_card(path)
    assert other.read_text() == path.read_text()
    assert emotion_in(other) == 1
    assert [file for file in own_world.rglob("*") if file.is_file() and file.name.startswith("outfit")] == []


def test_writing_in_place_puts_the_old_text_back_when_it_fails(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path.parent.parent / "other-name.toml").hardlink_to(path)
    text = path.read_text()
    calls: list[int] = []
    overwrite = replacing._overwrite

    def fail_once(descriptor: int, raw: bytes) -> None:
        overwrite(descriptor, raw[: len(raw) // 2] if not calls else raw)
        calls.append(descriptor)
        if len(calls) == 1:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(replacing, "_overwrite", fail_once)
    with pytest.raises(SaveError, match="disk is full"):
        saved_card(path)
    assert path.read_text() == text


def test_without_room_for_a_copy_nothing_is_written_in_place(
    path: Path, monkeypatch: pytest.MonkeyPatch, own_world: Path
) -> None:
    (path.parent.parent / "other-name.toml").hardlink_to(path)
    text = path.read_text()

    def full(_descriptor: int, _raw: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(replacing, "_write_all", full)
    with pytest.raises(SaveError, match="disk is full"):
        saved_card(path)
    assert path.read_text() == text
    assert [file for file in own_world.rglob("*") if file.is_file() and file.name.startswith("outfit")] == []


def test_a_group_that_cannot_be_given_is_kept_by_writing_in_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inode = path.stat().st_ino

    def refuse(_descriptor: int, _original: os.stat_result) -> None:
        raise PermissionError(errno.EPERM, "no")

    monkeypatch.setattr(replacing, "_dress_like", refuse)
    saved_card(path)
    assert path.stat().st_ino == inode
    assert emotion_in(path) == 1
    assert leftovers(path) == []


def test_a_change_between_the_look_and_the_rename_is_not_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(path)
    dress_like = replacing._dress_like
    calls: list[int] = []

    def slip_in(descriptor: int, original: os.stat_result) -> None:
        dress_like(descriptor, original)
        if not calls:
            path.write_text(path.read_text().replace("frequency = 5", "frequency = 4"))
        calls.append(descriptor)

    monkeypatch.setattr(replacing, "_dress_like", slip_in)
    saved = save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    assert saved.merged_from_disk
    assert saved.document.records[CARD].get("frequency") == 4
    assert leftovers(path) == []


def test_a_change_while_writing_in_place_is_not_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path.parent.parent / "other-name.toml").hardlink_to(path)
    put_aside = replacing._put_aside
    calls: list[int] = []

    def slip_in(file: Path, raw: bytes) -> Path:
        if not calls:
            path.write_text(path.read_text().replace("frequency = 5", "frequency = 4"))
        calls.append(1)
        return put_aside(file, raw)

    monkeypatch.setattr(replacing, "_put_aside", slip_in)
    saved_card(path)
    assert document_of(path.read_text()).records[CARD].get("frequency") == 4


def test_a_file_that_never_holds_still_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(path)

    def always(*_: object) -> None:
        raise replacing.ChangedOnDiskError

    monkeypatch.setattr(files, "replace", always)
    with pytest.raises(SaveError, match="keeps changing"):
        save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    with pytest.raises(SaveError, match="changed by somebody else"):
        replace_text(path, loaded.text, "new")


def in_another_process(work: Callable[[], object]) -> str:
    """Do some work in a process of its own; return what it said about an error, empty when there was none."""

    def tell() -> None:
        try:
            work()
        except SaveError as error:
            said.send(str(error))
        else:
            said.send("")

    context = multiprocessing.get_context("fork")
    heard, said = context.Pipe(duplex=False)
    process = context.Process(target=tell)
    process.start()
    assert heard.poll(20)
    text: str = heard.recv()
    process.join()
    return text


def as_somebody(path: Path) -> str:
    """Save the card as a user who is not root; return what was said about an error."""

    def work() -> None:
        os.setgroups([])
        os.setgid(SOMEBODY)
        os.setuid(SOMEBODY)
        saved_card(path)

    return in_another_process(work)


def test_a_file_that_may_not_grow_leaves_the_old_one_and_nothing_else(path: Path) -> None:
    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        saved_card(path)

    text = path.read_text()
    assert "larger than allowed" in in_another_process(work)
    assert path.read_text() == text
    assert leftovers(path) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")
def test_a_disk_without_room_leaves_the_old_file(tmp_path: Path, map_text: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("no mounting here")
    try:
        file = disk / "map.toml"
        file.write_text(map_text)
        (disk / "filler").write_bytes(b"x" * 8192)
        with pytest.raises(SaveError, match="disk is full"):
            save(file, load(file).reading, with_card(load(file).document, "doing", "x" * 9000))
        assert file.read_text() == map_text
        assert sorted(os.listdir(disk)) == ["filler", "map.toml"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture
def reachable(path: Path) -> Path:
    """Let everybody reach the file."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    for folder in path.parents[:-2]:
        folder.chmod(folder.stat().st_mode | 0o055)
    return path


def test_a_read_only_file_is_not_replaced(reachable: Path, own_world: Path) -> None:
    own_world.chmod(0o777)
    reachable.parent.chmod(0o777)
    reachable.chmod(0o444)
    text = reachable.read_text()
    assert "you may not write there" in as_somebody(reachable)
    assert reachable.read_text() == text


def test_a_file_in_a_read_only_folder_is_written_in_place(reachable: Path, own_world: Path) -> None:
    own_world.chmod(0o777)
    reachable.parent.chmod(0o555)
    reachable.chmod(0o666)
    assert as_somebody(reachable) == ""
    assert emotion_in(reachable) == 1
    assert [file for file in own_world.rglob("*") if file.is_file() and file.name.startswith("outfit")] == []


def test_what_a_killed_process_left_behind_is_removed_and_nobody_else_s(path: Path) -> None:
    dead = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    mine = path.with_name(f".outfit.toml.cjm-{replacing._HOST}-{dead.stdout.strip()}-0")
    others = [
        path.with_name(f".outfit.toml.cjm-{replacing._HOST}-{os.getpid()}-0"),
        path.with_name(f".outfit.toml.cjm-{replacing._HOST}-1-0"),
        path.with_name(f".outfit.toml.cjm-ffffff-{dead.stdout.strip()}-0"),
        path.with_name(".outfit.toml.swp"),
        path.with_name("outfit.toml~"),
    ]
    for file in (mine, *others):
        file.write_text("half")
    if os.geteuid() == 0:
        others.append(mine.with_name(f"{mine.name}1"))
        others[-1].write_text("half")
        os.chown(others[-1], SOMEBODY, SOMEBODY)
    saved_card(path)
    assert not mine.exists()
    assert all(file.exists() for file in others)


def test_the_number_of_no_process_is_nobody_s() -> None:
    assert not replacing._is_alive(2**80)
    assert replacing._is_alive(os.getpid())


def test_a_process_of_somebody_else_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(_process: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbid)
    assert replacing._is_alive(1)


def test_half_a_character_is_an_error_in_words(path: Path) -> None:
    loaded = load(path)
    with pytest.raises(SaveError, match="half a character"):
        save(path, loaded.reading, with_card(loaded.document, "doing", "a\ud800b"))


def test_a_map_does_not_grow_beyond_what_can_be_read(path: Path) -> None:
    loaded = load(path)
    with pytest.raises(SaveError, match="too large"):
        save(path, loaded.reading, with_card(loaded.document, "doing", "x" * files.LARGEST))
    assert path.read_text() == loaded.text


def test_one_who_holds_the_lock_is_waited_for(path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path.parent), "0.3"], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    holder.stdout.readline()
    began = time.monotonic()
    saved_card(path)
    assert time.monotonic() - began > 0.15
    holder.wait()


def test_one_who_holds_the_lock_forever_is_not(path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path.parent), "30"], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    holder.stdout.readline()
    with pytest.raises(SaveError, match="Another program"), locked(path.parent, patience=0.05):
        pass
    holder.kill()
    holder.wait()


@pytest.mark.parametrize(("code", "is_fine"), [(errno.ENOTSUP, True), (errno.EIO, False)])
def test_a_file_system_without_locks_is_no_reason_not_to_save(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, is_fine: bool
) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr("fcntl.flock", refuse)
    if is_fine:
        saved_card(path)
    else:
        with pytest.raises(SaveError, match="the disk reports a fault"):
            saved_card(path)


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


def test_errors_the_system_words_itself_are_passed_on() -> None:
    from cjm_tui.storage.lock import words

    assert words(OSError(errno.ELOOP, "Too many levels")) == "too many levels"
    assert words(OSError("odd")) == "odd"


HOLD = """
import sys, time, fcntl, os
descriptor = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def saved_card(path: Path) -> str:
    """Set the emotion of the card to 1, and return the text."""
    loaded = load(path)
    return save(path, loaded.reading, with_card(loaded.document, "emotion", 1)).text


def current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
