"""Keeps comments with their record when lines beside them are taken out.

Whose a comment is follows from what stands around it. When a line goes, a comment beside it could end up with the
wrong record or with nobody: then it moves to the nearest line of its own record.
"""

from __future__ import annotations

from itertools import pairwise

from cjm_tui.model.record import RecordKey
from cjm_tui.storage.blocks import Block, Line
from cjm_tui.storage.comments import groups_of
from cjm_tui.storage.sheet import Part, Sheet


def settle(sheet: Sheet, part: Part, lines: list[Line], record: RecordKey) -> None:
    """Put changed lines into a block; comments that were not in it before belong to `record`."""
    expected = _owners(sheet, part.block, part.lines)
    lines = _closed(part.lines, _homed(sheet, part, _closed(part.lines, lines), expected, record))
    is_last = part is sheet.parts[-1]
    if is_last and part.lines[-1].what != "blank":
        while lines and lines[-1].what == "blank":
            lines.pop()
    if lines and lines[-1].what == "comment" and not is_last:
        lines.append(sheet.blank())
    part.put(lines)


def _owners(sheet: Sheet, block: Block, lines: list[Line]) -> dict[int, RecordKey | None]:
    return {
        id(line): group.owner
        for group in groups_of(block, lines, sheet.owners)
        for line in lines[group.start : group.stop]
    }


def _closed(before: list[Line], lines: list[Line]) -> list[Line]:
    neighbours = {(id(one), id(other)) for one, other in pairwise(before)}
    closed: list[Line] = []
    for line in lines:
        above = closed[-1] if closed else None
        if line.what == "blank" and line is not before[0]:
            if above is None:
                continue
            if above.what == "blank" and (id(above), id(line)) not in neighbours:
                continue
        closed.append(line)
    return closed


def _homed(
    sheet: Sheet, part: Part, lines: list[Line], expected: dict[int, RecordKey | None], record: RecordKey
) -> list[Line]:
    now = _owners(sheet, part.block, lines)
    strays = [line for line in lines if line.what == "comment" and now[id(line)] != expected.get(id(line), record)]
    for line in strays:
        owner = expected.get(id(line), record)
        index = next(i for i, other in enumerate(lines) if other is line)
        rest = [*lines[:index], *lines[index + 1 :]]
        owned = [i for i, o in enumerate(rest) if o.what in {"header", "entry"} and sheet.owner(part, o) == owner]
        above = [i for i in owned if i < index]
        if owner is None or not owned:
            continue
        place = (above[-1] if above else owned[0]) + 1
        while place < len(rest) and rest[place].what == "comment":
            place += 1
        lines = [*rest[:place], line, *rest[place:]]
    return lines
