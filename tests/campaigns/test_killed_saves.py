"""Processes killed while they save: the file is always whole, and what was saved is in it. All of it: 10,000 kills."""

from __future__ import annotations

import os
import random
import signal
import time
from typing import TYPE_CHECKING

from cjm_tui.model.record import RecordKey
from cjm_tui.storage.files import load, save
from tests.campaigns.share import share
from tests.storage.conftest import MAP

if TYPE_CHECKING:
    from pathlib import Path

CARD = RecordKey("touchpoint", "pay-by-card")
ORDER = "  order = 20\n"


def save_until_killed(path: Path, first: int, told: int) -> None:
    """Save the card with one order after the other; tell each when it is durable."""
    seen = load(path).reading
    number = first
    while True:
        number += 1
        document = seen.document
        assert document is not None
        card = document.records[CARD].with_fields({"order": number})
        seen = save(path, seen, document.with_records([card])).reading
        os.write(told, f"{number}\n".encode())


def kill_one(path: Path, first: int, after: float, *, when_told: bool) -> int:
    """Let a process save from a number on, kill it after some seconds; return the last number it told.

    The seconds run from its start, or from when it has told a first save.
    """
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            save_until_killed(path, first, told)
        finally:
            os._exit(1)
    os.close(told)
    with os.fdopen(heard, "rb") as said:
        begun = said.readline() if when_told else b""
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        numbers = (begun + said.read()).split()
    return int(numbers[-1]) if numbers else first


def test_a_killed_save_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(MAP.replace(ORDER, "  order = 0\n"))
    dice = random.Random(1)
    number = saved = 0
    for turn in range(share(small=60, full=10_000)):
        told = kill_one(path, number, dice.random() * 0.02, when_told=bool(turn % 2))
        saved += told - number
        found = path.read_bytes()
        wanted = {MAP.replace(ORDER, f"  order = {n}\n").encode(): n for n in (told, told + 1)}
        assert found in wanted, f"{told} was told"
        number = wanted[found]
    assert saved
    seen = load(path).reading
    assert seen.document is not None
    save(path, seen, seen.document.with_records([], [CARD]))
    assert [file.name for file in tmp_path.iterdir()] == ["map.toml"]
