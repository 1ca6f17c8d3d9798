"""How a change of a text is counted: as git would show it."""

from __future__ import annotations

import difflib
from pathlib import Path

from cjm_tui.model.document import Document
from cjm_tui.model.values import Value
from cjm_tui.storage.lens import read, write

ROOT = Path(__file__).parents[2]
SAMPLES = sorted([*(ROOT / "tests/samples").glob("*.toml"), *(ROOT / "tests/samples/maps").glob("*.toml")])
BROKEN = sorted((ROOT / "tests/samples/broken").glob("*.toml"))
MAPS = sorted((ROOT / "maps").rglob("*.toml"))


def document_of(text: str) -> Document:
    """Return what a text says; it has to be readable."""
    reading = read(text)
    assert reading.document is not None, reading.problems
    return reading.document


def text_of(path: Path) -> str:
    """Return the text of a file, every newline as it is."""
    return path.read_bytes().decode("utf-8")


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and the lines that came."""
    diff = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return [line[2:] for line in diff if line[0] == "-"], [line[2:] for line in diff if line[0] == "+"]


def with_field(text: str, kind: str, id_: str, key: str, value: Value | None) -> str:
    """Return the text with one field set, or unset."""
    document = document_of(text)
    record = document.get(kind, id_) if kind else document.header
    assert record is not None
    return write(text, document.with_records([record.with_fields({key: value})]))


def change_of(text: str, kind: str, id_: str, key: str, value: Value | None) -> tuple[list[str], list[str]]:
    """Return the lines that go and come when one field is set or unset."""
    return changed_lines(text, with_field(text, kind, id_, key, value))
