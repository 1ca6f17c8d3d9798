"""When files were touched last, for many files at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.history.log import moment, read_log
from cjm_tui.history.shallow import shallow_commits

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from cjm_tui.history.repository import Repository


class Touched(NamedTuple):
    """The last commit that changed a file: its full hash, its author's name and the author's date, with its offset.

    Where a shallow clone ends (`is_cut`) nobody can tell who it was, and it was then or earlier.
    """

    commit: str
    author: str
    when: datetime
    is_cut: bool = False


def last_touched(repository: Repository, paths: Iterable[Path]) -> dict[Path, Touched]:
    """Find the last commit that changed each of `paths` in one log; paths that no commit knows are absent."""
    wanted = {repository.name_of(path): path for path in paths}
    touched: dict[Path, Touched] = {}
    if not wanted:
        return touched
    ends = shallow_commits(repository)
    for entry in read_log(repository, ("%H", "%aN", "%aI"), ["--no-renames"], "HEAD", list(wanted)):
        for change in entry.changes:
            path = wanted.get(change.path)
            if path is not None and path not in touched:
                commit, author, when = entry.fields
                is_cut = commit in ends
                touched[path] = Touched(commit, "" if is_cut else author, moment(when), is_cut)
    return touched
