"""Whose hand changed which field since the last revision, as a journal that all can append to.

One line of JSON for each field of each edit. Writers take turns; a line that cannot be read is passed over.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import SaveError
from cjm_tui.storage.in_place import write_all
from cjm_tui.storage.json_objects import object_in
from cjm_tui.storage.lock import locked
from cjm_tui.storage.presence import make_shared, share

_TEXTS = ("name", "email", "map", "kind", "id", "field")

LONGEST = 1024 * 1024
"""Bytes after which a journal is shortened: of each field only the last hand is kept, and half as much of those."""

RECENT = 64 * 1024
"""So many bytes hold what many people write within half a minute."""


class Hand(NamedTuple):
    """One field that somebody changed: who, in which file (as named from the top of the repository), and when.

    `field` is empty where a whole record was added or removed; `when` is in seconds since 1970. `value` tells what they
    made of it from anything else, `source` their process from others; both are empty where that is not known.
    `is_edit` is false where it was that already, and they meant it to be.
    """

    name: str
    email: str
    map: str
    kind: str
    id: str
    field: str
    when: float
    value: str = ""
    source: str = ""
    is_edit: bool = True


def append(journal: Path, hands: Iterable[Hand]) -> None:
    """Write down what somebody changed. Where that cannot be written nobody is named later, and nothing else fails."""
    lines = _lines(hands)
    if lines:
        with suppress(OSError, SaveError):
            make_shared(journal.parent)
            with locked(journal.parent):
                _append(journal, lines)
                if journal.stat().st_size > LONGEST:
                    _shorten(journal)


def hands_in(journal: Path, most: int = 2 * LONGEST, ids: Collection[str] | None = None) -> tuple[Hand, ...]:
    """Return what a journal holds in its last `most` bytes, oldest first; empty where there is none.

    With `ids` it is what was done to records of these ids, and to a few others perhaps: no other line is taken apart.
    """
    try:
        with journal.open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
            opened.seek(max(size - most, 0))
            lines = opened.read().splitlines()
    except OSError:
        return ()
    if ids is not None:
        names = [json.dumps(id_).encode() for id_ in ids]
        lines = [line for line in lines if any(name in line for name in names)]
    return tuple(hand for line in lines if (hand := _hand(line)) is not None)


def forget(journal: Path, map_: str, until: float) -> None:
    """Drop what a journal holds of one map up to a moment: a revision has it all now."""
    with suppress(OSError, SaveError), locked(journal.parent):
        _write(journal, [hand for hand in hands_in(journal) if hand.map != map_ or hand.when > until])


def _shorten(journal: Path) -> None:
    """Keep the last hand of each field: who else had it before is named in no revision."""
    last: dict[tuple[str | bool, ...], Hand] = {}
    for hand in hands_in(journal):
        place = (hand.map, hand.kind, hand.id, hand.field, hand.is_edit)
        last.pop(place, None)
        last[place] = hand
    kept, room = list(last.values()), LONGEST // 2
    sizes = itertools.accumulate(len(_lines([hand])) for hand in reversed(kept))
    _write(journal, kept[len(kept) - sum(size <= room for size in sizes) :])


def _write(journal: Path, hands: list[Hand]) -> None:
    anew = journal.with_suffix(".new")
    anew.unlink(missing_ok=True)
    _append(anew, _lines(hands))
    if hands:
        anew.replace(journal)
    else:
        journal.unlink(missing_ok=True)


def _lines(hands: Iterable[Hand]) -> bytes:
    return "".join(json.dumps(hand._asdict()) + "\n" for hand in hands).encode()


def _append(journal: Path, lines: bytes) -> None:
    if not lines:
        return
    is_new = not journal.exists()
    # A name that leads elsewhere was put there by somebody else.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(journal, flags, 0o664)
    try:
        write_all(descriptor, lines)
    finally:
        os.close(descriptor)
    if is_new:
        share(journal, journal.parent)


def _hand(line: bytes) -> Hand | None:
    try:
        content = object_in(line)
        name, email, map_, kind, id_, field = (str(content[key]) for key in _TEXTS)
        value, source = (str(content.get(key, "")) for key in ("value", "source"))
        when = float(content["when"])  # type: ignore[arg-type]  # or it fails
        is_edit = content.get("is_edit") is not False
        return Hand(name, email, map_, kind, id_, field, when, value, source, is_edit)
    except (ArithmeticError, ValueError, LookupError, TypeError):
        return None
