"""Confirming suspect links on the command line: somebody looked, and the opportunity still holds."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.suspect import all_suspects, confirmed, suspects
from cjm_tui.services.editing.addresses import record_key
from cjm_tui.services.workspace.documents import change, readable

Links = tuple[tuple[Record, Record], ...]


def suspect_links(path: Path) -> Links:
    """Return every opportunity of a map with each insight that changed since it was framed."""
    return all_suspects(readable(path))


def confirm(path: Path, opportunity: str, insights: tuple[str, ...] = ()) -> Links:
    """Confirm the suspect links of an opportunity (of all, where none is named), or those to some insights alone.

    Return what was confirmed. Raises `NotFoundError` with the nearest name, `UsageError` for a record of another kind.
    """
    done: list[tuple[Record, Record]] = []

    def edit(document: Document) -> Document:
        done.clear()
        chosen = [_of_kind(document, "opportunity", opportunity)] if opportunity else document.of_kind("opportunity")
        wanted = {_of_kind(document, "insight", name).id for name in insights}
        for one in chosen:
            _require_answered(one, wanted)
            changed = [insight for insight in suspects(document, one) if not wanted or insight.id in wanted]
            done.extend((one, insight) for insight in changed)
            if changed:
                document = confirmed(document, one.id, tuple(insight.id for insight in changed))
        return document

    change(path, edit)
    return tuple(done)


def _of_kind(document: Document, kind: str, name: str) -> Record:
    key = RecordKey(kind, name)
    record = document.records.get(key) or document.records[record_key(document, name)]
    if record.kind != kind:
        raise UsageError("Cannot confirm", f"{record.key} is no {kind}", f"Name an {kind}; `cjm show` lists them.")
    return record


def _require_answered(opportunity: Record, insights: set[str]) -> None:
    for id_ in sorted(insights - set(opportunity.texts("insights"))):
        known = ", ".join(opportunity.texts("insights")) or "none"
        raise NotFoundError("Cannot confirm", f"{opportunity.key} does not rest on {id_}", f"It rests on {known}.")
