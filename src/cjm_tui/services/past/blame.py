"""Who last touched what: each field of one card, or each card of a map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cjm_tui.history.blame import Touch
from cjm_tui.model.document import Document
from cjm_tui.model.field_words import shorten
from cjm_tui.model.record import Record
from cjm_tui.services.editing.addresses import record_key, record_name
from cjm_tui.services.past.differences import in_words
from cjm_tui.services.past.origins import Origins, origins_of
from cjm_tui.services.past.staleness import stale_after, stale_days
from cjm_tui.services.workspace.documents import file_named, readable


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer: a field (or a record), its value in words, and who last touched it.

    `commit` is empty and `when` None where no commit has the value yet; where a shallow clone ends (`is_cut`) nobody
    can tell who it was, and it was then or earlier. `stale_days` tells for how long nobody touched a stale card.
    """

    what: str
    value: str
    author: str = ""
    email: str = ""
    when: datetime | None = None
    commit: str = ""
    subject: str = ""
    is_cut: bool = False
    stale_days: int | None = None

    def as_plain(self) -> dict[str, str | bool | None]:
        """Return what a program may read; dates in ISO form with their offset."""
        return {
            "what": self.what,
            "value": self.value,
            "author": self.author or None,
            "email": self.email or None,
            "when": self.when.isoformat() if self.when else None,
            "commit": self.commit or None,
            "subject": self.subject or None,
            "or_earlier": self.is_cut,
            "stale": self.stale_days is not None,
        }


def blame(map_: str, record: str = "") -> tuple[Line, ...]:
    """Return who last touched each field of a record, in file order; without a record, each record, the oldest first.

    Raises `NotFoundError` for an unknown map or record, `GitError` where there is no repository.
    """
    path = file_named(map_)
    document = readable(path)
    origins = origins_of(path, document)
    if not record:
        limit, now = stale_after(path), datetime.now(UTC)
        lines = [
            replace(_whole(document, one, origins), stale_days=stale_days(origins, one.key, limit, now))
            for one in document
        ]
        return tuple(sorted(lines, key=lambda line: (line.when is None, line.when.timestamp() if line.when else 0)))
    named = document.records[record_key(document, record)]
    return tuple(
        _line(
            field,
            shorten(in_words(value, document.kind, named.key, field), 60),
            None if origins.is_pending(named.key, field) else origins.fields.get((named.key, field)),
        )
        for field, value in named.fields.items()
        if not field.startswith("#")
    )


def _whole(document: Document, record: Record, origins: Origins) -> Line:
    is_new = (record.key, "") in origins.pending
    return _line(record_name(document, record.key), record.name, None if is_new else origins.records.get(record.key))


def _line(what: str, value: str, touch: Touch | None) -> Line:
    if touch is None:
        return Line(what, value)
    return Line(what, value, touch.author, touch.email, touch.when, touch.short, touch.subject, touch.is_cut)
