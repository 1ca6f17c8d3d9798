"""How several people on one machine share a clone: the commands that set it up.

Invariant: commands are printed, never run; a group's name that a shell could misread is refused.
"""

from __future__ import annotations

import os
import re
import shlex
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import UsageError
from cjm_tui.history.remote import folders_of_remotes
from cjm_tui.history.repository import require_repository

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUP = re.compile(r"[a-z_][a-z0-9_-]{0,31}\Z")


def commands_to_share(group: str, start: Path) -> tuple[str, ...]:
    """Return the shell commands that let a group of the system work in the clone around `start`.

    A remote that is a folder of this machine is shared with it. Raises `UsageError` for what is no name of a group,
    `GitError` outside a clone.
    """
    if not _GROUP.match(group):
        raise UsageError(
            "Cannot share", f"“{group}” is no name of a group", "Use a–z, 0–9, _ and -, at most 32 of them."
        )
    repository = require_repository(start, "Cannot share")
    configured = {repository.root: repository.common_dir / "config"}
    for folder in folders_of_remotes(repository):
        inner = folder / ".git"
        configured[folder] = (inner if os.path.isdir(inner) else folder) / "config"  # noqa: PTH112  # is_dir() raises
    return (
        "# As root, once. The group counts from each person's next login on; in tmux and screen, once all of their",
        "# sessions there have ended.",
        f"getent group {group} || groupadd {group}",
        f"usermod -aG {group} NAME        # each person in turn, the owner of the clone as well",
        *(line for folder, settings in configured.items() for line in _opened_to(group, folder, settings)),
        "",
        "# Each person, once: git refuses what belongs to somebody else, unless it is told that it is safe; and what",
        "# git and editors make shall be the group's to change, from the next login on.",
        *(f"git config --global --add safe.directory {shlex.quote(str(folder))}" for folder in configured),
        "echo 'umask 002' >> ~/.profile",
    )


def _opened_to(group: str, folder: Path, settings: Path) -> Iterator[str]:
    named = shlex.quote(str(folder))
    yield f"chgrp -R {group} {named}"
    yield f"chmod -R g+rwX {named}"
    yield f"find {named} -type d -exec chmod g+s {{}} +"
    yield f"git config --file {shlex.quote(str(settings))} core.sharedRepository group"
    closed = next((above for above in folder.parents if not above.stat().st_mode & stat.S_IXOTH), None)
    if closed:
        yield f"# {closed} is closed to others: nobody of {group} gets to {named} as long as it lies there."
