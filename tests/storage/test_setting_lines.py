"""Messages about settings name the line they stand on, however they are spelled."""

from __future__ import annotations

import pytest
import tomli

from cjm_tui.storage.setting_lines import line_of, why_unreadable

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


def test_a_file_that_is_no_toml_says_the_line_and_one_that_is_no_text_the_reason() -> None:
    with pytest.raises(tomli.TOMLDecodeError) as broken:
        tomli.loads("a = 1\nb = = 2\n")
    assert why_unreadable(broken.value) == (2, broken.value.msg)
    assert why_unreadable(ValueError("too many digits")) == (0, "too many digits")
