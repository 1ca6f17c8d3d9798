"""A file that is no map, printed record by record: a persona, a piece of research, the team's vocabulary."""

from __future__ import annotations

from cjm_tui.cli.output import Ink, say
from cjm_tui.model.document import Document
from cjm_tui.model.record import COMMENT_KEYS, Record
from cjm_tui.services.past.differences import in_words

_TITLES = {"schema", "name", "title"}


def say_records(document: Document) -> None:
    """Print what a document holds, its header first, then its records by kind and id."""
    say(Ink(document.title or document.kind, bold=True))
    _say_fields(document, document.header)
    for kind in dict.fromkeys(record.kind for record in document if record.kind):
        for record in document.of_kind(kind):
            say(Ink(record.name, bold=True), Ink(f"  {record.key}", faint=True))
            _say_fields(document, record)


def _say_fields(document: Document, record: Record) -> None:
    for key, value in record.fields.items():
        if key not in COMMENT_KEYS and key not in _TITLES:
            said = " ".join(in_words(value, document.kind, record.key, key).split())
            say(Ink(f"  {key.replace('_', ' ')}: ", faint=True), said)
