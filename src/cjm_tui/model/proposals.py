"""What another branch proposes for a map, card by card, and taking a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cjm_tui.model.diff import Added, Change, Changed, Removed, apply, changed_fields, diff
from cjm_tui.model.document import Document
from cjm_tui.model.merge import Merged, merge
from cjm_tui.model.moves import Moves
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.model.references import hosts_of, retargeted, with_ids
from cjm_tui.model.renames import renames
from cjm_tui.model.silence import is_number, silent_words
from cjm_tui.model.wording import words, words_of


class Proposal(NamedTuple):
    """What one branch did to one card (with what hangs on it), in words.

    `key` is the card, stage or other record it is about, by the id that the branch gave it; `changes` are all changes
    that come with it, by the ids that the records had before; `renamed` are those that got another one.
    """

    key: RecordKey
    name: str
    sentences: tuple[str, ...]
    changes: tuple[Change, ...]
    renamed: Mapping[RecordKey, RecordKey] = {}

    @property
    def renumbered(self) -> frozenset[RecordKey]:
        """Return the cards and stages that only got another number: of the map itself, since none of them moved."""
        return frozenset(change.key for change in self.changes if self.key == HEADER and is_number(change))

    @property
    def keys(self) -> frozenset[RecordKey]:
        """Return what the proposal may be called: its key, and the one that the record had before."""
        return frozenset({self.key, *(old for old, new in self.renamed.items() if new == self.key)})


def proposals(base: Document, theirs: Document) -> tuple[Proposal, ...]:
    """Return what a branch did since `base`, grouped by card: a card's insights and metrics come with it.

    The cards stand in the journey's order, everything else behind them.
    """
    renamed = renames(base, theirs)
    olds = {new: old for old, new in renamed.items()}
    then = with_ids(theirs, {new: old.id for new, old in olds.items()})
    groups: dict[RecordKey, list[Change]] = {}
    ids: dict[RecordKey, dict[RecordKey, RecordKey]] = {}
    for old, new in renamed.items():
        card = _card(then.records[old], base, then)
        groups.setdefault(card, [])
        ids.setdefault(card, {})[old] = new
    happened = diff(base, then)
    for change in happened:
        record = then.records.get(change.key) or base.records.get(change.key) or Record(*change.key)
        groups.setdefault(_card(record, base, then), []).append(change)
    _gather_renumbered(groups, ids, base, then)
    order = {record.key: place for place, record in enumerate((*then.stages(), *then.journey()))}
    found = []
    for key in sorted(groups, key=lambda key: (order.get(key, len(order)), key)):
        changes, own = tuple(groups[key]), ids.get(key, {})
        record = then.records.get(key) or base.records.get(key) or Record(*key)
        said = words(base, _taken(base, changes, own)) if own else words_of(changes, base, apply(changes, base))
        name = record.name or theirs.title
        found.append(Proposal(renamed.get(key, key), name, said or (f"{name}: {silent_words(changes)}",), changes, own))
    return tuple(found)


def _gather_renumbered(
    groups: dict[RecordKey, list[Change]], ids: Mapping[RecordKey, object], base: Document, then: Document
) -> None:
    """Put the cards and stages that got another number, and stand where they stood, together under the map itself."""
    moves = Moves(base, then)
    alike = [
        key
        for key, changes in groups.items()
        if key not in ids and all(map(is_number, changes)) and key in then.records and not moves.said(key)
    ]
    if alike:
        changes = [change for key in alike for change in groups.pop(key)]
        groups[HEADER] = [*groups.get(HEADER, ()), *changes]


def with_proposals(base: Document, chosen: Iterable[Proposal], found: Iterable[Proposal] = ()) -> Document:
    """Return where a branch started from with some of its proposals, and nothing else it did.

    Of all that is `found` on the branch: references to what the chosen ones remove are dropped as the branch did.
    """
    chosen = tuple(chosen)
    changes = [change for proposal in chosen for change in proposal.changes]
    changes += _dropped(base, chosen, tuple(found))
    return _taken(base, changes, {old: new for proposal in chosen for old, new in proposal.renamed.items()})


def accepted(base: Document, now: Document, chosen: Iterable[Proposal], found: Iterable[Proposal] = ()) -> Merged:
    """Return `now` with some proposals taken: a merge like any other, so nothing done here since is lost."""
    return merge(base, now, with_proposals(base, chosen, found))


def _dropped(base: Document, chosen: tuple[Proposal, ...], found: tuple[Proposal, ...]) -> list[Change]:
    """Return the references to what is removed that only proposals which are not chosen would drop."""
    gone = [change.key for proposal in chosen for change in proposal.changes if isinstance(change, Removed)]
    keys = {proposal.key for proposal in chosen}
    others = {change.key for proposal in found if proposal.key not in keys for change in proposal.changes}
    if not gone or not others:
        return []
    without = retargeted(base, dict.fromkeys(gone))
    changed = [key for key in others if key in base.records and key not in gone]
    return [
        change
        for key in changed
        for change in changed_fields(base.records[key], without.records[key])
        if not any(host in gone for host in hosts_of(base, base.records[key]))
    ]


def is_in(proposal: Proposal, base: Document, document: Document, found: Iterable[Proposal] = ()) -> bool:
    """Tell whether a map, which started from `base` too, has what a proposal brings."""
    if any(old in document.records for old in proposal.renamed):
        return False
    if not proposal.renamed and all(_holds(document, change) for change in proposal.changes):
        return True
    keys = {change.key for change in proposal.changes}
    if not proposal.renamed and all(document.records.get(key) == base.records.get(key) for key in keys):
        return False
    taken = accepted(base, document, (proposal,), found)
    return not taken.conflicts and not diff(document, taken.document)


def _holds(document: Document, change: Change) -> bool:
    """Tell whether a map has what a change brought."""
    record = document.records.get(change.key)
    if isinstance(change, Changed):
        return record is not None and record.get(change.field) == change.after
    return record == change.record if isinstance(change, Added) else record is None


def _taken(base: Document, changes: Iterable[Change], renamed: Mapping[RecordKey, RecordKey]) -> Document:
    return with_ids(apply(changes, base), {old: new.id for old, new in renamed.items()})


def _card(record: Record, base: Document, theirs: Document) -> RecordKey:
    """Return what a change belongs to: the card or stage an insight or metric hangs on, else the record itself."""
    if record.kind in {"insight", "metric"}:
        for kind in ("touchpoint", "stage"):
            key = RecordKey(kind, record.text(kind))
            if record.text(kind) and (key in base.records or key in theirs.records):
                return key
    return record.key
