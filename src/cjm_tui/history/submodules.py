"""Submodules as the repository around them has them: one name each, with nothing below it.

A pattern of watched code may lead into one. What changed there, the repository does not know; that another commit of
it is used now, it does.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from cjm_tui.history.command import look
from cjm_tui.history.patterns import plain_patterns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cjm_tui.history.repository import Repository

_LIST = ".gitmodules"
_MAGIC = re.compile(r"[*?\[]")


def submodules_within(repository: Repository, patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the submodules that some patterns lead into, or name, and that none of them leaves out, by their paths."""
    there, listed = _submodules(repository.root), tuple(patterns)
    if not there:
        return ()
    left_out = _left_out(there, listed)
    inside = [one.split("/") for one in plain_patterns(listed)]
    found = (path for path in there if any(_leads_into(pattern, path.split("/")) for pattern in inside))
    return tuple(path for path in found if path not in left_out)


def specs_within(repository: Repository, patterns: Iterable[str]) -> list[str]:
    """Return what git is asked for besides some patterns, so that they see the submodules they lead into.

    One that they leave out with all that is in it is not seen.
    """
    listed = tuple(patterns)
    left_out = _left_out(_submodules(repository.root), listed)
    return [*_specs(submodules_within(repository, listed)), *(f":(top,literal,exclude){path}" for path in left_out)]


def moved_by(repository: Repository, commits: Iterable[str], submodules: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return which of some submodules each of some commits (full hashes) let stand at another commit of theirs."""
    names, asked = frozenset(submodules), list(commits)
    if not names or not asked:
        return {}
    given = "".join(f"{commit}\n" for commit in asked).encode()
    words = ("diff-tree", "--stdin", "-r", "-m", "--root", "--name-only", "--no-renames", "--ignore-submodules=none")
    answer = look(repository.root, *words, "--", *_specs(sorted(names)), given=given)
    moved: dict[str, tuple[str, ...]] = {}
    current, known = "", frozenset(asked)
    for line in answer.text.split("\n") if answer.is_fine else ():
        current = line.split(" ")[0] if line.split(" ")[0] in known else current
        if line in names and line not in moved.get(current, ()):
            moved[current] = (*moved.get(current, ()), line)
    return moved


def _specs(submodules: Iterable[str]) -> list[str]:
    return [f":(top,literal){path}" for path in submodules]


def _left_out(there: tuple[str, ...], patterns: tuple[str, ...]) -> tuple[str, ...]:
    without = plain_patterns(pattern[1:] for pattern in patterns if pattern.startswith("!")) if there else []
    return tuple(path for path in there if any(_covers(one.split("/"), path.split("/")) for one in without))


def _submodules(root: Path) -> tuple[str, ...]:
    try:
        state = (root / _LIST).stat()
    except OSError:
        return ()
    return _listed(root, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _listed(root: Path, _mtime: int, _size: int) -> tuple[str, ...]:
    """Return the paths in the list of submodules; the list is read once for each state of it."""
    answer = look(root, "config", "-z", "--no-includes", "-f", _LIST, "--get-regexp", r"^submodule\..*\.path$")
    paths = (entry.partition("\n")[2].strip("/") for entry in answer.text.split("\0")) if answer.is_fine else ()
    return tuple(sorted({path for path in paths if path}))


def _leads_into(pattern: list[str], path: list[str]) -> bool:
    """Tell whether a pattern may fit something below a path, or the path itself."""
    if not path:
        return True
    if not pattern:
        return False
    if pattern[0] == "**":
        return _leads_into(pattern[1:], path) or _leads_into(pattern, path[1:])
    return _fits(pattern[0], path[0]) and _leads_into(pattern[1:], path[1:])


def _covers(pattern: list[str], path: list[str]) -> bool:
    """Tell whether a pattern fits all that is below a path, or the path itself."""
    if not path:
        return pattern in ([], ["**"])
    if not pattern:
        return False
    if pattern == ["**"]:
        return True
    if pattern[0] == "**":
        return _covers(pattern[1:], path) or _covers(pattern, path[1:])
    return _fits(pattern[0], path[0]) and _covers(pattern[1:], path[1:])


def _fits(pattern: str, name: str) -> bool:
    """Tell whether a part of a pattern fits a part of a path, as git's wildcards do."""
    if not _MAGIC.search(pattern):
        return pattern.replace("\\", "") == name
    return fnmatchcase(name, pattern.replace("[^", "[!"))
