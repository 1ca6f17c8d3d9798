"""Which commit stood here at some moment of the past.

Git writes down in each clone when HEAD moved, and that alone tells what had *arrived* by then: a pull brings commits
older than itself. Where nothing was written down (switched off, run out, from before the clone), the dates along the
branch's own line are the next best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.history.command import look

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository

_EARLIEST = 100_000_000
"""In 1973: a number below it git takes for something else than a time, one below 0 for now."""

_TOO_LATE = "only goes back to"
"""What git says where HEAD's moves were not written down so long ago; it then names the first that was."""


def commit_then(repository: Repository, when: int) -> str:
    """Return the full hash of the commit HEAD stood at, `when` being in seconds since 1970; empty where at none.

    A commit made within the very second counts as having been there.
    """
    if when < _EARLIEST:
        return ""
    moment = f"@{when} +0000"
    moved = look(repository.root, "rev-parse", "--verify", "--end-of-options", f"HEAD@{{{moment}}}^{{commit}}")
    if moved.is_fine and _TOO_LATE not in moved.err:
        return moved.text.split()[-1]
    dated = look(repository.root, "rev-list", "--max-count=1", "--first-parent", f"--before={moment}", "HEAD", "--")
    return dated.text.strip() if dated.is_fine else ""
