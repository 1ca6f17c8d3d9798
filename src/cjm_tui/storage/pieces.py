"""Reads a large text piece by piece, and after an edit only what changed.

The TOML reader takes a whole text at once: meanwhile nobody else in the process gets a turn, and it needs several times
the room of the text. Where a text is keys of its own and tables `[kind.id]`, each there once, it may be cut between any
two of them: the pieces mean together what the whole does. Any other text is read whole. The values come from the TOML
reader in any case, and in every piece it has to find exactly the tables that we saw there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import tomli

from cjm_tui.model.record import COMMENT_KEYS, HEADER, Record, RecordKey
from cjm_tui.model.values import same_items
from cjm_tui.storage.blocks import Block
from cjm_tui.storage.shape import Fields, header_tables, records_of, schema_of

PIECE = 32_768
"""About how many characters are read at once."""


class Found(NamedTuple):
    """What stands in a text: its kind and version, the fields of its records, and those records that are as before.

    The fields of a record that is as before are not among them: its key is, in the order of the file.
    """

    kind: str
    version: int
    fields: dict[RecordKey, Fields]
    kept: dict[RecordKey, Record]


class Before(NamedTuple):
    """What was read before from nearly the same text: its kind, its blocks, its records."""

    kind: str
    blocks: Sequence[Block]
    records: Mapping[RecordKey, Record]


def found_in(blocks: Sequence[Block], before: Before | None = None) -> Found | None:
    """Return what stands in the blocks of a text, None when it has to be read whole, or is no TOML at all."""
    try:
        header = tomli.loads(blocks[0].text)
        kind, version = schema_of(header)
        if not _can_be_cut(blocks, kind) or not header.keys().isdisjoint(block.path[0] for block in blocks[1:]):
            return None
        own = records_of(header, kind)
        kept = _kept(blocks, before) if before and before.kind == kind else {}
        new = _read((block for block in blocks[1:] if block.path not in kept), kind)
    except (ValueError, RecursionError):
        return None
    if new is None:
        return None
    for block in blocks[1:]:
        key = RecordKey(*block.path)
        own[key] = {} if key in kept else new[key]
    return Found(kind, version, own, kept)


def _can_be_cut(blocks: Sequence[Block], kind: str) -> bool:
    """Tell whether all blocks but the first are tables of one record each, and no record has two."""
    own = header_tables(kind)
    return len({block.path for block in blocks}) == len(blocks) and all(
        len(block.path) == 2 and block.path[1] and not block.is_array and block.path[0] not in own
        for block in blocks[1:]
    )


def _kept(blocks: Sequence[Block], before: Before) -> dict[RecordKey, Record]:
    """Return the records whose block is what it was; none when a block that went never meant its record alone."""
    if not _can_be_cut(before.blocks, before.kind):
        return {}
    now = {block.path: block.text for block in blocks}
    gone = [block for block in before.blocks[1:] if now.get(block.path) != block.text]
    meant = _read(gone, before.kind)
    if meant is None or any(not _is(before.records.get(key), fields) for key, fields in meant.items()):
        return {}
    changed = {block.path for block in gone}
    kept = [RecordKey(*block.path) for block in before.blocks[1:] if block.path not in changed]
    return {key: before.records[key] for key in kept}


def _is(record: Record | None, fields: Fields) -> bool:
    return record is not None and same_items(
        {key: value for key, value in record.fields.items() if key not in COMMENT_KEYS}, fields
    )


def _read(blocks: Iterable[Block], kind: str) -> dict[RecordKey, Fields] | None:
    found: dict[RecordKey, Fields] = {}
    for piece in _pieces(blocks):
        records = records_of(tomli.loads("".join(block.text for block in piece)), kind)
        if records.pop(HEADER) or records.keys() != {block.path for block in piece}:
            return None
        found.update(records)
    return found


def _pieces(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    piece: list[Block] = []
    size = 0
    for block in blocks:
        piece.append(block)
        size += len(block.text)
        if size >= PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
