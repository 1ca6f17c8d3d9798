"""How several people on one machine share a clone: the commands that set it up.

Invariant: commands are printed, never run; a group's name that a shell could misread is refused.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cjm_tui.errors import UsageError
from cjm_tui.history.repository import require_repository

_GROUP = re.compile(r"[a-z_][a-z0-9_-]{0,31}\Z")


def commands_to_share(group: str, start: Path) -> tuple[str, ...]:
    """Return the shell commands that let a group of the system work in the clone around `start`.

    Raises `UsageError` for what is no name of a group, `GitError` outside a clone.
    """
    if not _GROUP.match(group):
        raise UsageError(
            "Cannot share", f"“{group}” is no name of a group", "Use a–z, 0–9, _ and -, at most 32 of them."
        )
    root = require_repository(start, "Cannot share").root
    clone = shlex.quote(str(root))
    return (
        "# Once, by whoever may (root, or the owner of the clone):",
        f"getent group {group} || groupadd {group}",
        f"usermod -aG {group} NAME        # for each person; they log in again afterwards",
        f"chgrp -R {group} {clone}",
        f"chmod -R g+rwX {clone}",
        f"find {clone} -type d -exec chmod g+s {{}} +",
        f"git -C {clone} config core.sharedRepository group",
        "",
        "# Once, by each person but the owner:",
        f"git config --global --add safe.directory {clone}",
    )
