"""Who last touched each field of each card, when, and in which commit.

Told from the lines of the last commit: what changed since is nobody's yet. A record's date is that of its youngest
line, wherever in the file it stands; nothing here is typed in by anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from cjm_tui.errors import NotFoundError
from cjm_tui.history.blame import Touch, touches_of
from cjm_tui.history.names import text_at
from cjm_tui.history.repository import require_repository
from cjm_tui.model.diff import Added, Changed, diff
from cjm_tui.model.document import Document
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import join_key
from cjm_tui.services.workspace.lines import statements_in
from cjm_tui.storage.reading import Reading, parse


class Origins(NamedTuple):
    """Where the fields of a document come from.

    `fields` holds the last touch of each field of the last commit, `records` the youngest of each record's. `pending`
    are the fields whose value is not committed yet; a record in it with the empty field is new as a whole.
    """

    fields: Mapping[tuple[RecordKey, str], Touch] = MappingProxyType({})
    records: Mapping[RecordKey, Touch] = MappingProxyType({})
    pending: frozenset[tuple[RecordKey, str]] = frozenset()

    def is_pending(self, key: RecordKey, name: str) -> bool:
        """Tell whether a field has a value that no commit has yet."""
        return (key, name) in self.pending or (key, "") in self.pending


def origins_of(path: Path, document: Document, on_disk: Reading | None = None) -> Origins:
    """Return where the fields of a map on the disk (or on the screen) come from.

    `on_disk` is the file as read before, which need not be read again where it is committed as it stands there.
    Raises `GitError` where there is no repository; a map that was never committed is pending as a whole.
    """
    repository = require_repository(path, "No history here")
    touches = touches_of(repository, path)
    try:
        raw = text_at(repository, "HEAD", path) if touches else b""
    except NotFoundError:
        raw = b""
    committed = raw.decode("utf-8", "replace")
    known = on_disk is not None and on_disk.text == committed
    before = on_disk.document if known and on_disk else parse(committed).document if committed else None
    fields = _fields(raw, committed, touches) if before is not None else {}
    return Origins(fields, _youngest(fields), _pending(before, document))


def days_since(touch: Touch | None, now: datetime) -> int | None:
    """Return how many whole days ago a touch was, never below 0; None for what was never committed."""
    return None if touch is None else max((now - touch.when).days, 0)


def ago(touch: Touch | None, now: datetime) -> str:
    """Return how long ago a touch was: `today`, `1 day ago`, `40 days ago`; `not committed yet` for none.

    Where a shallow clone ends it was then or earlier.
    """
    days = days_since(touch, now)
    if days is None:
        return "not committed yet"
    said = "today" if not days else f"{days} day{'s' * (days != 1)} ago"
    return f"{said} or earlier" if touch is not None and touch.is_cut else said


def who_and_when(touch: Touch | None, now: datetime) -> str:
    """Return who touched something last and how long ago: `Ana, 40 days ago`; of nobody known the time alone."""
    return ", ".join(part for part in (touch.author if touch else "", ago(touch, now)) if part)


def _fields(raw: bytes, text: str, touches: Sequence[Touch]) -> dict[tuple[RecordKey, str], Touch]:
    """Return the youngest touch of the lines of each field; the header line of a table counts for the record's name."""
    fields: dict[tuple[RecordKey, str], Touch] = {}
    statements = statements_in(text)
    owner: tuple[RecordKey, str] | None = None
    start, place = next(statements, (0, ()))
    for number, (line, touch) in enumerate(zip(BytesIO(raw), touches, strict=False), 1):
        is_start = number == start
        if is_start:
            owner = _owner(place, owner[0] if owner else HEADER)
            start, place = next(statements, (0, ()))
        said = line.strip()
        if owner is not None and said and (is_start or not said.startswith(b"#")):
            known = fields.get(owner)
            fields[owner] = touch if known is None or touch.when > known.when else known
    return fields


def _owner(place: tuple[str, ...], before: RecordKey) -> tuple[RecordKey, str]:
    """Return whose field a place in a file is; `before` is given back where it is the same record."""
    if len(place) == 1:
        return HEADER, join_key(place)
    key = before if place[:2] == before else RecordKey(place[0], place[1])
    return key, intern(join_key(place[2:])) if len(place) > 2 else "name"


def _youngest(fields: Mapping[tuple[RecordKey, str], Touch]) -> dict[RecordKey, Touch]:
    youngest: dict[RecordKey, Touch] = {}
    for (key, _), touch in fields.items():
        if key not in youngest or touch.when > youngest[key].when:
            youngest[key] = touch
    return youngest


def _pending(before: Document | None, document: Document) -> frozenset[tuple[RecordKey, str]]:
    changes = diff(before or Document(document.kind, {}), document)
    changed = {(change.key, change.field) for change in changes if isinstance(change, Changed)}
    return frozenset(changed | {(change.key, "") for change in changes if isinstance(change, Added)})
