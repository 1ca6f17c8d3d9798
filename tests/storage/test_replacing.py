"""Replacing a file: whole or not at all, as the same file to everybody, with nothing left behind."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.storage import in_place, replacing
from cjm_tui.storage.files import load, save
from cjm_tui.storage.making import create
from cjm_tui.storage.processes import is_alive
from tests.storage.cards import CARD, emotion_in, leftovers, saved_card, with_card
from tests.storage.changes import document_of

NOBODY = 65534


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
    overwrite = in_place._overwrite

    def fail_once(descriptor: int, raw: bytes) -> None:
        overwrite(descriptor, raw[: len(raw) // 2] if not calls else raw)
        calls.append(descriptor)
        if len(calls) == 1:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(in_place, "_overwrite", fail_once)
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

    monkeypatch.setattr(in_place, "write_all", full)
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
    put_aside = in_place._put_aside
    calls: list[int] = []

    def slip_in(file: Path, raw: bytes) -> Path:
        if not calls:
            path.write_text(path.read_text().replace("frequency = 5", "frequency = 4"))
        calls.append(1)
        return put_aside(file, raw)

    monkeypatch.setattr(in_place, "_put_aside", slip_in)
    saved_card(path)
    assert document_of(path.read_text()).records[CARD].get("frequency") == 4


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
        os.chown(others[-1], NOBODY, NOBODY)
    saved_card(path)
    assert not mine.exists()
    assert all(file.exists() for file in others)


def test_the_number_of_no_process_is_nobody_s() -> None:
    assert not is_alive(2**80)
    assert is_alive(os.getpid())


def test_a_process_of_somebody_else_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(_process: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", forbid)
    assert is_alive(1)


def test_a_process_killed_while_it_writes_in_place_leaves_a_copy_that_is_offered(path: Path) -> None:
    (path.parent.parent / "other-name.toml").hardlink_to(path)
    text = path.read_text()

    def be_killed(descriptor: int, raw: bytes) -> None:
        os.write(descriptor, raw[: len(raw) // 2] + b'"')
        os._exit(9)

    child = os.fork()
    if not child:
        try:
            in_place._overwrite = be_killed
            saved_card(path)
        finally:
            os._exit(1)
    os.waitpid(child, 0)
    (problem,) = load(path).problems
    copy = problem.hint.removeprefix("what it held before the last save was cut off is in ")
    assert Path(copy).read_text() == text
    Path(copy).with_name("another.toml.00000000.1-0").write_text("of another file")
    path.write_text(text[:-9])
    assert str(copy) in load(path).problems[0].hint
    Path(copy).unlink()
    assert "cut off" not in load(path).problems[0].hint
    path.write_text(text)
    assert load(path).problems == ()
