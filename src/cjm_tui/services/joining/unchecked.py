"""What is odd in files that are about to be committed: said in a line for each with errors, and in nobody's way.

Work in progress may be committed; only nobody shall learn of it from CI. What is no error, as a persona that has no
file yet, comes with every commit of a team that begins: of that there is one line, which only counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cjm_tui.model.problem import Problem
from cjm_tui.services.workspace.documents import named
from cjm_tui.services.workspace.review import reviewed


class Unchecked(NamedTuple):
    """A file in which `cjm check` finds errors, and these by line."""

    path: Path
    errors: tuple[Problem, ...]

    @property
    def is_conflict(self) -> bool:
        """Tell whether the first thing to put right is a conflict to settle."""
        return self.errors[0].code == "conflict"

    def sentence(self, remedy: str = "") -> str:
        """Return in a line what the check fails on first, with its own remedy or another one."""
        first, *rest = self.errors
        place = named(self.path) + (f":{first.line}" if first.line else "")
        what = ".".join(part for part in (first.record, first.field) if part)
        more = f" (and {len(rest)} more)" if rest else ""
        said = "; ".join(part for part in (f"{first.message}{more}", remedy or first.hint) if part)
        return f"`cjm check` fails on {place}: {f'{what}: ' if what else ''}{said}"


class Odd(NamedTuple):
    """What is odd in some files: those with errors, and of the others how many warnings each has."""

    unchecked: tuple[Unchecked, ...] = ()
    warned: tuple[tuple[Path, int], ...] = ()

    def quietly(self, remedy: str = "") -> str:
        """Return in a line how many warnings there are and what shows them, by its own remedy; empty where none are."""
        count = sum(warnings for _, warnings in self.warned)
        name = named(self.warned[0][0]) if len(self.warned) == 1 else ""
        shows = remedy or f"`cjm check{f' {name}' if name else ''}`"
        return f"{count} warning{'s' * (count != 1)}: {shows}" if count else ""


def odd_in(paths: Iterable[Path]) -> Odd:
    """Return what `cjm check` finds in some files as they stand on the disk."""
    there = [path for path in paths if path.suffix == ".toml" and path.exists()]
    found = tuple(zip(there, reviewed(there), strict=True))
    errors = ((path, tuple(sorted(one for one in odd if one.severity == "error"))) for path, odd in found)
    unchecked = tuple(Unchecked(path, told) for path, told in errors if told)
    without = {one.path for one in unchecked}
    return Odd(unchecked, tuple((path, len(odd)) for path, odd in found if odd and path not in without))
