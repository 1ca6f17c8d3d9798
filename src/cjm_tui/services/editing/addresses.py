"""How a person names a record: `touchpoint.pay-by-card`, or its id alone where one record has it; `map` is the header.

Invariant: a name that fits nothing is answered with the nearest one that exists and the command that lists them all.
"""

from __future__ import annotations

from cjm_tui.checking.nearest import did_you_mean, nearest, sentence
from cjm_tui.errors import NotFoundError
from cjm_tui.model.document import Document
from cjm_tui.model.fields import Field, Kind
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import HEADER, RecordKey

_SHOWN = 5


def record_key(document: Document, name: str) -> RecordKey:
    """Return the record a person means by `touchpoint.pay-by-card`, or by `map` (`persona`, …) for the header.

    An id alone is enough where one record has it. Raises `NotFoundError` with the nearest name.
    """
    if name == document.kind:
        return HEADER
    kind, _, id_ = name.partition(".")
    key = RecordKey(kind, id_)
    if key in document.records:
        return key
    alike = [record.key for record in document if record.id == name]
    if len(alike) == 1:
        return alike[0]
    if alike:
        which = " or ".join(map(str, alike))
        raise NotFoundError(
            "Which one", f"{len(alike)} records of {document.title} are called “{name}”", f"Write {which}."
        )
    raise NotFoundError("No such record", f"there is no “{name}” in {document.title}", _hint(document, name))


def record_name(document: Document, key: RecordKey) -> str:
    """Return how a person names a record of a document."""
    return str(key) or document.kind


def record_names(document: Document) -> tuple[str, ...]:
    """Return the names of all records of a document, the header's first, the others sorted."""
    return (document.kind, *sorted(str(record.key) for record in document if record.key != HEADER))


def declared_kind(document: Document, name: str) -> Kind:
    """Return the declaration of a kind of record a document may hold; raise `NotFoundError` with the nearest."""
    kinds = {kind.name: kind for kind in declared(document.kind).records}
    if name in kinds:
        return kinds[name]
    known = ", ".join(kinds) or "no records"
    hint = did_you_mean(name, kinds) or f"A {document.kind} holds {known}."
    raise NotFoundError("No such kind", f"there is no kind of record called “{name}”", sentence(hint))


def declared_key(kind: Kind, document_kind: str, key: str) -> Field:
    """Return the declaration behind a key a person typed; raise `NotFoundError` with the nearest one."""
    field = kind.field(key)
    if field is not None:
        return field
    what = kind.name or document_kind
    top = key.partition(".")[0]
    names = [field.name for field in kind.fields]
    found = nearest(top, names)
    if found == top:
        table = next(field for field in kind.fields if field.name == top)
        if table.is_table:
            entries = ", ".join(f"{top}.{entry}" for entry in table.keys) or f"{top}.{table.keyed_by.upper()}"
            raise NotFoundError("No such field", f"{top} has entries of its own", f"Write {entries}=…")
        raise NotFoundError("No such field", f"{top} has no entries", f"Write {top}=…")
    hint = f"did you mean {found}?" if found else f"A {what} has {', '.join(names)}."
    raise NotFoundError("No such field", f"a {what} has no field “{key}”", sentence(hint))


def _hint(document: Document, name: str) -> str:
    kinds = sorted({kind.name for kind in declared(document.kind).records})
    kind, dot, id_ = name.partition(".")
    ids = {record.id: str(record.key) for record in document if record.id}
    own = {record.id for record in document if record.kind == kind and record.id}
    if kind in kinds and dot:
        alike = nearest(id_, own)
        found = f"{kind}.{alike}" if alike else ids.get(id_)
        return f"Did you mean {found}?" if found else f"There is {_listed(kind, sorted(own))}."
    if not dot:
        # A bare id: the kind before it may be all that is missing.
        alike = nearest(name, [document.kind, *ids])
        found = ids.get(alike, alike) if alike else None
    else:
        found = nearest(name, ids.values())
    known = f"Records are named {document.kind}"
    known += f", or KIND.ID; kinds are {', '.join(kinds)}." if kinds else "; there is no other here."
    return f"Did you mean {found}?" if found else known


def _listed(kind: str, ids: list[str]) -> str:
    """Return the names of the records of a kind, not all of them where there are many."""
    if not ids:
        return f"no {kind} at all"
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(f"{kind}.{id_}" for id_ in ids[:_SHOWN]) + more
