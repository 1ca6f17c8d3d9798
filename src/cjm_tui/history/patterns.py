"""Patterns of watched code as people write them, in git's own words (gitglossary(7), pathspec).

Seen from the top of the repository: `src/checkout/**`, `/src/a.py`, `src/{cart,pay}/**`; `!src/pay/tests/**` leaves
some out.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST = 100
"""How many patterns one pattern with braces may stand for."""

_MOST_BRACES = 8
_BRACES = re.compile(r"(?<!\\)\{([^{}]*,[^{}]*)\}")


def wanted(patterns: Iterable[str]) -> list[str]:
    """Return the patterns that name code, without those that leave some out."""
    return [pattern for pattern in patterns if not pattern.startswith("!")]


def pathspecs_for(patterns: Iterable[str]) -> list[str]:
    """Return what git is asked for; nothing where no pattern names code within the repository."""
    listed = [pattern for pattern in patterns if pattern and "\0" not in pattern]
    found = [f":(top,glob){one}" for pattern in wanted(listed) for one in _plain(pattern)]
    without = [one for pattern in listed if pattern.startswith("!") for one in _plain(pattern[1:])]
    return [*found, *(f":(top,glob,exclude){one}" for one in without)] if found else []


def plain_patterns(patterns: Iterable[str]) -> list[str]:
    """Return what the patterns that name code stand for, without braces and detours."""
    return [one for pattern in wanted(patterns) if pattern and "\0" not in pattern for one in _plain(pattern)]


def leads_out(pattern: str) -> bool:
    """Tell whether a pattern leads out of the repository."""
    return not any(_plain(pattern.removeprefix("!")))


def _plain(pattern: str) -> Iterator[str]:
    """Yield what a pattern stands for, without braces and detours; what leads out of the repository is left out."""
    spread = _spread(pattern) if pattern.count("{") <= _MOST_BRACES else iter((pattern,))
    for one in islice(spread, _MOST):
        parts: list[str] = []
        for part in one.split("/"):
            if part == ".." and not parts:
                break
            if part == "..":
                parts.pop()
            elif part not in {"", "."}:
                parts.append(part)
        else:
            yield "/".join(parts) or "**"


def _spread(pattern: str) -> Iterator[str]:
    """Yield a pattern for each of the choices in its innermost braces first, as a shell does."""
    braces = _BRACES.search(pattern)
    if braces is None:
        yield pattern
        return
    for choice in braces.group(1).split(","):
        yield from _spread(pattern[: braces.start()] + choice + pattern[braces.end() :])
