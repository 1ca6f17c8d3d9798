"""Puts comments into a text and takes them out, as the comments of a record change.

Comments change when records are merged or restored. A comment that comes back stands where the record's old text had
it: above the same key, beside it, or at the record's end.
"""

from __future__ import annotations

from cjm_tui.model.record import INSIDE, LOOSE, Record, RecordKey
from cjm_tui.storage.blocks import Line, cut, lines_of
from cjm_tui.storage.brackets import missing
from cjm_tui.storage.comments import groups_of
from cjm_tui.storage.settling import settle
from cjm_tui.storage.sheet import Part, Sheet


def change_inside(sheet: Sheet, old: Record, new: Record) -> None:
    """Make the comments inside a record those of `new`."""
    before = [line for text in old.texts(INSIDE) for line in text.split("\n")]
    now = [line for text in new.texts(INSIDE) for line in text.split("\n")]
    gone = missing(before, now)
    for part in sheet.parts_of(old.key):
        if gone:
            gone = _taken_out(sheet, part, old.key, gone)
    places = _places(new.source)
    for comment in missing(now, before):
        _put_in(sheet, old.key, comment, places.get(comment))


def change_above(sheet: Sheet, record: RecordKey, comment: str) -> None:
    """Make the comment directly above a record's table header what is given; empty takes it away."""
    part = sheet.own_part(record)
    if part is None or not part.path:
        return
    header = next(index for index, line in enumerate(part.lines) if line.what == "header")
    indent = part.lines[header].indent
    above = [sheet.comment(line, indent) for line in comment.split("\n")] if comment else []
    part.put([*above, *part.lines[header:]])


def comments_below(sheet: Sheet, record: RecordKey, comments: list[str]) -> None:
    """Put comments below the last line of a record."""
    for comment in comments:
        _put_below(sheet, record, comment)


def change_loose(sheet: Sheet, old: Record, new: Record) -> None:
    """Make the comments that belong to nobody those of `new`: gone ones go, new ones come at the file's edge."""
    before, now = list(old.texts(LOOSE)), list(new.texts(LOOSE))
    gone = missing(before, now)
    for part in sheet.parts:
        if gone and "#" in part.text:
            gone = _without_loose(sheet, part, gone)
    for comment in missing(now, before):
        _put_loose(sheet, comment, is_first=new.source.startswith(comment))


def _taken_out(sheet: Sheet, part: Part, record: RecordKey, gone: list[str]) -> list[str]:
    owned = {
        index
        for group in groups_of(part.block, part.lines, sheet.owners)
        if group.owner == record and not group.is_above
        for index in range(group.start, group.stop)
    }
    lines: list[Line] = []
    left = list(gone)
    for index, line in enumerate(part.lines):
        if line.beside in left and (index in owned or line.what in {"header", "entry"}):
            if index not in owned and sheet.owner(part, line) != record:
                lines.append(line)
                continue
            left.remove(line.beside)
            if line.what != "comment":
                lines.append(without_beside(line))
        else:
            lines.append(line)
    if left != gone:
        settle(sheet, part, lines, record)
    return left


def without_beside(line: Line) -> Line:
    """Return a line without the comment at its end."""
    start = line.text.rindex(line.beside)
    ending = line.text[start + len(line.beside) :].lstrip(" \t")
    return line._replace(text=line.text[:start].rstrip(" \t") + ending, beside="")


def _places(source: str) -> dict[str, tuple[tuple[str, ...], bool]]:
    places: dict[str, tuple[tuple[str, ...], bool]] = {}
    if "#" not in source:
        return places
    for block in cut(source):
        waiting: list[str] = []
        for line in lines_of(block.text):
            if line.what == "comment":
                waiting.append(line.beside)
            elif line.what == "entry":
                places.update(dict.fromkeys(waiting, (block.path + line.path, False)))
                if line.beside:
                    places[line.beside] = (block.path + line.path, True)
            if line.what != "comment":
                waiting = []
    return places


def _put_in(sheet: Sheet, record: RecordKey, comment: str, place: tuple[tuple[str, ...], bool] | None) -> None:
    for part in sheet.parts_of(record) if place else []:
        for index, line in enumerate(part.lines):
            if place and line.what == "entry" and part.path + line.path == place[0]:
                if not place[1]:
                    instead = [sheet.comment(comment, line.indent), line]
                elif not line.beside:
                    ending = "\r\n" if line.text.endswith("\r\n") else "\n"
                    text = f"{line.text.removesuffix(ending).rstrip()} {comment}{ending}"
                    instead = [line._replace(text=text, beside=comment)]
                else:
                    continue
                part.put([*part.lines[:index], *instead, *part.lines[index + 1 :]])
                return
    _put_below(sheet, record, comment)


def _put_below(sheet: Sheet, record: RecordKey, comment: str) -> None:
    own = sheet.own_part(record)
    parts = [own] if own else sheet.parts_of(record)[-1:]
    for part in parts:
        lines = part.lines
        owned = [i for i, o in enumerate(lines) if o.what in {"header", "entry"} and sheet.owner(part, o) == record]
        if not owned:
            # Nothing is left of the record: it will be written anew, as a block.
            continue
        index = owned[-1] + 1
        while index < len(lines) and lines[index].what == "comment":
            index += 1
        indent = lines[owned[-1]].indent
        put = [*lines[:index], sheet.comment(comment, indent), *lines[index:]]
        if index == len(lines) and part is not sheet.parts[-1]:
            put.append(sheet.blank())
        part.put(put)


def _without_loose(sheet: Sheet, part: Part, gone: list[str]) -> list[str]:
    lines = part.lines
    left = list(gone)
    out: set[int] = set()
    for group in groups_of(part.block, lines, sheet.owners):
        text = "\n".join(line.beside for line in lines[group.start : group.stop])
        if group.owner is None and text in left:
            left.remove(text)
            out.update(range(group.start, group.stop))
    if out:
        owner = sheet.owners.of_table(part.path)
        settle(sheet, part, [line for index, line in enumerate(lines) if index not in out], owner)
    return left


def _put_loose(sheet: Sheet, comment: str, *, is_first: bool) -> None:
    lines = [sheet.comment(line, "") for line in comment.split("\n")]
    if is_first:
        first = sheet.parts[0]
        first.put([*lines, sheet.blank(), *first.lines])
        return
    last = sheet.parts[-1]
    blank = [sheet.blank()] if last.lines and last.lines[-1].what != "blank" else []
    last.put([*last.lines, *blank, *lines])
