"""Drafts: what was half-typed is there again next time, for nobody else to read."""

from __future__ import annotations

import errno
import importlib.util
import os
import stat
import sys
from pathlib import Path

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.storage.drafts import draft_of, drafted_records, keep_draft
from cjm_tui.storage.unsaved import Unsaved, keep_unsaved

CARD = RecordKey("touchpoint", "pay-by-card")
TEXTS = {"doing": "Types the\nnum", "notes": "half \ud83d a \u202e 👩\u200d💻"}


def test_a_draft_is_there_again_until_it_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    keep_draft(path, CARD, {"doing": "T"})
    keep_draft(path, CARD, TEXTS)
    assert draft_of(path, CARD) == TEXTS
    assert draft_of(path, RecordKey("touchpoint", "other")) == {}
    assert draft_of(tmp_path / "b.toml", CARD) == {}
    keep_draft(path, CARD, {})
    keep_draft(path, CARD, {})
    assert draft_of(path, CARD) == {}


def test_a_draft_is_for_nobody_else_to_read(tmp_path: Path, own_world: Path) -> None:
    keep_draft(tmp_path / "a.toml", CARD, TEXTS)
    (file,) = [file for file in own_world.rglob("*.json") if file.is_file()]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "[" * 100_000, "\xff", '{"texts": 1, "record": 2}', '{"texts": {"a": 1}, "record": []}']
)
def test_a_spoilt_draft_is_none(tmp_path: Path, own_world: Path, content: str) -> None:
    keep_draft(tmp_path / "a.toml", CARD, TEXTS)
    (file,) = own_world.rglob("*.json")
    file.write_text(content)
    assert draft_of(tmp_path / "a.toml", CARD) == {}


def test_a_draft_that_cannot_be_kept_is_said_to_be_so(tmp_path: Path, own_world: Path) -> None:
    (own_world / "state").write_text("no folder")
    with pytest.raises(SaveError):
        keep_draft(tmp_path / "a.toml", CARD, TEXTS)


def test_a_disk_without_room_leaves_the_last_draft_and_nothing_half_written(
    tmp_path: Path, own_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_draft(tmp_path / "a.toml", CARD, {"doing": "T"})
    (file,) = own_world.rglob("*.json")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SaveError, match="disk is full"):
        keep_draft(tmp_path / "a.toml", CARD, TEXTS)
    assert draft_of(tmp_path / "a.toml", CARD) == {"doing": "T"}
    assert list(file.parent.iterdir()) == [file]


def test_the_records_with_something_half_typed_are_known_until_it_is_taken_up(tmp_path: Path, own_world: Path) -> None:
    path = tmp_path / "a.toml"
    assert drafted_records(path) == ()
    keep_draft(path, CARD, TEXTS)
    keep_draft(path, HEADER, TEXTS)
    keep_draft(tmp_path / "b.toml", RecordKey("stage", "one"), TEXTS)
    keep_unsaved(path, Unsaved("a", "b"))
    folder = next(own_world.rglob("unsaved-*.json")).parent
    for number, content in enumerate(("", "[1]", '{"record": 1}', '{"record": ["a"]}')):
        (folder / f"odd-{number}.json").write_text(content)
    assert set(drafted_records(path)) == {CARD, HEADER}
    keep_draft(path, HEADER, {})
    assert drafted_records(path) == (CARD,)


def test_a_python_that_has_its_hashes_elsewhere_finds_the_same_drafts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "_blake2", None)
    spec = importlib.util.find_spec("cjm_tui.storage.drafts")
    assert spec is not None
    assert spec.loader is not None
    elsewhere = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(elsewhere)
    keep_draft(tmp_path / "a.toml", CARD, TEXTS)
    assert elsewhere.draft_of(tmp_path / "a.toml", CARD) == TEXTS
