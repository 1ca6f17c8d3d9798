"""The gate every text passes before anything else looks at it.

Files come from other people's commits. What is too big, too deep, no UTF-8 or no TOML is a problem in words, never a
traceback, and never takes longer than reading it once.
"""

from __future__ import annotations

import re

import tomli

from cjm_tui.model.problem import Problem
from cjm_tui.storage.shape import DEEPEST

BOM = "\ufeff"
LARGEST = 8 * 1024 * 1024
"""How many bytes a file may have."""

_EXAMPLE = 'write every key on a line of its own, and texts in double quotes, as in name = "Pay by card"'
_CLOSE = 'close it with the quote it began with; a text of several lines stands between """ and """'
_TWICE = "remove or rename one of the two"
_VISIBLE = "delete it, or write it as \\u and four digits"
_WORDS = (
    ("Cannot overwrite", "this key stands in the record a second time", _TWICE),
    ("Duplicate inline", "this key stands in the table a second time", _TWICE),
    ("Cannot declare", "this table stands in the file a second time", "remove one of the two, or give it another id"),
    ("Cannot redefine", "this table stands in the file a second time", "remove one of the two, or give it another id"),
    ("Cannot mutate", "this was written in one line further up and cannot be added to here", "add it up there"),
    ("Unclosed array", "a list is not closed", "put a ] at its end"),
    ("Unclosed inline", "a table is not closed", "put a } at its end"),
    ("Unescaped", "a backslash stands in a text", "double it, or put the text in single quotes"),
    ("Invalid hex", "a backslash stands in a text", "double it, or put the text in single quotes"),
    ("Escaped character", "this \\u stands for no character", "write the character itself"),
    ("Unterminated", "a text is not closed", _CLOSE),
    ("Illegal character '\\n'", "a text is not closed on its line", _CLOSE),
    ("Illegal character", "a control character stands here", _VISIBLE),
    ("invalid character", "a control character stands here", _VISIBLE),
    ("Invalid value", "this value cannot be read", _EXAMPLE),
    ("Invalid date", "there is no such day", "write it as year-month-day, as in 2026-12-31"),
    ("key part", "a key cannot begin like this", "put it in double quotes"),
    ("Expected ']", "a table header is not closed", "write it as in [touchpoint.pay-by-card]"),
    ("Expected newline", "something stands behind the value", _EXAMPLE),
    ("Expected '='", "this is neither a key with a value nor a table", _EXAMPLE),
    ("Invalid statement", "this is neither a key with a value nor a table", _EXAMPLE),
)
_MANY_DIGITS = r"\d[\d_]{4000}"
_DEEP = rf"(?m)(?:\[\s*+){{{DEEPEST + 1}}}|^[ \t]*+\[?(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}"
_LONE_RETURN = r"\r(?!\n)"
_MARKER = r"(?m)^(?:<{7,}|={7,}|>{7,}|\|{7,})(?: |\r?$)"


def decoded(raw: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the bytes of a file as text, or None and the problem that is in the way."""
    if len(raw) > LARGEST:
        return None, (too_large(len(raw), path),)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, (
            Problem(
                path, line, "", "", "this is not UTF-8 text", "save the file as UTF-8 in your editor", code="encoding"
            ),
        )


def too_large(size: int, path: str) -> Problem:
    """Return the problem of a file that has too many bytes."""
    message = f"the file has {size / 1024 / 1024:.1f} MB, more than the {LARGEST // 1024 // 1024} MB a map may have"
    return Problem(path, 0, "", "", message, "split it into several maps", code="size")


def tables_of(text: str, path: str) -> tuple[dict[str, object] | None, tuple[Problem, ...]]:
    """Return the tables of a text, or None and the problem that is in the way."""
    try:
        return tomli.loads(text.removeprefix(BOM)), ()
    except tomli.TOMLDecodeError as error:
        return None, (_syntax(text, path, error),)
    except RecursionError:
        return None, (too_deep(text, path),)
    except ValueError:
        # The reader's own errors come first above: this is Python refusing to make a number of thousands of digits.
        message, hint = "a number has too many digits", "shorten it, or put it in double quotes"
        return None, (Problem(path, _line_of(_MANY_DIGITS, text), "", "", message, hint, code="value"),)


def too_deep(text: str, path: str) -> Problem:
    """Return the problem of a file whose tables and lists are nested too deep."""
    message = f"tables or lists are nested deeper than {DEEPEST} levels"
    return Problem(path, _line_of(_DEEP, text), "", "", message, "write them flatter", code="nesting")


def _line_of(pattern: str, text: str) -> int:
    """Return the line on which something begins, 0 where that cannot be told."""
    found = re.search(pattern, text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _syntax(text: str, path: str, error: tomli.TOMLDecodeError) -> Problem:
    body = text.removeprefix(BOM)
    if line := _line_of(_MARKER, body):
        hint = "`cjm settle` merges them; or choose one side of each in an editor"
        return Problem(path, line, "", "", "git left conflict markers here", hint, code="markers")
    if re.search(_LONE_RETURN, body):
        message, hint = "a line ends with a lone carriage return", "save the file with LF or CRLF line ends"
        return Problem(path, error.lineno, "", "", message, hint, code="syntax")
    for said, message, hint in _WORDS:
        if said in error.msg:
            return Problem(path, error.lineno, "", "", message, hint, code="syntax")
    message = error.msg[:1].lower() + error.msg[1:]
    return Problem(path, error.lineno, "", "", message, _EXAMPLE, code="syntax")
