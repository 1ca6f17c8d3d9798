"""The history behind `cjm demo`: the shipped sample maps, told backwards.

The last step is what is shipped. Each step before it is the one after it with what that chapter brought taken away
again, by the same edits that people make. Invariant: at every step all references resolve, and whatever a map says
is backed by no more research than there was by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from cjm_tui.history.message import Person
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_record, remove_record, set_fields
from cjm_tui.model.record import RecordKey
from cjm_tui.model.references import references, retargeted, targets
from cjm_tui.model.wording import words
from cjm_tui.services.demo.chapters import CHAPTERS, MAP, Chapter
from cjm_tui.services.joining.committing import ready_message

_RESTS_ON = (("insight", "evidence"), ("opportunity", "insights"))
"""Which records are there only because of what a field of theirs names."""

_WORDS_OF_THE_TEAM = frozenset({"channel", "team"})


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the history: who, when (with the time zone of the story's `now`), its message, and all files then.

    `documents` goes by the path below the maps folder, with forward slashes.
    """

    author: Person
    when: datetime
    message: str
    documents: Mapping[str, Document]


def story(files: Mapping[str, Document], now: datetime) -> tuple[Step, ...]:
    """Return the history that ends in `files`, the shipped ones by their path below the maps folder, oldest first.

    `now` is the moment the story is told; the last commit is three days before it.
    """
    documents = dict(files)
    mentions = _Mentions()
    steps: list[Step] = []
    for chapter in reversed(CHAPTERS):
        before = _before(documents, chapter, mentions)
        message = chapter.message or ready_message(documents[MAP].title, words(before[MAP], documents[MAP]))
        steps.append(Step(chapter.author, _moment(chapter, now), message, documents))
        documents = before
    return tuple(reversed(steps))


def _moment(chapter: Chapter, now: datetime) -> datetime:
    hour, minute = chapter.clock
    return (now - timedelta(days=chapter.days_ago)).replace(hour=hour, minute=minute, second=0, microsecond=0)


class _Mentions:
    """What documents refer to, each looked through once: from commit to commit most of them stay the same value."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Document, frozenset[RecordKey]]] = {}

    def of(self, document: Document) -> frozenset[RecordKey]:
        """Return the kind and id of everything a document refers to, in itself or elsewhere."""
        if id(document) not in self._known:
            found = (reference for record in document for reference in references(document, record))
            named = frozenset(RecordKey(kind, reference.target) for reference in found for kind in targets(reference))
            # The document is kept as well, else its identity could pass to another one.
            self._known[id(document)] = (document, named)
        return self._known[id(document)][1]


def _before(documents: Mapping[str, Document], chapter: Chapter, mentions: _Mentions) -> dict[str, Document]:
    """Return the files as they were when `chapter` had not been written yet."""
    left = {path: document for path, document in documents.items() if path not in chapter.files}
    sources = [RecordKey(documents[path].kind, PurePosixPath(path).stem) for path in chapter.files]
    for path, document in left.items():
        for source in sorted(mentions.of(document).intersection(sources)):
            left[path] = _without_source(left[path], source, mentions)
    left[MAP] = _without_news(left[MAP], chapter, mentions)
    spoken = frozenset[RecordKey]().union(*(mentions.of(document) for document in left.values()))
    return {path: _without_idle_words(document, spoken) for path, document in left.items()}


def _without_source(document: Document, source: RecordKey, mentions: _Mentions) -> Document:
    """Return the document before there was a file it refers to: fewer references, and known one step less."""
    left = retargeted(document, {source: None})
    if source.kind != "evidence":
        return left
    doubted = [
        record.with_fields({"basis": "observed" if record.get("evidence") else "assumption"})
        for record in left
        if record.get("basis") and record.get("evidence") != document.records[record.key].get("evidence")
    ]
    return _without_groundless(document, left.with_records(doubted), mentions)


def _without_news(document: Document, chapter: Chapter, mentions: _Mentions) -> Document:
    """Return the map without the records and fields that came with `chapter`, and with what stood there before."""
    came = [*chapter.records, *(record.key for kind in chapter.kinds for record in document.of_kind(kind))]
    left = _without_groundless(document, _without_records(document, came, mentions), mentions)
    for kind, fields in chapter.first_written.items():
        blank = dict.fromkeys(fields)
        left = left.with_records(record.with_fields(blank) for record in left.of_kind(kind))
    for key, values in chapter.earlier.items():
        left = set_fields(left, key, values)
    for record in chapter.removed:
        left = add_record(left, record)
    return left


def _without_groundless(document: Document, left: Document, mentions: _Mentions) -> Document:
    """Return `left` without what rested, in `document`, on nothing but what was taken away."""
    for kind, field in _RESTS_ON:
        groundless = [
            record.key
            for record in left.of_kind(kind)
            if not record.get(field) and document.records[record.key].get(field)
        ]
        left = _without_records(left, groundless, mentions)
    return left


def _without_records(document: Document, keys: Iterable[RecordKey], mentions: _Mentions) -> Document:
    """Return the document without some records and what hangs on them.

    Those nothing refers to go all at once, since looking for what hangs on each means looking through the whole map.
    """
    gone = list(keys)
    if not gone:
        return document
    mentioned = mentions.of(document)
    left = document.with_records((), [key for key in gone if key not in mentioned])
    for key in gone:
        if key in mentioned and key in left.records:
            left = remove_record(left, key)
    return left


def _without_idle_words(document: Document, spoken: frozenset[RecordKey]) -> Document:
    """Return the team's vocabulary without the channels and teams that no file speaks of yet."""
    if document.kind != "workspace":
        return document
    idle = [record.key for record in document if record.kind in _WORDS_OF_THE_TEAM and record.key not in spoken]
    return document.with_records((), idle) if idle else document
