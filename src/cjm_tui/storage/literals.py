"""How one value stands in a file: on one line, or over several where it is a long text or a list."""

from __future__ import annotations

import re

import tomli

from cjm_tui.errors import UnreadableError
from cjm_tui.model.values import Value, freeze, literal, quoted
from cjm_tui.storage.brackets import listed

_ITEM = r"""(?:"(?:[^"\\\n]++|\\.)*+"[ \t]*|'[^'\n]*'[ \t]*|[^\[\]{}\s,"'#][^\[\]{}\n,"'#]*)"""
_ONE_LINE_LIST = rf"(?m)^[^\"'#\n=\[\]]*=[ \t]*\[[ \t]*{_ITEM},[ \t]*{_ITEM}"
_RUNS = r'"+|[^"]+'


def value_of(text: str) -> Value:
    """Return the value a TOML literal stands for. Raises `UnreadableError` when it is none."""
    try:
        tables = tomli.loads(f"value = {text}\n")
        if len(tables) == 1:
            return freeze(tables["value"])
    except (ValueError, RecursionError) as error:
        raise UnreadableError("Read a value", f"“{text}” is no TOML value.", "Put texts in double quotes.") from error
    raise UnreadableError("Read a value", f"“{text}” is more than one TOML value.", "Give one value.")


def written(value: Value, indent: str, newline: str, *, lists_on_lines: bool = True) -> str:
    """Return a value the way it stands in a field of its own, on a line that begins with `indent`.

    A text of several lines stands on lines of its own, unless it holds a carriage return; so does a list of more than
    one value.
    """
    if isinstance(value, str):
        return multiline(value, newline) if is_on_lines(value) else quoted(value)
    if isinstance(value, tuple) and len(value) > 1 and lists_on_lines:
        return listed(map(literal, value), indent, newline)
    return literal(value)


def is_on_lines(value: object) -> bool:
    """Tell whether a value is a text that stands on lines of its own."""
    return isinstance(value, str) and "\n" in value and "\r" not in value


def multiline(text: str, newline: str) -> str:
    """Return a text as a multi-line TOML string, what is hidden escaped."""
    body = newline.join("".join(map(_unquoted, re.findall(_RUNS, line))) for line in text.split("\n"))
    if text.endswith('"'):
        body = body.removesuffix('"').removesuffix("\\") + '\\"'
    return f'"""{newline}{body}"""'


def has_lists_on_one_line(text: str) -> bool:
    """Tell whether a text has lists of several values on one line and so follows another habit than ours."""
    return bool(re.search(_ONE_LINE_LIST, text))


def _unquoted(run: str) -> str:
    return run.replace('"""', '""\\"') if run[0] == '"' else quoted(run)[1:-1]
