"""The log of our own faults: what a bug report needs, and nothing of the person's work.

Invariant: the log is readable by its owner alone, and holds no local variable, since those hold texts of maps.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from cjm_tui import __version__

_LONGEST = 1_000_000


def log_path() -> Path:
    """Return where faults are logged: `log` in the user's state folder."""
    from platformdirs import user_state_path

    return user_state_path("cjm", appauthor=False) / "log"


def record_fault(fault: BaseException) -> Path | None:
    """Write a fault with its traceback to the log; return its path, None when even that could not be done.

    A log that has grown over 1 MB begins again.
    """
    path = log_path()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    where = f"{now} cjm {__version__}, Python {platform.python_version()}, {platform.platform()}"
    lines = traceback.format_exception(fault, limit=-60)
    # The arguments of a command may name files; they are what the person typed, and help to repeat it.
    entry = "\n".join([where, f"argv: {sys.argv[1:]!r}", "".join(lines), ""])
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        begins_again = path.exists() and path.stat().st_size > _LONGEST
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | (os.O_TRUNC if begins_again else os.O_APPEND)
        with os.fdopen(os.open(path, flags, 0o600), "ab") as log:
            os.fchmod(log.fileno(), 0o600)
            log.write(entry.encode("utf-8", "backslashreplace"))
    except OSError:
        return None
    return path
