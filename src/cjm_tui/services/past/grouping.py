"""Differences by stage and card, as people look for them: the map itself, each stage with its cards, everything else.

Pure. Invariant: every difference stands in one group, but those of cards and stages that were only renumbered; what
hangs on a card stands right behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.moves import Moves
from cjm_tui.model.proposals import Proposal, proposals
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.renames import under_new_ids
from cjm_tui.model.silence import RENUMBERED
from cjm_tui.services.past.differences import Difference

_EVERYTHING_ELSE, _THE_MAP = "everything else", "the map itself"


class Part(NamedTuple):
    """A card, a stage or another record (`about`) that changed, with what hangs on it and changed too, itself first.

    `renumbered` are the cards and stages that only got another number, or that besides what else changed of them: that
    is no difference of theirs, and told of the map itself in a line.
    """

    about: Proposal
    differences: tuple[Difference, ...]
    renumbered: frozenset[RecordKey] = frozenset()

    @property
    def renumbered_in_words(self) -> str:
        """Return how many there are of them, and what became of them."""
        return f"{len(self.renumbered)} of the cards and stages {RENUMBERED}"


class Group(NamedTuple):
    """The parts that changed of one stage; `stage` is its id, empty for the map itself and for everything else."""

    title: str
    stage: str
    parts: tuple[Part, ...]


def grouped(before: Document, after: Document, listed: Iterable[Difference]) -> tuple[Group, ...]:
    """Return what happened from one map to another (`listed`) by stage and card, in the later map's order."""
    known, renamed = under_new_ids(before, after)
    found, renumbered = _without_numbers(listed, Moves(known, after))
    stages = {stage.id: stage.name for document in (known, after) for stage in document.stages()}
    rank = {id_: place for place, id_ in enumerate(dict.fromkeys((*(s.id for s in after.stages()), *stages)))}
    groups: dict[str, list[Proposal]] = {}
    proposed = proposals(before, after)
    if renumbered and all(proposal.key != HEADER for proposal in proposed):
        proposed = (Proposal(HEADER, after.title, (), ()), *proposed)
    for proposal in proposed:
        groups.setdefault(_group(proposal.key, known, after, stages), []).append(proposal)
    return tuple(
        Group(
            stages.get(group, group),
            group if group in stages else "",
            tuple(
                _part(proposal, found, renamed, renumbered)
                for proposal in sorted(groups[group], key=lambda one: one.key.kind != "stage")
            ),
        )
        for group in sorted(groups, key=lambda id_: (id_ != _THE_MAP, rank.get(id_, len(rank))))
    )


def _part(
    proposal: Proposal,
    found: Mapping[RecordKey, Difference],
    renamed: Mapping[RecordKey, RecordKey],
    renumbered: frozenset[RecordKey],
) -> Part:
    changed = {change.key for change in proposal.changes} | proposal.renamed.keys()
    now = {renamed.get(key, key) for key in changed} - proposal.renumbered
    told = tuple(found[key] for key in sorted(now, key=lambda key: (key != proposal.key, key)))
    return Part(proposal, told, renumbered | proposal.renumbered if proposal.key == HEADER else frozenset())


def _without_numbers(
    listed: Iterable[Difference], moves: Moves
) -> tuple[dict[RecordKey, Difference], frozenset[RecordKey]]:
    """Return differences by record, without another number of what did not move, and whose that was."""
    found = {difference.key: difference for difference in listed}
    renumbered = {
        key
        for key, difference in found.items()
        if key.kind in {"touchpoint", "stage"} and difference.deed == "changed"
        if any(field.field == "order" for field in difference.fields) and not moves.said(key)
    }
    for key in renumbered:
        fields = tuple(field for field in found[key].fields if field.field != "order")
        found[key] = replace(found[key], fields=fields)
    return found, frozenset(renumbered)


def _group(key: RecordKey, before: Document, after: Document, stages: Mapping[str, str]) -> str:
    """Return the stage under which a card's changes stand, or what else they are about."""
    if key == HEADER:
        return _THE_MAP
    if key.kind == "stage":
        return key.id
    record = after.records.get(key) or before.records.get(key)
    stage = record.text("stage") if record is not None and key.kind == "touchpoint" else ""
    return stage if stage in stages else _EVERYTHING_ELSE
