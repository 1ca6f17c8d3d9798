"""When somebody last looked at a card, where no commit says so yet.

`looked` says it itself; of any other edit git's own folder knows when it was made, where people share a clone, and else
the file cannot be younger than its last edit. A field that was only taken out says nothing: no line would be left to
tell of it once it is committed.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field
from cjm_tui.model.instants import instant
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import PLACE, place_of
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import same
from cjm_tui.services.editing.together import company_of
from cjm_tui.services.past.origins import Origins

SLACK = timedelta(days=1)
"""A look may lie so far ahead: clocks differ, and a day begins elsewhere sooner."""

Waiting = Callable[[Record], float | None]
"""Tells of a card when somebody last looked at it and no commit has that yet, in seconds since 1970; None for never."""


def with_look(document: Document, touchpoint: str) -> Document:
    """Return the document with a card having been looked at this second, in UTC."""
    return set_field(document, RecordKey("touchpoint", touchpoint), "looked", datetime.now(UTC).replace(microsecond=0))


def was_touched(before: Record | None, after: Record) -> bool:
    """Tell whether an edit left something on a card that was not there; what was only taken out is no touch."""
    fields = before.fields if before else {}
    return any(not same(fields.get(name), after.fields[name]) for name in after.fields if not name.startswith("#"))


def is_ahead(card: Record, now: datetime) -> bool:
    """Tell whether the look a card names lies in the future, so that nobody can have looked then."""
    looked = looked_when(card)
    return looked is not None and looked > (now + SLACK).timestamp()


def waiting_looks(path: Path, origins: Origins) -> Waiting:
    """Return what tells when the cards of a map were looked at that wait for a commit; the clock is read now."""
    now, edits = datetime.now(UTC), cache(partial(_edits, path))

    def when(card: Record) -> float | None:
        names = _waiting(card, origins)
        looked = looked_when(card) if "looked" in names and not is_ahead(card, now) else None
        times = [] if looked is None else [looked]
        for name in names - {"looked"}:
            known = edits()
            times.append(known.get((card.key, name)) or known.get((card.key, "")) or _written(path))
        return min(max(times), now.timestamp()) if times else None

    return when


def _waiting(card: Record, origins: Origins) -> set[str]:
    """Return the fields of a card whose value no commit has, its place as one."""
    place = place_of(declared("map").kind(card.kind))
    names = (name for name in card.fields if not name.startswith("#") and origins.is_pending(card.key, name))
    return {PLACE if name in place else name for name in names}


def looked_when(card: Record) -> float | None:
    """Return when a card says it was looked at, in seconds since 1970; a day alone counts until its end here."""
    looked = card.get("looked")
    with suppress(ValueError, OverflowError, OSError):
        if isinstance(looked, date) and not isinstance(looked, datetime):
            return datetime(looked.year, looked.month, looked.day, 23, 59, 59).astimezone().timestamp()
        at = instant(looked)
        return at.timestamp() if at is not None else None
    return None


def _edits(path: Path) -> dict[tuple[RecordKey, str], float]:
    company = company_of(path)
    return company.edits() if company else {}


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
