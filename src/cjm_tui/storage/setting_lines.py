"""Where a setting stands in a TOML file that a person wrote by hand: for messages that name file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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


def why_unreadable(path: Path, error: Exception) -> str:
    """Return in plain words, with file and line, why a TOML file that a person wrote cannot be read, and what to do."""
    from cjm_tui.storage.gate import decoded, tables_of  # only where something is wrong: it takes time to load
    from cjm_tui.storage.lock import words

    if isinstance(error, IsADirectoryError):
        return f"{path}: a folder stands where the file should be; move it away"
    if isinstance(error, OSError):
        return f"{path}: {words(error, 'read it')}"
    text, problems = decoded(path.read_bytes(), str(path))
    problem = next(iter(problems or tables_of(text or "", str(path))[1]), None)
    if problem is None:
        return f"{path}:1: {error}"
    hint = "choose one side of each in an editor" if problem.code == "markers" else problem.hint
    return f"{path}:{problem.line or 1}: {problem.message}; {hint}"


def _bare(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))
