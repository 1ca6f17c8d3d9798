"""Where a setting stands in a TOML file that a person wrote by hand: for messages that name file and line."""

from __future__ import annotations

import re

import tomli

_HEADER = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]\s*(?:#.*)?\Z")
_KEY = re.compile(r"\s*(?P<key>[^=#\[]+?)\s*=")


def line_of(text: str, table: str, key: str = "") -> int:
    """Return the line (from 1) of a key, of its table where the key is not there, 0 where neither is.

    `table` is empty for a key at the top. Good for settings of one line each.
    """
    here, found = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            here = _bare(header["name"])
            found = number if here == table and not found else found
            continue
        written = _KEY.match(line)
        if written and _bare(written["key"]) in ({key} if here == table else {f"{table}.{key}"} if not here else ()):
            return number
    return found


def why_unreadable(error: ValueError) -> tuple[int, str]:
    """Return line (0 where unknown) and reason of a TOML file that cannot be read."""
    if isinstance(error, tomli.TOMLDecodeError) and getattr(error, "lineno", None):
        return error.lineno, error.msg
    return 0, str(error)


def _bare(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
