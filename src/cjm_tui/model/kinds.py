"""Every kind of file, every kind of record and every field, declared once.

To add a field, add its line to `map_kinds` or `other_kinds`; everything else derives from it.
"""

from __future__ import annotations

from cjm_tui.model.declaring import BASES, CHANNEL_KINDS, EMOTIONS, INSIGHT_KINDS, MOMENTS, SCHEMA
from cjm_tui.model.fields import DocumentKind, Field, Kind
from cjm_tui.model.map_kinds import MAP
from cjm_tui.model.other_kinds import EVIDENCE, PERSONA, WORKSPACE

__all__ = [
    "BASES",
    "CHANNEL_KINDS",
    "DOCUMENT_KINDS",
    "EMOTIONS",
    "EVIDENCE",
    "INSIGHT_KINDS",
    "MAP",
    "MOMENTS",
    "PERSONA",
    "UNKNOWN",
    "WORKSPACE",
    "declared",
    "declared_field",
]

DOCUMENT_KINDS: dict[str, DocumentKind] = {kind.name: kind for kind in (MAP, PERSONA, EVIDENCE, WORKSPACE)}

UNKNOWN = DocumentKind("", 0, Kind("", (SCHEMA,), "a file of an unknown kind"), (), "a file of an unknown kind")
"""Stands for a file whose schema is none of ours: everything in it is kept, nothing is declared."""


def declared(document_kind: str) -> DocumentKind:
    """Return the declaration of a document kind, `UNKNOWN` when there is none of that name."""
    return DOCUMENT_KINDS.get(document_kind, UNKNOWN)


def declared_field(document_kind: str, record_kind: str, key: str) -> Field | None:
    """Return the declaration behind a key of a record, None when nothing declares it."""
    kind = declared(document_kind).kind(record_kind)
    return kind.field(key) if kind else None
