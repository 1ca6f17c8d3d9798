"""The files that maps refer to, personas and pieces of evidence, and every place that refers to them.

Invariant: what is named and has no file is listed with the others, and so is a file that cannot be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document
from cjm_tui.model.field_words import signed
from cjm_tui.model.ids import free_id
from cjm_tui.model.kinds import declared
from cjm_tui.model.measures import emotion_of
from cjm_tui.model.record import HEADER, Record
from cjm_tui.model.references import Reference, references, targets
from cjm_tui.model.values import Value
from cjm_tui.model.wording import words
from cjm_tui.services.past.sides import felt_by
from cjm_tui.services.workspace.discovery import Workspace
from cjm_tui.services.workspace.documents import glance

PERSONA, EVIDENCE = "persona", "evidence"
_BESIDE = {"insight"}
"""Records that speak of a persona without being a step of their journey."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place that names a persona or a piece of evidence.

    `path` is the file, `map` its id, `touchpoint` the id of the card to go to (empty: the file itself), `name` what
    stands there, `kind` which record it is, and `how` in a word or two what for.
    """

    path: Path
    map: str
    touchpoint: str
    name: str
    kind: str
    how: str


@dataclass(frozen=True, slots=True)
class Referred:
    """A persona or a piece of evidence: its file as it was read (None with the `problem` it has), and its uses."""

    id: str
    kind: str
    path: Path
    document: Document | None
    problem: str
    uses: tuple[Use, ...]

    @property
    def name(self) -> str:
        """Return its name, its id where it has none."""
        return (self.document.title if self.document else "") or self.id

    @property
    def found_out(self) -> str:
        """Return the day it was found out as an ISO date, empty where it has none."""
        return str(self.document.header.get("date") or "") if self.document else ""

    @property
    def maps(self) -> tuple[str, ...]:
        """Return the ids of the maps that name it, each once."""
        return tuple(dict.fromkeys(use.map for use in self.uses if use.map))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything of one kind by id, and the maps that were read for it."""

    entries: tuple[Referred, ...]
    maps: Mapping[Path, Document]

    def card_named(self, reference: str) -> str:
        """Return the name of the card that `map#touchpoint` refers to, the reference where there is none."""
        map_id, _, touchpoint = reference.partition("#")
        document = next((document for path, document in self.maps.items() if path.stem == map_id), None)
        card = document.get("touchpoint", touchpoint) if document else None
        return card.name if card and card.name else reference

    def walked_by(self, persona: str) -> tuple[Path, ...]:
        """Return the maps that a persona walks, or feels or skips a card of; those that know most of them first."""
        entry = next((entry for entry in self.entries if entry.id == persona), None)
        named = [use.path for use in entry.uses if use.map and use.kind not in _BESIDE] if entry else []
        return tuple(sorted({*named}, key=lambda path: (-named.count(path), path)))


def shelf_of(workspace: Workspace, kind: str) -> Shelf:
    """Return all personas of a workspace by id, or all its evidence, the newest first.

    Reads every file, so call it from a thread.
    """
    folder = workspace.folder / ("personas" if kind == PERSONA else "evidence")
    files = workspace.personas if kind == PERSONA else workspace.evidence
    everything = {path: _read(path) for path in (*workspace.maps.values(), *workspace.personas.values())}
    everything |= {path: _read(path) for path in workspace.evidence.values()}
    maps = {path: document for path in workspace.maps.values() if (document := everything[path][0]) is not None}
    uses: dict[str, list[Use]] = defaultdict(list)
    for path, (document, _) in everything.items():
        for reference in _references(document):
            if kind in targets(reference) and document is not None:
                uses[reference.target].append(_use(path, document, reference))
    entries = []
    for id_ in sorted({*files, *uses}):
        path = files.get(id_, folder / f"{id_}.toml")
        document, problem = everything.get(path, (None, "there is no such file yet; enter makes it"))
        quoted = _quoted(document, workspace, maps) if document and kind == EVIDENCE else ()
        entries.append(Referred(id_, kind, path, document, problem, (*uses[id_], *quoted)))
    if kind == EVIDENCE:
        entries.sort(key=lambda entry: entry.found_out, reverse=True)
    return Shelf(tuple(entries), maps)


def news_of(before: Shelf, after: Shelf, own: Mapping[Path, Document]) -> tuple[str, ...]:
    """Return in words what is new on a shelf; of a file that says what `own` says, nothing."""
    known = {entry.id: entry for entry in before.entries}
    news: list[str] = []
    for entry in after.entries:
        was, document = known.pop(entry.id, None), entry.document
        if document is None or (entry.path in own and not diff(own[entry.path], document)):
            continue
        if was is None:
            news.append(f"new: {entry.name}")
        elif was.document is not None:
            told = (sentence.removeprefix(f"{entry.name}: ") for sentence in words(was.document, document))
            news += [f"{entry.name}: {sentence}" for sentence in told]
    return (*news, *(f"gone: {entry.name}" for entry in known.values() if entry.document))


def begin(
    workspace: Workspace, kind: str, name: str, values: Mapping[str, Value] | None = None
) -> tuple[Path, Document]:
    """Return the path and the document of a new persona or piece of evidence; nothing is written yet.

    Raises `UsageError` without a name.
    """
    if not name.strip():
        raise UsageError("Nothing made", "a name needs at least one letter")
    folder, files = ("personas", workspace.personas) if kind == PERSONA else ("evidence", workspace.evidence)
    path = workspace.folder / folder / f"{free_id(name, kind, set(files))}.toml"
    fields = {"schema": declared(kind).schema, "name": name.strip(), **(values or {})}
    return path, Document(kind, {HEADER: Record("", "", fields)})


def walk_of(document: Document, persona: str) -> Document:
    """Return a map as one persona walks it: with their emotions, without what they skip; for nobody as it is."""
    if not persona:
        return document
    skipped = [card.key for card in document.of_kind("touchpoint") if persona in card.texts("skipped_by")]
    return felt_by(document, persona).with_records((), skipped)


def _read(path: Path) -> tuple[Document | None, str]:
    try:
        reading = glance(path)
    except CjmError as error:
        return None, error.message
    # The list has little room and says whose file it is: its name does, without the folders before it.
    return reading.document, "" if reading.document else str(reading.problems[0]._replace(path=path.name))


def _references(document: Document | None) -> Iterator[Reference]:
    for record in document or ():
        yield from references(document, record) if document else ()


def _use(path: Path, document: Document, reference: Reference) -> Use:
    record = document.records[reference.source]
    touchpoint = record.id if record.kind == "touchpoint" else record.text("touchpoint")
    is_map = document.kind == "map"
    name = record.name if record.kind else document.title
    how = _how(document, record, reference)
    return Use(path, path.stem if is_map else "", touchpoint if is_map else "", name, record.kind, how)


def _how(document: Document, record: Record, reference: Reference) -> str:
    field = reference.field.name
    if field == "emotion_by":
        emotion, _ = emotion_of(record, reference.target)
        return f"feels {signed(emotion)}"
    if field == "skipped_by":
        return "skips it"
    if document.kind == "map" and not record.kind:
        return "walks it"
    return record.text("kind") if record.kind == "insight" else document.kind if not record.kind else record.kind


def _quoted(document: Document, workspace: Workspace, maps: Mapping[Path, Document]) -> Iterator[Use]:
    """Yield the cards that a piece of evidence has a quote about."""
    for quote in document.of_kind("quote"):
        map_id, _, touchpoint = quote.text("touchpoint").partition("#")
        path = workspace.maps.get(map_id)
        card = maps[path].get("touchpoint", touchpoint) if path in maps and path else None
        if path and card is not None:
            yield Use(path, map_id, touchpoint, card.name, "quote", "quote")
