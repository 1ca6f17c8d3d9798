"""Which proposals of a branch belong together: a new card needs the new stage it stands in.

Invariant: proposals taken with all that they need name nothing that is not there, unless the branch itself did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cjm_tui.model.diff import Removed, apply
from cjm_tui.model.document import Document
from cjm_tui.model.proposals import Proposal
from cjm_tui.model.record import RecordKey
from cjm_tui.model.references import hosts_of, references, targets


def needed_by(
    base: Document, now: Document, chosen: Iterable[Proposal], found: Sequence[Proposal]
) -> tuple[Proposal, ...]:
    """Return what else has to be taken of a branch, of all that is `found` there, for some proposals to stand in `now`.

    A new card needs its new stage, an opportunity the new insight it answers; a stage that goes needs that its cards
    go, or move. What is in `now` already, or gone from it, is needed no more.
    """
    wanted = {proposal.key for proposal in chosen}
    needs = _needs(base, now, found)
    while more := {key for proposal in wanted for key in needs.get(proposal, ())} - wanted:
        wanted |= more
    known = {proposal.key for proposal in chosen}
    return tuple(proposal for proposal in found if proposal.key in wanted - known)


def needing(base: Document, left: Iterable[Proposal], found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return what else of a branch, of all that is `found` there, cannot be taken where some proposals are left."""
    known = {proposal.key for proposal in left}
    gone, needs = set(known), _needs(base, base, found)
    while more := {key for key, those in needs.items() if not gone.isdisjoint(those)} - gone:
        gone |= more
    return tuple(proposal for proposal in found if proposal.key in gone - known)


def _needs(base: Document, now: Document, found: Sequence[Proposal]) -> Mapping[RecordKey, set[RecordKey]]:
    """Return by its key which others each proposal needs, `now` being what is here."""
    then = apply((change for proposal in found for change in proposal.changes), base)
    by_record = {change.key: proposal.key for proposal in found for change in proposal.changes}
    hanging: dict[RecordKey, list[RecordKey]] = {}
    for record in now:
        for host in hosts_of(now, record):
            hanging.setdefault(host, []).append(record.key)
    needs: dict[RecordKey, set[RecordKey]] = {}
    for proposal in found:
        named: list[RecordKey] = []
        for change in proposal.changes:
            gone = isinstance(change, Removed)
            named += hanging.get(change.key, ()) if gone else _new_ones(base, then, now, change.key)
        needs[proposal.key] = {by_record[key] for key in named if key in by_record} - {proposal.key}
    return needs


def _new_ones(base: Document, then: Document, now: Document, key: RecordKey) -> Iterator[RecordKey]:
    """Yield the new records of a branch that one of its records names, and that are not here."""
    record = then.records.get(key)
    for reference in references(then, record) if record is not None else ():
        for named in (RecordKey(kind, reference.target) for kind in targets(reference)):
            if named in then.records and named not in base.records and named not in now.records:
                yield named
