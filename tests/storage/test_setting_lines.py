"""Messages about settings name the line they stand on, however they are spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import tomli

from cjm_tui.storage.setting_lines import line_of, why_unreadable

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
# mine
theme = "cjm-light"
keys.undo = "z"

[ keys ] # vim fingers
"add-touchpoint" = "o"
redo = ["ctrl+r", "U"]

["themes"]
x = 1

[keys]
"""


@pytest.mark.parametrize(
    ("table", "key", "line"),
    [
        ("", "theme", 2),
        ("keys", "undo", 3),
        ("keys", "add-touchpoint", 6),
        ("keys", "redo", 7),
        ("keys", "", 5),
        ("keys", "unheard-of", 5),
        ("themes", "x", 10),
        ("nowhere", "x", 0),
        ("", "x", 0),
    ],
)
def test_the_line_of_a_setting_is_that_of_its_key_or_of_its_table(table: str, key: str, line: int) -> None:
    assert line_of(SETTINGS, table, key) == line


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"a = 1\nb = = 2\n", ":2: this value cannot be read; write every key on a line of its own"),
        (b'a = 1\nname = "x\n', ":2: a text is not closed on its line; close it"),
        (b"a = 1\n\xff\xfe\n", ":2: this is not UTF-8 text; save the file as UTF-8 in your editor"),
        (b"<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n", ":1: git left conflict markers here; choose one"),
        (b"a = " + b"[" * 3000 + b"]" * 3000, "nested deeper than"),
        (b"a = " + b"1" * 5000, "a number has too many digits"),
        (None, ": a folder stands where the file should be; move it away"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_what_and_what_to_do(
    raw: bytes | None, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.toml"
    if raw is None:
        path.mkdir()
    else:
        path.write_bytes(raw)
    with pytest.raises((OSError, ValueError, RecursionError)) as refused:
        tomli.loads(path.read_text(encoding="utf-8-sig"))
    assert told in why_unreadable(path, refused.value)
    assert why_unreadable(path, refused.value).startswith(f"{path}:")
