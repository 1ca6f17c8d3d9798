"""Text to document: what a file says, whole and with its comments, or quickly without them.

A text that was edited is read again with the help of the reading before: a record whose text and values are both the
same is the same record. The values come from the TOML reader each time, so this never takes our own word for what a
text means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.problem import Problem
from cjm_tui.model.record import ABOVE, COMMENT_KEYS, HEADER, INSIDE, LOOSE, Record, RecordKey
from cjm_tui.model.values import Value
from cjm_tui.storage.blocks import Block, blocks_of
from cjm_tui.storage.comments import Notes, notes_of, records_in
from cjm_tui.storage.gate import tables_of, too_deep
from cjm_tui.storage.pieces import Before, Found, found_in
from cjm_tui.storage.shape import Fields, Owners, TooDeepError, records_of, schema_of

LARGE = 65_536
"""From so many characters on a text is read piece by piece."""


class Reading(NamedTuple):
    """What reading a text gave: the document, or None and the problems that are in the way.

    `version` is the one the text says it is written in; one that is newer than ours is not ours to write (`is_newer`).
    The rest is what reading the text again after an edit begins with.
    """

    text: str
    document: Document | None
    problems: tuple[Problem, ...] = ()
    version: int = 0
    blocks: Sequence[Block] = ()
    notes: Mapping[Block, Notes] = MappingProxyType({})

    @property
    def is_newer(self) -> bool:
        """Tell whether the file was written for a newer version of this program."""
        return self.document is not None and self.version > declared(self.document.kind).version > 0


def parse(text: str, path: str = "") -> Reading:
    """Read a text without its comments, in little more than the TOML reader's own time.

    That is what checking, listing and history need. Such a document is never to be written: its comments would be
    taken for removed.
    """
    found, problems = _found_whole(text, path)
    if found is None:
        return Reading(text, None, problems)
    records = {key: Record(*key, MappingProxyType(values)) for key, values in found.fields.items()}
    return Reading(text, Document(found.kind, MappingProxyType(records)), (), found.version)


def read(text: str, path: str = "", known: Reading | None = None) -> Reading:
    """Read a text with everything in it. Never raises: what is in the way is among the problems.

    `known` is a reading of nearly the same text, which makes this one faster.
    """
    if known or len(text) >= LARGE:
        quick = _read_in_pieces(text, known)
        if quick is not None:
            return quick
    found, problems = _found_whole(text, path)
    if found is None:
        return Reading(text, None, problems)
    blocks = blocks_of(text)
    owners = Owners(found.kind, (block.path for block in blocks if block.is_array))
    kept = _unchanged(known, found, blocks, owners) if known else {}
    return _heard(text, blocks, found._replace(kept=kept), known)


def _found_whole(text: str, path: str) -> tuple[Found | None, tuple[Problem, ...]]:
    """Return what the TOML reader finds in a text as one, or None and the problem that is in the way."""
    tables, problems = tables_of(text, path)
    if tables is None:
        return None, problems
    kind, version = schema_of(tables)
    try:
        return Found(kind, version, records_of(tables, kind), {}), ()
    except TooDeepError:
        return None, (too_deep(text, path),)


def _read_in_pieces(text: str, known: Reading | None) -> Reading | None:
    before = known.document if known else None
    try:
        blocks = blocks_of(text, known.blocks if known else ())
        found = found_in(blocks, Before(before.kind, known.blocks, before.records) if known and before else None)
    except ValueError:
        return None
    return _heard(text, blocks, found, known) if found else None


def _heard(text: str, blocks: Sequence[Block], found: Found, known: Reading | None) -> Reading:
    """Return the reading of a text whose values have been found, with all comments where they belong."""
    owners = Owners(found.kind, (block.path for block in blocks if block.is_array))
    notes = _notes(blocks, owners, known)
    sources = _hear(found.fields, blocks, owners, notes, found.kept)
    records = {
        key: found.kept.get(key) or Record(*key, MappingProxyType(values), sources.get(key, ""))
        for key, values in found.fields.items()
    }
    return Reading(text, Document(found.kind, records), (), found.version, blocks, notes)


def _unchanged(known: Reading, found: Found, blocks: Sequence[Block], owners: Owners) -> dict[RecordKey, Record]:
    """Return the records of a reading whose only block, and whose values, are the same in another."""
    if known.document is None or known.document.kind != found.kind or owners.has_arrays:
        return {}
    before = {block.path: block.text for block in known.blocks}
    kept: dict[RecordKey, Record] = {}
    for block in blocks:
        if len(block.path) == 2 and before.get(block.path) == block.text:
            key = RecordKey(*block.path)
            record = known.document.records.get(key)
            if record and key in found.fields and _are_same(found.fields[key], record.fields):
                kept[key] = record
    scattered = [block for block in (*blocks, *known.blocks) if len(block.path) != 2]
    for block in scattered:
        for key in records_in(block, owners):
            kept.pop(key, None)
    return kept


def _are_same(values: Fields, fields: Mapping[str, Value]) -> bool:
    """Tell whether the fields of a record, its comments apart, are these values, types aside."""
    comments = sum(key in fields for key in COMMENT_KEYS)
    return len(values) == len(fields) - comments and values.items() <= fields.items()


def _notes(blocks: Sequence[Block], owners: Owners, known: Reading | None) -> dict[Block, Notes]:
    before = known.notes if known and not owners.has_arrays else {}
    return {block: before.get(block) or notes_of(block, owners) for block in blocks if "#" in block.text}


def _hear(
    fields: dict[RecordKey, Fields],
    blocks: Sequence[Block],
    owners: Owners,
    notes: Mapping[Block, Notes],
    kept: Mapping[RecordKey, Record],
) -> dict[RecordKey, str]:
    """Put all comments into the fields of their records; return the text each record's own tables stand in."""
    inside: dict[RecordKey, list[str]] = {}
    loose: list[str] = []
    sources: dict[RecordKey, str] = {HEADER: blocks[0].text}
    for block in blocks:
        note = notes.get(block) if notes else None
        if note is None and block.path in kept:
            continue
        owner = owners.of_table(block.path)
        if note:
            loose.extend(note.loose)
            for key, comment in note.inside:
                inside.setdefault(key, []).append(comment)
            if note.above:
                fields.setdefault(owner, {})[ABOVE] = note.above
        if block.path and owner not in kept:
            source = note.source if note else block.text
            # A lone block is not copied: a large map would stand in memory once more.
            sources[owner] = sources[owner] + source if owner in sources else source
    for key, comments in inside.items():
        fields.setdefault(key, {})[INSIDE] = tuple(sorted(comments))
    if loose:
        fields[HEADER][LOOSE] = tuple(sorted(loose))
    return sources
