"""Whose hand changed which field since the last revision, as a journal that all can append to.

One line of JSON for each field of each edit. A line is written with one system call, so that many may write at once;
a line that cannot be read is passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from cjm_tui.storage.presence import make_shared, share

LONGEST = 1024 * 1024
"""So many bytes of a journal are read at the most: the last ones."""


@dataclass(frozen=True, slots=True)
class Hand:
    """One field that somebody changed: who, in which file (as named from the top of the repository), and when.

    `field` is empty where a whole record was added or removed; `when` is in seconds since 1970.
    """

    name: str
    email: str
    map: str
    kind: str
    id: str
    field: str
    when: float


def append(journal: Path, hands: Iterable[Hand]) -> None:
    """Write down what somebody changed. Where that cannot be written nobody is named later, and nothing else fails."""
    lines = "".join(json.dumps(asdict(hand)) + "\n" for hand in hands).encode()
    if not lines:
        return
    with suppress(OSError):
        make_shared(journal.parent)
        is_new = not journal.exists()
        descriptor = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o664)
        try:
            os.write(descriptor, lines)
        finally:
            os.close(descriptor)
        if is_new:
            share(journal, journal.parent)


def hands_in(journal: Path) -> tuple[Hand, ...]:
    """Return what a journal holds, oldest first; empty where there is none."""
    try:
        with journal.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            opened.seek(max(size - LONGEST, 0))
            lines = opened.read().splitlines()
    except OSError:
        return ()
    return tuple(hand for line in lines if (hand := _hand(line)) is not None)


def forget(journal: Path, map_: str) -> None:
    """Drop what a journal holds of one map: a revision has it all now."""
    kept = [hand for hand in hands_in(journal) if hand.map != map_]
    with suppress(OSError):
        if kept:
            fresh = journal.with_suffix(f".{os.getpid()}")
            append(fresh, kept)
            share(fresh, journal.parent)
            fresh.replace(journal)
        else:
            journal.unlink(missing_ok=True)


def _hand(line: bytes) -> Hand | None:
    try:
        content = json.loads(line)
        texts = [str(content[name]) for name in ("name", "email", "map", "kind", "id", "field")]
        return Hand(*texts, float(content["when"]))
    except (ValueError, LookupError, TypeError):
        return None
