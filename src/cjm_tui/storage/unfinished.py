"""Knows a file that somebody is in the middle of writing, and waits for them.

Many editors, and `>` in a shell, empty a file before they write it anew, and know nothing of our lock. In between the
file holds nothing, or a first part of it, which may read as a map that has lost its last cards. What looks like that is
not believed before it has stood still for a while.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import AnyStr

from cjm_tui.storage.in_place import content_of

PATIENCE = 1.0
"""Seconds to wait for a file that is empty, or ends in the middle of a line, to be written to its end."""

AWAY = 0.3
"""Seconds to wait for a file that is missing: git, and some editors, take it away for a moment to write it anew."""

_MOMENT = 0.03
_END = 64


def settled_content(path: Path, seen: bytes) -> bytes | None:
    """Return the bytes of a file that held `seen`, None when there is none, waiting where somebody seems to write it.

    One that has become shorter and ends otherwise has to stand still for a moment; one that is empty or ends in the
    middle of a line is given up to `PATIENCE` seconds, one that is missing `AWAY`. Raises `OSError` for what cannot be
    read.
    """
    raw = _when_it_is_back(path)
    until = time.monotonic() + PATIENCE
    while raw is not None and raw != seen and (lacks_its_end(raw, seen) or _ends_early(raw, seen)):
        time.sleep(_MOMENT)
        before, raw = raw, content_of(path)
        is_over = time.monotonic() >= until
        if is_over or (raw == before and not _ends_early(raw, seen)):
            break
    return raw


def _when_it_is_back(path: Path) -> bytes | None:
    until = time.monotonic() + AWAY
    while (raw := content_of(path)) is None and time.monotonic() < until:
        time.sleep(_MOMENT)
    return raw


def lacks_its_end(raw: AnyStr, seen: AnyStr) -> bool:
    """Tell whether a file may be a first part only: not after a shorter word somewhere before its end."""
    return len(raw) < len(seen) and raw[-_END:] != seen[-_END:]


def _ends_early(raw: bytes, seen: bytes) -> bool:
    return not raw.endswith(b"\n") and (not raw or seen.endswith(b"\n"))
