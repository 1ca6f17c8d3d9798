"""Saves that cannot be: the old file stands byte for byte, and the reason is said in words."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.storage import files, replacing, rewriting
from cjm_tui.storage.files import load, save
from cjm_tui.storage.lock import locked, words
from cjm_tui.storage.rewriting import replace_text
from tests.storage.cards import emotion_in, in_another_process, leftovers, saved_card, with_card

if TYPE_CHECKING:
    from pathlib import Path

SOMEBODY = 65534


HOLD = """
import sys, time, fcntl, os
descriptor = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def test_a_file_that_never_holds_still_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(path)

    def always(*_: object) -> None:
        raise replacing.ChangedOnDiskError

    monkeypatch.setattr(files, "replace", always)
    monkeypatch.setattr(rewriting, "replace", always)
    with pytest.raises(SaveError, match="keeps changing"):
        save(path, loaded.reading, with_card(loaded.document, "emotion", 1))
    with pytest.raises(SaveError, match="changed by somebody else"):
        replace_text(path, loaded.text, "new")


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
        assert sorted(file.name for file in disk.iterdir()) == ["filler", "map.toml"]
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
    with pytest.raises(SaveError, match="another program"), locked(path.parent, patience=0.05):
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


def test_errors_the_system_words_itself_are_passed_on() -> None:
    assert words(OSError(errno.ELOOP, "Too many levels")) == "too many levels"
    assert words(OSError("odd")) == "odd"
