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

_MARKER = re.compile(r"^(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?: |\r?$)", re.MULTILINE)


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
        return None, (too_deep(path),)
    except ValueError as error:
        message, hint = f"a value cannot be read: {error}", "look at the longest number of the file"
        return None, (Problem(path, 0, "", "", message, hint, code="value"),)


def too_deep(path: str) -> Problem:
    """Return the problem of a file whose tables and lists are nested too deep."""
    message = f"tables or lists are nested deeper than {DEEPEST} levels"
    return Problem(path, 0, "", "", message, "write them flatter", code="nesting")


def _syntax(text: str, path: str, error: tomli.TOMLDecodeError) -> Problem:
    body = text.removeprefix(BOM)
    marker = _MARKER.search(body)
    if marker:
        line = body.count("\n", 0, marker.start()) + 1
        message = "git left conflict markers here"
        hint = "choose a side for each, or run git checkout --merge after setting up cjm's merge driver"
        return Problem(path, line, "", "", message, hint, code="markers")
    message = error.msg[:1].lower() + error.msg[1:]
    return Problem(path, error.lineno, "", "", message, _hint(error.msg), code="syntax")


def _hint(message: str) -> str:
    if "overwrite" in message or "declare" in message.lower():
        return "this key or table stands in the file twice: rename or remove one of them"
    if "Unterminated" in message or "Illegal character '\\n'" in message:
        return 'close the text with the quote it began with; a text of several lines stands between """ and """'
    return 'write texts in double quotes, as in name = "Pay by card", and every key on a line of its own'
