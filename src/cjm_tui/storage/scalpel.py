"""Changes one record in its place: the lines of the fields that differ, and no other.

An entry whose field is unset goes, but what somebody wrote about it stays, as a comment on a line of its own. A new
field stands where the declarations put it among its neighbours, or where the file's own habit does.
"""

from __future__ import annotations

from collections.abc import Mapping

from cjm_tui.model.record import ABOVE, COMMENT_KEYS, HEADER, INSIDE, LOOSE, Record, RecordKey
from cjm_tui.model.values import Value, join_key, same, same_items, split_key
from cjm_tui.storage.blocks import Line
from cjm_tui.storage.brackets import edited, frozen, missing
from cjm_tui.storage.comments import groups_of
from cjm_tui.storage.literals import is_on_lines, written
from cjm_tui.storage.placing import place_entry
from cjm_tui.storage.remarks import change_above, change_inside, change_loose, comments_below, without_beside
from cjm_tui.storage.settling import settle
from cjm_tui.storage.shape import Tree, subtree, tree_of_kind
from cjm_tui.storage.sheet import Part, Sheet
from cjm_tui.storage.text_of_record import sorted_fields

Records = Mapping[RecordKey, Record]


class Operation:
    """The change of one record on a sheet.

    `changed` are the keys that differ, `done` those (or beginnings of those) the text says already; `homeless` are
    comments of blocks that had to go.
    """

    def __init__(self, sheet: Sheet, old: Record, new: Record, changed: frozenset[str]) -> None:
        self.sheet = sheet
        self.old = old
        self.new = new
        self.changed = changed
        self.done: set[str] = set()
        self.homeless: list[str] = []


def change(sheet: Sheet, old: Record, new: Record) -> None:
    """Make the text of a record that reads as `old` read as `new`."""
    before, now = _plain(old), _plain(new)
    if not same_items(before, now):
        keys = frozenset(key for key in {*before, *now} if not same(before.get(key), now.get(key)))
        operation = Operation(sheet, old, new, keys)
        for part in sheet.parts_of(old.key):
            _change_part(operation, part)
        for key, value in sorted_fields(now, sheet.document_kind, old.kind):
            if not _is_done(operation, key):
                place_entry(sheet, old.key, key, value)
        comments_below(sheet, old.key, operation.homeless)
    if not same(old.fields.get(INSIDE), new.fields.get(INSIDE)):
        change_inside(sheet, old, new)
    if not same(old.fields.get(ABOVE), new.fields.get(ABOVE)):
        change_above(sheet, old.key, new.text(ABOVE))
    if old.key == HEADER and not same(old.fields.get(LOOSE), new.fields.get(LOOSE)):
        change_loose(sheet, old, new)


def remove(sheet: Sheet, key: RecordKey) -> None:
    """Take a record out of the text, and the comments that are its own."""
    for part in sheet.parts_of(key):
        if sheet.is_wholly(part, key):
            sheet.drop(part, _loose_lines(sheet, part))
        else:
            settle(sheet, part, _lines_without(sheet, part, key), key)


def change_container(sheet: Sheet, kind: str, old: Records, new: Records) -> bool:
    """Change all records of a kind that stand in one inline table at the top of the file; False when they do not."""
    part = sheet.parts[0]
    for line in part.lines:
        if line.what == "entry" and line.path == (kind,) and line.value[0] == "{":
            before, now = tree_of_kind(old, kind), tree_of_kind(new, kind)
            if now:
                instead = [line.with_value(edited(line.value, before, now, line.indent, sheet.newline))]
            else:
                instead = [sheet.comment(comment, line.indent) for comment in line.comments]
            lines = [new for old in part.lines for new in (instead if old is line else [old])]
            settle(sheet, part, lines, HEADER)
            return True
    return False


def _change_part(operation: Operation, part: Part) -> None:
    sheet, key = operation.sheet, operation.old.key
    array = sheet.owners.array_above(part.path)
    path = sheet.owners.field_path(array or part.path, key)
    if path and not _table_stays(operation, path, is_array=bool(array)):
        _drop_table(operation, part)
        return
    if array:
        return
    lines: list[Line] = []
    for line in part.lines:
        is_ours = line.what == "entry" and sheet.owner(part, line) == key
        lines.extend(_changed_entry(operation, part, line) if is_ours else [line])
    if lines != part.lines:
        settle(sheet, part, lines, key)


def _table_stays(operation: Operation, path: tuple[str, ...], *, is_array: bool) -> bool:
    before, now = subtree(operation.old.fields, path), subtree(operation.new.fields, path)
    if is_array:
        stays = now is not None and before is not None and same(frozen(before), frozen(now))
    else:
        stays = isinstance(now, Mapping)
    if stays and (is_array or not now):
        operation.done.add(join_key(path))
    return stays


def _drop_table(operation: Operation, part: Part) -> None:
    sheet = operation.sheet
    loose = _loose_lines(sheet, part)
    nobodys = {id(line) for line in loose}
    operation.homeless.extend(comment for line in part.lines if id(line) not in nobodys for comment in line.comments)
    sheet.drop(part, loose)


def _changed_entry(operation: Operation, part: Part, line: Line) -> list[Line]:
    sheet = operation.sheet
    path = sheet.owners.field_path(part.path + line.path, operation.old.key)
    name = join_key(path)
    is_touched = any(
        not path or key == name or key.startswith(f"{name}.") or name.startswith(f"{key}.") for key in operation.changed
    )
    before = subtree(operation.old.fields, path) if is_touched else None
    now = subtree(operation.new.fields, path) if is_touched else None
    if before is None and now is None:
        operation.done.add(name)
        return [line]
    if now is None or (is_on_lines(now) and not is_on_lines(before) and _has_short_lines_below(sheet, part, line)):
        return [sheet.comment(comment, line.indent) for comment in line.comments]
    operation.done.add(name)
    changed = line.with_value(_value(sheet, line, before, now))
    lost = missing(line.comments, changed.comments)
    return [changed, *(sheet.comment(comment, line.indent) for comment in lost)]


def _value(sheet: Sheet, line: Line, before: Value | Tree | None, now: Value | Tree) -> str:
    is_list = isinstance(now, tuple)
    lists_on_lines = sheet.habit.lists_on_lines if is_list else True
    for container in (tuple, Mapping):
        if isinstance(before, container) and isinstance(now, container):
            return edited(line.value, before, now, line.indent, sheet.newline, grows_on_lines=lists_on_lines)
    return written(frozen(now), line.indent, sheet.newline, lists_on_lines=lists_on_lines)


def _has_short_lines_below(sheet: Sheet, part: Part, line: Line) -> bool:
    place = part.lines.index(line)
    owner = sheet.owner(part, line)
    return any(
        other.what == "entry" and sheet.owner(part, other) == owner and not other.value.startswith(('"""', "'''"))
        for other in part.lines[place + 1 :]
    )


def _is_done(operation: Operation, key: str) -> bool:
    parts = split_key(key)
    return any(join_key(parts[:end]) in operation.done for end in range(len(parts) + 1))


def _loose_lines(sheet: Sheet, part: Part) -> list[Line]:
    lines: list[Line] = []
    for group in groups_of(part.block, part.lines, sheet.owners):
        if group.owner is None:
            stop = group.stop
            while stop < len(part.lines) and part.lines[stop].what == "blank":
                stop += 1
            lines.extend(part.lines[group.start : stop])
    return lines


def _lines_without(sheet: Sheet, part: Part, key: RecordKey) -> list[Line]:
    out = {
        index
        for group in groups_of(part.block, part.lines, sheet.owners)
        if group.owner == key
        for index in range(group.start, group.stop)
    }
    lines: list[Line] = []
    for index, line in enumerate(part.lines):
        is_ours = line.what in {"header", "entry"} and sheet.owner(part, line) == key
        if is_ours and line.what == "header":
            lines.append(without_beside(line) if line.beside else line)
        elif not is_ours and index not in out:
            lines.append(line)
    return lines


def _plain(record: Record) -> dict[str, Value]:
    return {key: value for key, value in record.fields.items() if key not in COMMENT_KEYS}
