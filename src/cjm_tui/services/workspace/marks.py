"""What a glance at a folder of maps tells: which files there are, and whether one of them is another than before.

Invariant: no file is opened here; looking costs one `stat` a file, so it can be done again and again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from cjm_tui.services.workspace.discovery import INNER

Mark = tuple[int, int, int]
"""Identity, size and time of a file, in nanoseconds."""


def marks_in(folder: Path) -> Mapping[str, Mark]:
    """Return the mark of every file of the workspace in a folder, by its path; of a folder that is gone, nothing."""
    return dict(mark for inner in ("", *INNER) for mark in _marks(folder / inner))


def _marks(folder: Path) -> Iterator[tuple[str, Mark]]:
    try:
        with os.scandir(folder) as found:
            for entry in found:
                if entry.name.endswith(".toml") and not entry.name.startswith("."):
                    stat = entry.stat()
                    yield entry.path, (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    except OSError:
        return
