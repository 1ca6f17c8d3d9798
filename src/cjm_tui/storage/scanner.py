"""Finds where keys, values and comments begin and end in a text that is known to be TOML.

The reader (`tomli`) says what a text means, this file says where it stands, so that an edit replaces a slice and
nothing else. It never judges: on a text that is not TOML its answers mean nothing (or are a `ValueError`), so nobody
believes it before `tomli` has agreed.
"""

from __future__ import annotations

import re

import tomli

BASIC = r'"(?:[^"\\\n]|\\.)*+"'
LITERAL = r"'[^'\n]*+'"
BARE = r"[A-Za-z0-9_-]++"
_STRING = (
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}+(?!"))*+"{3,5}|'
    r"'''(?:[^']|'{1,2}+(?!'))*+'{3,5}|"
    rf"{BASIC}|{LITERAL}"
)
_KEY_PART = re.compile(rf"{BARE}|{BASIC}|{LITERAL}")
_SCALAR = re.compile(rf"{_STRING}|[^,\[\]{{}}#\r\n]++")
_TOKEN = re.compile(rf"{_STRING}|(?P<comment>#[^\r\n]*+)|(?P<open>[\[{{])|(?P<close>[\]}}])")
_SPACE = re.compile(r"[ \t]*+")
_FILLER = re.compile(r"[ \t\r\n,]*+")


class NotTomlError(ValueError):
    """The text is no TOML; what was found in it so far means nothing."""


def skip_space(text: str, start: int) -> int:
    """Return where the spaces and tabs from `start` on end."""
    return _matched(_SPACE, text, start).end()


def skip_filler(text: str, start: int) -> int:
    """Return where spaces, newlines and commas from `start` on end."""
    return _matched(_FILLER, text, start).end()


def key_at(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """Return the parts of the dotted key at `start`, and where it ends."""
    parts: list[str] = []
    while True:
        found = _matched(_KEY_PART, text, skip_space(text, start))
        parts.append(_part(found[0]))
        end = found.end()
        dot = skip_space(text, end)
        if not text.startswith(".", dot):
            return tuple(parts), end
        start = dot + 1


def value_end(text: str, start: int) -> int:
    """Return where the value at `start` ends."""
    if not text.startswith(("[", "{"), start):
        return start + len(_matched(_SCALAR, text, start)[0].rstrip(" \t"))
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth -= 1
            if not depth:
                return token.end()
    raise NotTomlError("a list or a table without an end")


def comments_in(value: str) -> list[str]:
    """Return the comments inside a value, one for each line of them, in order."""
    if "#" not in value:
        return []
    return [token["comment"].rstrip() for token in _TOKEN.finditer(value) if token["comment"]]


def _matched(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str]:
    found = pattern.match(text, start)
    if found is None:
        raise NotTomlError("neither a key nor a value")
    return found


def _part(raw: str) -> str:
    if raw[0] not in "\"'":
        return raw
    return next(iter(tomli.loads(f"{raw} = 0")))
