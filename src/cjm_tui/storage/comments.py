"""Says whose a comment is.

A comment directly above a table header is that table's. One directly below something belongs to what stands there,
one directly above a key to the record of the key. One with blank lines (or an edge of the file) on both sides belongs
to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.storage.blocks import Block, Line, lines_of
from cjm_tui.storage.shape import Owners


class Group(NamedTuple):
    """Comment lines that stand together, `lines[start:stop]`, and whose they are; None when they are nobody's.

    `is_above` tells those directly above a record's own table header.
    """

    start: int
    stop: int
    owner: RecordKey | None
    is_above: bool = False


class Notes(NamedTuple):
    """The comments of one block: above its own record, inside records, nobody's; and its text without the last."""

    above: str
    inside: tuple[tuple[RecordKey, str], ...]
    loose: tuple[str, ...]
    source: str


def owner_of(block: Block, line: Line, owners: Owners) -> RecordKey:
    """Return the record that a header or an entry belongs to."""
    if line.what == "header":
        return owners.of_table(block.path)
    return owners.of_entry(block.path, line.path, is_table=line.text[line.start] == "{")


def records_in(block: Block, owners: Owners) -> Iterable[RecordKey]:
    """Return the records that have something in a block."""
    of_table = owners.of_table(block.path)
    if len(block.path) > 1 or block.is_array or (block.path and of_table == HEADER):
        return (of_table,)
    entries = (owner_of(block, line, owners) for line in lines_of(block.text) if line.what == "entry")
    return dict.fromkeys([of_table, *entries])


def groups_of(block: Block, lines: Sequence[Line], owners: Owners) -> Iterator[Group]:
    """Yield the groups of comment lines in a block, each with its owner."""
    index = 0
    while index < len(lines):
        if lines[index].what != "comment":
            index += 1
            continue
        start = index
        while index < len(lines) and lines[index].what == "comment":
            index += 1
        after = lines[index] if index < len(lines) else None
        if after and after.what == "header":
            is_above = owners.is_own_table(block.path, is_array=block.is_array)
            yield Group(start, index, owner_of(block, after, owners), is_above)
        elif start and lines[start - 1].what != "blank":
            yield Group(start, index, owner_of(block, lines[start - 1], owners))
        elif after and after.what == "entry":
            yield Group(start, index, owner_of(block, after, owners))
        else:
            yield Group(start, index, None)


def notes_of(block: Block, owners: Owners) -> Notes:
    """Return all comments of a block, each comment line for itself but those above a header and those of nobody."""
    if block.head and "#" not in block.text[block.head :]:
        comments = [line.strip() for line in block.text[: block.head].split("\n")[:-1]]
        if owners.is_own_table(block.path, is_array=block.is_array):
            return Notes("\n".join(comments), (), (), block.text)
    lines = lines_of(block.text)
    above, loose = "", []
    nobodys: set[int] = set()
    inside: list[tuple[RecordKey, str]] = []
    for group in groups_of(block, lines, owners):
        comments = [line.beside for line in lines[group.start : group.stop]]
        if group.owner is None:
            loose.append("\n".join(comments))
            nobodys.update(range(group.start, group.stop + 1))
        elif group.is_above:
            above = "\n".join(comments)
        else:
            inside.extend((group.owner, comment) for comment in comments)
    for line in lines:
        if line.what in {"header", "entry"} and (comments := line.comments):
            owner = owner_of(block, line, owners)
            inside.extend((owner, comment) for comment in comments)
    source = "".join(line.text for index, line in enumerate(lines) if index not in nobodys) if nobodys else block.text
    return Notes(above, tuple(inside), tuple(loose), source)
