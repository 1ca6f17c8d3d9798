"""When maps were touched last, and which of them the last commit does not have as they stand.

Read in one go for a whole library, after it is on the screen. Invariant: no state of a repository is an error here;
where git cannot tell, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.changes import standing_of
from cjm_tui.history.dates import last_touched
from cjm_tui.history.repository import Repository, find_repository


@dataclass(frozen=True, slots=True)
class Touch:
    """How long ago a commit changed a file (None: none did), who made it, and whether it has changed since.

    `is_cut` tells that it was so long ago or longer: a shallow clone ends there.
    """

    days: int | None
    author: str
    is_changed: bool
    is_cut: bool = False

    @property
    def words(self) -> str:
        """Return when that was: `today`, `1 day`, `40 days`, `never`; `40+ days` where that is the least it was."""
        if self.days is None:
            return "never"
        if self.is_cut:
            return f"{self.days}+ days"
        return "today" if not self.days else f"{self.days} day{'' if self.days == 1 else 's'}"


def touches(paths: Iterable[Path], now: datetime) -> dict[Path, Touch]:
    """Return when each of some files of one folder was touched last, as of `now` (with its offset)."""
    wanted = list(paths)
    try:
        repository = find_repository(wanted[0].parent) if wanted else None
        if not isinstance(repository, Repository):
            return {}
        touched, standing = last_touched(repository, wanted), standing_of(repository, wanted)
    except CjmError:
        return {}
    return {
        path: Touch(
            max(0, (now - touched[path].when).days) if path in touched else None,
            touched[path].author if path in touched else "",
            stands.is_changed,
            path in touched and touched[path].is_cut,
        )
        for path, stands in standing.items()
    }
