"""The errors in files that are about to be committed: said in a line for each file, and in nobody's way.

Work in progress may be committed; only nobody shall learn of it from CI. What is odd and no error, as a persona that
has no file yet, would be told with every commit of a team that begins: that is left to `cjm check`.
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


def unchecked(paths: Iterable[Path]) -> tuple[Unchecked, ...]:
    """Return those of some files, as they stand on the disk, in which `cjm check` finds errors."""
    there = [path for path in paths if path.suffix == ".toml" and path.exists()]
    found = zip(there, reviewed(there), strict=True)
    errors = ((path, tuple(sorted(one for one in odd if one.severity == "error"))) for path, odd in found)
    return tuple(Unchecked(path, told) for path, told in errors if told)
