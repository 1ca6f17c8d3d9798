"""Says whose a comment is.

A comment directly above a table header is that table's. One directly below something belongs to what stands there, one directly above a key
to the record of the key. One with blank lines (or an edge of the file) on both sides belongs to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.storage.blocks import Block, Line, lines_of
from cjm_tui.storage.shape import Owners


@dataclass(frozen=True, slots=True)
class Group:
    """Comment lines that stand together, `lines[start:stop]`, and the record they belong to, None when they are nobody's.

    `is_above` tells those directly above a record's own table header.
    """

    start: int
    stop: int
    owner: RecordKey | None
    is_above: bool = False


@dataclass(slots=True)
class Said:
    """The comments of one text, by record."""

    above: dict[RecordKey, str] = field(default_factory=dict)
    inside: dict[RecordKey, list[str]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)


def owner_of(block: Block, line: Line, owners: Owners) -> RecordKey:
    """Return the record that a header or an entry belongs to."""
    if line.what == "header":
        return owners.of_table(block.path)
    return owners.of_entry(block.path, line.path, is_table=line.text[line.start] == "{")


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


def listen(blocks: Sequence[Block], owners: Owners) -> tuple[Said, dict[RecordKey, str]]:
    """Return all comments of a text by record, and for every record with a table of its own the text it stands in."""
    said = Said()
    sources: dict[RecordKey, str] = {HEADER: blocks[0].text}
    for block in blocks:
        source = _listen_to(block, owners, said) if "#" in block.text else block.text
        if block.path:
            owner = owners.of_table(block.path)
            sources[owner] = sources.get(owner, "") + source.rstrip("\r\n") + "\n"
    return said, sources


def _listen_to(block: Block, owners: Owners, said: Said) -> str:
    lines = lines_of(block.text)
    loose: set[int] = set()
    for group in groups_of(block, lines, owners):
        comments = [line.beside for line in lines[group.start : group.stop]]
        if group.owner is None:
            said.loose.append("\n".join(comments))
            loose.update(range(group.start, group.stop + 1))
        elif group.is_above:
            said.above[group.owner] = "\n".join(comments)
        else:
            said.inside.setdefault(group.owner, []).extend(comments)
    for line in lines:
        if line.what in {"header", "entry"} and (comments := line.comments):
            said.inside.setdefault(owner_of(block, line, owners), []).extend(comments)
    return "".join(line.text for index, line in enumerate(lines) if index not in loose) if loose else block.text
