"""Settling on the command line: the open conflicts of a map, and choosing a side of some of them.

A file in which git left its markers is merged by record and field first, as on the board.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from cjm_tui.checking.nearest import did_you_mean
from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.model.conflict import WHOLE
from cjm_tui.model.document import Document
from cjm_tui.model.merge_fields import PLACE
from cjm_tui.model.settling import settle, settle_with_both
from cjm_tui.model.values import Table, Value
from cjm_tui.services.editing.assignments import assigned, assignment
from cjm_tui.services.joining.conflict_words import field_label, said, subject
from cjm_tui.services.joining.conflicts import Choice, choices, merged_where_left
from cjm_tui.services.workspace.documents import change, readable

Side = Literal["ours", "theirs", "base", "both"]


def open_conflicts(path: Path) -> tuple[Document, tuple[Choice, ...]]:
    """Return a map and its open conflicts, with git's own markers merged by record and field."""
    merged_where_left(path)
    document = readable(path)
    return document, choices(document)


def settle_in(path: Path, names: tuple[str, ...], side: Side | None, text: str = "") -> tuple[str, ...]:
    """Settle the conflicts that are named (all, where none is) on a side, or on what `text` says; say what stands now.

    A conflict goes by its own id or by the record it is about. Raises `NotFoundError` with those that are open, and
    `UsageError` where a side cannot be taken.
    """
    document, found = open_conflicts(path)
    chosen = [choice for name in names for choice in _named(document, found, name)] if names else list(found)
    done: list[str] = []

    def edit(present: Document) -> Document:
        done.clear()
        for choice in chosen:
            present, sentence = _settled(present, choice, side, text)
            done.append(sentence)
        return present

    if chosen:
        change(path, edit)
    return tuple(done)


def _named(document: Document, found: tuple[Choice, ...], name: str) -> list[Choice]:
    wanted = name.removeprefix("conflict.")
    fitting = [
        choice for choice in found if wanted in {choice.dispute.id, str(choice.dispute.key), choice.dispute.key.id}
    ]
    if fitting:
        return fitting
    ids = [choice.dispute.id for choice in found]
    hint = did_you_mean(wanted, ids) or (f"open are {', '.join(ids)}" if ids else "none is open")
    raise NotFoundError("No such conflict", f"nothing about “{name}” is open in {document.title}", f"{hint}.")


def _settled(document: Document, choice: Choice, side: Side | None, text: str) -> tuple[Document, str]:
    label = f"{subject(document, choice)}, {field_label(choice)}"
    dispute = choice.dispute
    is_twice = isinstance(choice.ours, Table) and isinstance(choice.theirs, Table) and dispute.field == WHOLE
    if side == "both" and is_twice:
        return settle_with_both(document, dispute.id, choice.theirs), f"{label}: both are kept"
    if side is None:
        value = _written(document, choice, text)
    elif side == "both":
        value = choice.both
        if value is None:
            what = "only lists, texts and two new cards can be taken together"
            raise UsageError("Not both", f"{label}: {what}", "Take --ours, --theirs or --base.")
    else:
        value = getattr(choice, side)
    return settle(document, dispute.id, value), f"{label}: {said(document, choice, value).replace(chr(10), ' · ')}"


def _written(document: Document, choice: Choice, text: str) -> Value | None:
    record, field = document.records.get(choice.dispute.key), choice.dispute.field
    if record is None or field in {WHOLE, PLACE}:
        raise UsageError("Not settled", "a whole card, or its place, is no one value", "Take a side, then `cjm set`.")
    return assigned(document, record, [assignment(f"{field}={text}")])[field]
