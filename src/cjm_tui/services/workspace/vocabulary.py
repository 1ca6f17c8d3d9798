"""The team's lists of channels and teams where they begin: with what the maps name already.

As long as nobody lists channels any channel is fine. The first one written down makes a list, and what the maps named
before would be missing in it; so it is written down too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError
from cjm_tui.model.record import Record
from cjm_tui.model.references import references, targets
from cjm_tui.services.workspace.documents import glance
from cjm_tui.services.workspace.shipped import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cjm_tui.model.document import Document

VOCABULARY = "cjm.toml"
"""The file beside the shipped templates that names the channels they speak of."""


def ids_named(document: Document, kind: str) -> tuple[str, ...]:
    """Return the ids of a kind (`channel`, `team`) that a document refers to, each once, in its own order."""
    found = (
        reference.target
        for record in document
        for reference in references(document, record)
        if kind in targets(reference)
    )
    return tuple(dict.fromkeys(found))


def named_anywhere(paths: Iterable[Path], kind: str) -> tuple[str, ...]:
    """Return the ids of a kind that some files refer to; one that cannot be read names none."""
    found: dict[str, None] = {}
    for path in paths:
        try:
            document = glance(path).document
        except CjmError:
            continue
        found.update(dict.fromkeys(ids_named(document, kind) if document else ()))
    return tuple(found)


def shipped(kind: str) -> dict[str, Record]:
    """Return the records of a kind that come with the templates, by id."""
    vocabulary = glance(templates_folder() / VOCABULARY).document
    return {record.id: record for record in vocabulary.of_kind(kind)} if vocabulary else {}


def written_down(kind: str, ids: Iterable[str]) -> tuple[Record, ...]:
    """Return a record for each id: the one that comes with the templates, or one whose name is the id in words."""
    from cjm_tui.render.journey import spelled

    known = shipped(kind)
    return tuple(known.get(id_) or Record(kind, id_, {"name": spelled(id_)}) for id_ in ids)
