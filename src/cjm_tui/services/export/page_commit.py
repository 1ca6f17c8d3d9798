"""A commit of pages: of exactly those that an export wrote, or found as they should be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cjm_tui.services.export.pages import Exported

if TYPE_CHECKING:
    from cjm_tui.history.commits import Commit


def commit_pages(exported: Sequence[Exported], *, in_terminal: bool = False) -> Commit:
    """Commit exactly the exported files. Raises `NothingToCommit` when the last commit has them, or `CommitError`."""
    from cjm_tui.history.commits import commit_paths
    from cjm_tui.history.repository import require_repository

    repository = require_repository(exported[0].path.parent, "Not committed")
    titles = list(dict.fromkeys(one.title for one in exported))
    message = f"Page of {titles[0]}" if len(titles) == 1 else f"Pages of {len(titles)} maps\n\n" + "\n".join(titles)
    return commit_paths(repository, [one.path for one in exported], message, in_terminal=in_terminal)
