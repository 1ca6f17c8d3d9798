"""Where a shallow clone ends: the commits whose parents it has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository


def shallow_commits(repository: Repository) -> frozenset[str]:
    """Return the full hashes of the commits at which the clone was cut off; none in a whole one."""
    try:
        return frozenset((repository.common_dir / "shallow").read_text("ascii", "replace").split())
    except OSError:
        return frozenset()
