"""Settling on the command line: the open conflicts of a map, and choosing a side of some of them.

A file in which git left its markers is merged by record and field first, as on the board.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from cjm_tui.checking.nearest import did_you_mean, sentence
from cjm_tui.errors import NotFoundError, UsageError
from cjm_tui.model.conflict import ID, WHOLE
from cjm_tui.model.document import Document
from cjm_tui.model.edits import checked_id
from cjm_tui.model.merge_fields import PLACE
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import settle, settle_with_both
from cjm_tui.model.suspect import framed
from cjm_tui.model.values import Table, Value
from cjm_tui.services.editing.assignments import assigned, assignment
from cjm_tui.services.editing.renaming import followed_where_settled
from cjm_tui.services.joining.conflict_words import field_label, is_removal, said, subject
from cjm_tui.services.joining.conflicts import Choice, choices, merged_where_left
from cjm_tui.services.joining.twins import are_twins, into_the_merge, keep_both
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
    chosen = [choice.dispute.id for name in names for choice in _named(document, found, name)] if names else None
    done: list[str] = []
    ids: list[tuple[RecordKey, tuple[str, ...]]] = []

    def edit(present: Document) -> Document:
        done.clear()
        ids.clear()
        for id_ in chosen if chosen is not None else [choice.dispute.id for choice in choices(present)]:
            # What was settled before it may have taken it along, or given the card another id.
            choice = next((choice for choice in choices(present) if choice.dispute.id == id_), None)
            if choice is None:
                continue
            present, sentence = _settled(present, choice, side, text)
            done.append(sentence)
            ids.extend(_id_chosen(choice, side, text))
        return present

    twins = [choice for choice in found if are_twins(choice) and (chosen is None or choice.dispute.id in chosen)]
    if side == "both" and twins:
        return (f"the map: both are kept, the other one is {keep_both(path, document, twins[0]).stem}",)
    if found:
        _, settled = change(path, edit)
        others = [other for key, told in ids for other in followed_where_settled(path, settled, key, told)]
        into_the_merge(path, others)
        done += [f"{other.stem}: names it so, too" for other in dict.fromkeys(others)]
    return tuple(done)


def _id_chosen(choice: Choice, side: Side | None, text: str) -> Iterator[tuple[RecordKey, tuple[str, ...]]]:
    """Yield the record under the id that was settled on, and the ids it had, where that was in dispute."""
    if choice.dispute.field == ID:
        told = {"base": choice.base, "ours": choice.ours, "theirs": choice.theirs}
        new = text if side is None else told.get(side)
        yield RecordKey(choice.dispute.key.kind, str(new)), tuple(str(id_) for id_ in told.values())


def _named(document: Document, found: tuple[Choice, ...], name: str) -> list[Choice]:
    wanted = name.removeprefix("conflict.")
    fitting = [choice for choice in found if wanted in _names(choice)]
    if fitting:
        return fitting
    names = [_names(choice)[0] for choice in found]
    hint = did_you_mean(wanted, names) or (f"open are {', '.join(names)}." if names else "none is open.")
    raise NotFoundError("No such conflict", f"nothing about “{name}” is open in {document.title}", sentence(hint))


def _names(choice: Choice) -> tuple[str, ...]:
    """Return what a conflict may be called, the shortest that is no other's first: `pay-by-card.emotion`."""
    id_, key, field = choice.dispute
    short = key.id or "map"
    field = f".{field}" if field else ""
    return f"{short}{field}", f"{key if key.kind else 'map'}{field}", short, str(key), id_


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
    told = "it stays" if is_removal(choice) and value is not None else said(document, choice, value)
    settled = settle(document, dispute.id, value)
    after = settled if dispute.field == ID else framed(document, settled)
    return after, f"{label}: {told.replace(chr(10), ' · ')}"


def _written(document: Document, choice: Choice, text: str) -> Value | None:
    record, field = document.records.get(choice.dispute.key), choice.dispute.field
    if field == ID:
        return checked_id(text)
    if record is None or field in {WHOLE, PLACE}:
        raise UsageError("Not settled", "a whole card, or its place, is no one value", "Take a side, then `cjm set`.")
    return assigned(document, record, [assignment(f"{field}={text}")])[field]
