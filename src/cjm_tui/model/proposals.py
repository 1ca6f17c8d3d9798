"""What another branch proposes for a map, card by card, and taking a part of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cjm_tui.model.diff import Change, apply, diff
from cjm_tui.model.document import Document
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.wording import words_of


class Proposal(NamedTuple):
    """What one branch did to one card (with what hangs on it), in words.

    `key` is the card, stage or other record it is about; `changes` are all changes that come with it.
    """

    key: RecordKey
    name: str
    sentences: tuple[str, ...]
    changes: tuple[Change, ...]


def proposals(base: Document, theirs: Document) -> tuple[Proposal, ...]:
    """Return what a branch did since `base`, grouped by card: a card's insights and metrics come with it.

    The cards stand in the journey's order, everything else behind them.
    """
    groups: dict[RecordKey, list[Change]] = {}
    for change in diff(base, theirs):
        record = theirs.records.get(change.key) or base.records.get(change.key) or Record(*change.key)
        groups.setdefault(_card(record, base, theirs), []).append(change)
    order = {record.key: place for place, record in enumerate((*theirs.stages(), *theirs.journey()))}
    found = []
    for key in sorted(groups, key=lambda key: (order.get(key, len(order)), key)):
        changes = tuple(groups[key])
        record = theirs.records.get(key) or base.records.get(key) or Record(*key)
        name = record.name or theirs.title
        found.append(Proposal(key, name, words_of(changes, base, apply(changes, base)), changes))
    return tuple(found)


def accepted(base: Document, now: Document, chosen: Iterable[Proposal]) -> Merged:
    """Return `now` with some proposals taken: a merge like any other, so nothing done here since is lost."""
    changes = [change for proposal in chosen for change in proposal.changes]
    return merge(base, now, apply(changes, base))


def _card(record: Record, base: Document, theirs: Document) -> RecordKey:
    """Return what a change belongs to: the card or stage an insight or metric hangs on, else the record itself."""
    if record.kind in {"insight", "metric"}:
        for kind in ("touchpoint", "stage"):
            key = RecordKey(kind, record.text(kind))
            if record.text(kind) and (key in base.records or key in theirs.records):
                return key
    return record.key
