"""A throw-away folder is gone when its process is, however that ends; nobody else's is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cjm_tui.errors import CjmError
from cjm_tui.services.demo.throwaway import throwaway_folder
from tests.patience import happens

HOLD = """
import sys, time
from cjm_tui.services.demo.throwaway import throwaway_folder
with throwaway_folder("trial") as folder:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "file").write_text("x")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the system's place for temporary files a folder of our own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def is_gone_soon(folder: Path) -> bool:
    return happens(lambda: not folder.exists())


def dead_process() -> int:
    ended = subprocess.Popen(["true"])
    ended.wait()
    return ended.pid


def test_the_folder_is_private_and_gone_afterwards(place: Path) -> None:
    with throwaway_folder("trial") as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "file").write_text("x")
    assert list(place.iterdir()) == []


def test_the_folder_is_gone_after_an_exception(place: Path) -> None:
    with pytest.raises(ZeroDivisionError), throwaway_folder("trial"):
        raise ZeroDivisionError
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("end", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_folder_is_gone_after_a_signal(end: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    folder = Path(process.stdout.readline().strip())
    assert (folder / "deep" / "er" / "file").exists()
    process.send_signal(end)
    process.communicate()
    assert is_gone_soon(folder)


def test_the_next_start_sweeps_what_a_dead_process_left(place: Path) -> None:
    left = place / f"cjm-trial-{dead_process()}-abc"
    (left / "maps").mkdir(parents=True)
    with throwaway_folder("trial"):
        assert not left.exists()


def test_the_next_start_leaves_what_is_not_its_own(place: Path) -> None:
    dead = dead_process()
    alive = place / f"cjm-trial-{os.getpid()}-abc"
    other = place / f"cjm-other-{dead}-abc"
    odd = place / "cjm-trial-mine"
    target = place / "target"
    for folder in (alive, other, odd, target):
        folder.mkdir()
    link = place / f"cjm-trial-{dead}-link"
    link.symlink_to(target)
    with throwaway_folder("trial"):
        assert all(path.exists() for path in (alive, other, odd, target, link))


def test_a_place_that_cannot_be_written_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(place / "not there"))
    with pytest.raises(CjmError, match="TMPDIR"), throwaway_folder("trial"):
        pass
