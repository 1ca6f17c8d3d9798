"""What stands before a file is read: whatever is in it, an answer in words, and no other file the worse for it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.files import load, reading_of
from cjm_tui.storage.gate import LARGEST
from cjm_tui.storage.lens import parse, read, rewrite, write
from cjm_tui.storage.literals import value_of
from tests.storage.changes import BROKEN, MAPS, SAMPLES, document_of, text_of

EXPECTED = {
    "binary": (2, "UTF-8"),
    "closed-table": (3, "second time"),
    "conflict-markers": (15, "conflict markers"),
    "cut-off": (0, ""),
    "deep-lists": (2, "deeper than 8"),
    "deep-tables": (2, "deeper than 8"),
    "duplicate-key": (25, "second time"),
    "duplicate-table": (26, "second time"),
    "huge-number": (2, "too many digits"),
    "json": (1, "neither a key"),
    "latin-1": (19, "UTF-8"),
    "lone-carriage-return": (1, "carriage return"),
    "no-quotes": (2, "cannot be read"),
    "null-byte": (11, "control character"),
    "text-in-text": (2, "behind the value"),
    "unterminated-lines": (25, "not closed"),
    "unterminated-text": (22, "not closed"),
    "utf-16": (1, "UTF-8"),
    "yaml": (1, "neither a key"),
}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_one_problem_with_its_line_and_what_to_do(path: Path) -> None:
    loaded = load(path, path.name)
    assert loaded.document is None
    (problem,) = loaded.problems
    line, message = EXPECTED[path.stem]
    assert problem.path == path.name
    assert problem.hint
    assert problem.code
    assert message in problem.message
    if line:
        assert problem.line == line
    with pytest.raises(UnreadableError):
        rewrite(loaded.reading, document_of(""))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('x = "\\q"', "backslash"),
        ('x = "\\u00g0"', "backslash"),
        ('x = "\\ud800"', "no character"),
        ("x = [1", "list is not closed"),
        ("x = {a = 1", "table is not closed"),
        ("x = {a = 1, a = 2}", "second time"),
        ("x = 2026-02-30", "no such day"),
        ("[a", "header is not closed"),
        ("[[a]", "header is not closed"),
        ("a.é = 1", "cannot begin like this"),
        ("a.b = 1\na = 2", "second time"),
        ("a = 1\n[a.b]", "second time"),
        ("[a.b]\n[a]\nb.c = 1", "second time"),
        ("x = 1 y = 2", "behind the value"),
        ("x", "neither a key"),
        ("# a\x07", "control character"),
        ("x = 1\n=======\ny = 2", "conflict markers"),
    ],
)
def test_every_mistake_has_words(line: str, message: str) -> None:
    (problem,) = parse(f'schema = "map/1"\n{line}\n', "m.toml").problems
    assert message in problem.message
    assert problem.line in {2, 3, 4}
    assert str(problem).startswith("m.toml:")


def test_a_mistake_without_words_of_ours_is_told_in_the_reader_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm_tui.storage.gate._WORDS", ())
    (problem,) = parse("x").problems
    assert problem.message[0].islower()
    assert problem.hint


def test_bytes_from_anywhere_pass_the_same_gate() -> None:
    (problem,) = reading_of(b" " * (LARGEST + 1), "from git").problems
    assert problem.code == "size"


def test_every_broken_sample_is_expected() -> None:
    assert {path.stem for path in BROKEN} == set(EXPECTED)


def test_the_text_of_a_file_that_is_not_utf_8_can_still_be_shown() -> None:
    path = next(path for path in BROKEN if path.stem == "latin-1")
    assert "Niemand \ufffdrgert sich" in load(path).text


@pytest.mark.parametrize("path", [*SAMPLES, *MAPS], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_quick_reading_is_the_whole_one_without_its_comments(path: Path) -> None:
    quick = parse(text_of(path)).document
    whole = document_of(text_of(path))
    assert quick is not None
    for key, record in whole.records.items():
        plain = {name: value for name, value in record.fields.items() if not name.startswith("#")}
        assert dict(quick.records[key].fields if key in quick.records else {}) == plain or "nan" in repr(plain)


def test_nesting_is_allowed_up_to_eight_levels() -> None:
    assert parse("x = " + "[" * 8 + "]" * 8).document
    assert parse("x = " + "[" * 9 + "]" * 9).problems[0].code == "nesting"
    assert parse("x = " + "[" * 8 + "{a = 1}" + "]" * 8).problems[0].code == "nesting"
    assert read("[a.b.c.d.e.f.g.h]\nx = 1").document
    assert read("[a.b.c.d.e.f.g.h.i]\nx = 1").problems[0].code == "nesting"


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    (problem,) = load(path).problems
    assert problem.code == "size"
    assert "8.0 MB" in problem.message


def test_hundreds_of_dotted_keys_stop_nobody() -> None:
    text = "[metric.m]\n" + "".join(f"readings.{2000 + n}-01.a{n} = {n}\n" for n in range(2000))
    began = time.process_time()
    document = document_of(text)
    changed = document.records[RecordKey("metric", "m")].with_fields({"name": "M"})
    assert len(write(text, document.with_records([changed]))) == len(text) + len('name = "M"\n')
    assert time.process_time() - began < 5


def test_a_version_newer_than_ours_is_known_as_such() -> None:
    assert read('schema = "map/2"\n').is_newer
    assert read('schema = "map/9999999999999999999"\n').is_newer
    assert not read('schema = "map/1"\n').is_newer
    assert not read('schema = "unheard/7"\n').is_newer
    assert document_of('schema = "persona/2"').kind == "persona"


@pytest.mark.parametrize("schema", ['"map"', "1", '"MAP/1"', '["map/1"]', '"map/x"', '"/1"'])
def test_a_schema_that_says_nothing_makes_a_file_of_no_kind(schema: str) -> None:
    assert document_of(f"schema = {schema}\n").kind == ""


def test_a_file_that_is_not_there_or_not_a_file_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load(tmp_path / "nothing.toml")
    with pytest.raises(UnreadableError):
        load(tmp_path)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableError, match="no regular file"):
        load(pipe)


@pytest.mark.parametrize("text", ["1", '"a"', "[1, 2]", "{a = 1, b = {c = 2}}", "nan", "2026-01-31", "[]", "{}"])
def test_a_literal_is_the_value_it_stands_for(text: str) -> None:
    assert value_of(text) == document_of(f"[[x]]\nv = {text}\n").header.get("x")[0]["v"] or text == "nan"  # type: ignore[index,call-overload]


@pytest.mark.parametrize("text", ["", "a", "1\nb = 2", "1\n[x]\ny = 1", '"', "[" * 9000 + "]" * 9000, "9" * 5000])
def test_what_is_no_literal_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UnreadableError):
        value_of(text)


def test_thousands_of_different_keys_are_read_as_they_are() -> None:
    text = "".join(f"key-{n} = {n}\n" for n in range(9000))
    assert list(document_of(text).header.fields.items()) == [(f"key-{n}", n) for n in range(9000)]
