"""Which hooks a repository has: the programs that a commit, a merge or a push of the person's runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cjm_tui.history.command import look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_tui.history.repository import Repository


def hooks_present(repository: Repository, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of some hooks that are there and may run."""
    folder = look(repository.root, "rev-parse", "--git-path", "hooks").text.rstrip("\n")
    whole = os.path.join(repository.root, folder)  # noqa: PTH118  # text
    return tuple(name for name in names if os.access(os.path.join(whole, name), os.X_OK))  # noqa: PTH118  # text
