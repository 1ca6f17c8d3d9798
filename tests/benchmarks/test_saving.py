"""What one edit costs until it is safe on disk, and what it changes there."""

from __future__ import annotations

import subprocess
import time
from itertools import count
from pathlib import Path

import pytest
import tomlkit

from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.files import load, save
from tests.benchmarks.ratio import Row, interleaved, judge

pytestmark = pytest.mark.benchmark

CARD = RecordKey("touchpoint", "card-00500")


def test_one_field_saved_durably(large: Path) -> None:
    """The document is in memory, as on the board; lock, reading again, verifying, fsync and replacing all count."""
    text = large.read_text(encoding="utf-8")
    turns = count()
    reading = load(large).reading

    def save_one_field() -> float:
        nonlocal reading
        assert reading.document is not None
        changed = set_field(reading.document, CARD, "thinking", f"Is this turn {next(turns)}?")
        start = time.perf_counter()
        reading = save(large, reading, changed).reading
        return time.perf_counter() - start

    def parse_once() -> float:
        start = time.perf_counter()
        tomlkit.parse(text)
        return time.perf_counter() - start

    measured, floor = interleaved(save_one_field, parse_once)
    judge(Row("one field saved, 1,000 touchpoints / tomlkit parsing the file", measured, floor, 0.25))


def test_one_field_saved_is_one_changed_line(large: Path) -> None:
    before = large.with_suffix(".before")
    before.write_bytes(large.read_bytes())
    reading = load(large).reading
    assert reading.document is not None
    save(large, reading, set_field(reading.document, CARD, "feeling", "at ease at last"))
    words = ["git", "diff", "--no-index", "--numstat", str(before), str(large)]
    said = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    added, removed = said.split()[:2]
    print(f"\n| changed lines in git diff | {added} added, {removed} removed | | | 1 | |", end="")  # noqa: T201  # the table
    assert (added, removed) == ("1", "1")
