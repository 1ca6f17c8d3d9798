"""A whole file in its usual order: records by kind and id, keys as declared, orders 10, 20, 30.

Only ever on request. Invariant: the tidied text reads as the same document, orders apart; what could not be tidied
safely is left as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cjm_tui.model.document import UNPLACED, Document
from cjm_tui.model.order import STEP
from cjm_tui.model.record import HEADER, Record
from cjm_tui.model.values import join_key
from cjm_tui.storage.blocks import Block, Line, lines_of
from cjm_tui.storage.gate import BOM
from cjm_tui.storage.lens import differing, read, rewrite
from cjm_tui.storage.reading import Reading
from cjm_tui.storage.shape import Owners
from cjm_tui.storage.sheet import blocks_of, newline_of
from cjm_tui.storage.text_of_record import HABIT, key_order, place_of

_TEXT_ON_LINES = ('"""', "'''")


def tidied(reading: Reading) -> str:
    """Return the text of a file in its usual order; a text that cannot be read is returned as it is."""
    if reading.document is None:
        return reading.text
    fresh = rewrite(reading, renumbered(reading.document))
    if fresh.document is None:
        return reading.text
    for text in (
        _sorted_text(fresh.text, fresh.document, keys=True),
        _sorted_text(fresh.text, fresh.document, keys=False),
    ):
        again = read(text).document
        if again is not None and not differing(again, fresh.document):
            return text
    return fresh.text


def renumbered(document: Document) -> Document:
    """Return the document with stages and each stage's touchpoints at orders 10, 20, 30, as they stand now."""
    changed = [*_numbered(document.stages())]
    for stage, touchpoints in document.touchpoints_by_stage().items():
        if stage != UNPLACED:
            changed += _numbered(touchpoints)
    return document.with_records(changed) if changed else document


def _numbered(row: Iterable[Record]) -> Iterator[Record]:
    for place, record in enumerate(row, start=1):
        if record.get("order") != place * STEP:
            yield record.with_fields({"order": place * STEP})


def _sorted_text(text: str, document: Document, *, keys: bool) -> str:
    blocks = blocks_of(text)
    newline = newline_of(text.removeprefix(BOM))
    owners = Owners(document.kind, (block.path for block in blocks if block.is_array))
    placed = []
    for index, block in enumerate(blocks):
        key = owners.of_table(block.path) if block.path else HEADER
        place = place_of(document.kind, key, document.records.get(key))
        own = _with_sorted_keys(block, document.kind, key.kind) if keys else block.text
        placed.append((place, index, _spaced(own, newline, is_first=not block.path)))
    body = "".join(text for _, _, text in sorted(placed)).rstrip("\r\n \t")
    return (BOM if text.startswith(BOM) else "") + body + newline


def _spaced(text: str, newline: str, *, is_first: bool) -> str:
    """Return a block's text with one blank line after it, none where there is nothing."""
    plain = text.rstrip("\r\n \t")
    return plain + newline * 2 if plain or not is_first else ""


def _with_sorted_keys(block: Block, document_kind: str, record_kind: str) -> str:
    """Return a record's block with its keys as declared; comments stay with the key below them, else at the end.

    A block that is part of a record, or has blank lines between its keys, keeps its keys as they are.
    """
    lines = lines_of(block.text)
    body = [at for at, line in enumerate(lines) if line.what == "entry"]
    if block.is_array or len(block.path) > 2 or not body:
        return block.text
    first, last = body[0], body[-1]
    while first and lines[first - 1].what == "comment" and any(line.what == "header" for line in lines[: first - 1]):
        first -= 1
    middle = lines[first : last + 1]
    if any(line.what not in {"entry", "comment"} for line in middle):
        return block.text
    groups = sorted(_groups(middle), key=lambda group: _order(group[-1], document_kind, record_kind))
    sorted_lines = [line for group in groups for line in group]
    indent = HABIT.indent if record_kind else ""
    texts = [_indented(line, indent if at else "") for at, line in enumerate(sorted_lines)]
    return "".join([*(line.text for line in lines[:first]), *texts, *(line.text for line in lines[last + 1 :])])


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        group.append(line)
        if line.what == "entry":
            yield group
            group = []


def _order(line: Line, document_kind: str, record_kind: str) -> tuple[int, int, int, str]:
    return key_order(document_kind, record_kind, join_key(line.path), on_lines=line.value.startswith(_TEXT_ON_LINES))


def _indented(line: Line, indent: str) -> str:
    return indent + line.text.lstrip(" \t")
