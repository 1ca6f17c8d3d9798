"""New repositories: for a team that has none yet, and throw-away ones to try things in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import GitError
from cjm_tui.history.command import act
from cjm_tui.history.repository import Repository, require_repository

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.history.message import Person


def create_repository(folder: Path, *, branch: str = "main") -> Repository:
    """Make `folder` (existing) a repository on `branch`, with no hooks; leave one that is there already as it is."""
    # An empty template: the sample hooks are litter, and a template of the person's own may hold programs.
    answer = act(folder, "init", "--quiet", "--template=", f"--initial-branch={branch}")
    if not answer.is_fine:
        raise GitError("No repository made", answer.complaint, "")
    return require_repository(folder, "No repository made")


def create_throwaway_repository(folder: Path, person: Person) -> Repository:
    """Make `folder` a repository that nothing of the person's configuration reaches into: to show, and to delete.

    Commits in it are `person`'s, unsigned, and run no hooks.
    """
    repository = create_repository(folder)
    settings = {"user.name": person.name, "user.email": person.email, "commit.gpgSign": "false"}
    settings |= {"core.hooksPath": "/dev/null", "gc.auto": "0", "maintenance.auto": "false"}
    for key, value in settings.items():
        answer = act(repository.root, "config", "--local", key, value)
        if not answer.is_fine:
            raise GitError("No repository made", f"git could not set {key}", "")
    return repository
