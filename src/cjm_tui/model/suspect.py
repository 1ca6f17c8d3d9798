"""Suspect links: an opportunity remembers what its insights said when somebody last looked at it.

Where one of them says something else now, or is gone, the opportunity may rest on something that is no longer so: the
link is suspect until somebody looks and confirms it. What an insight says is its words, its kind, where it is, how much
it matters, whose it is and how well it is known; which themes it belongs to and what was noted beside it are not.

Invariant: whatever `cjm` does to an insight, each opportunity that rested on it before is suspect afterwards, unless
the insight says the same as before. A link that was written by hand is remembered from the first edit on.
"""

from __future__ import annotations

from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.ids import short_hash
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import Value, join_key, literal

_SEEN_FIELDS = ("name", "kind", "touchpoint", "stage", "severity", "confidence", "personas", "evidence", "quote")


class Link(NamedTuple):
    """A suspect link: an opportunity, the id of an insight it was framed on, and that as it is now (None: gone).

    `twin` is the insight that says what one said that is gone: somebody gave it another id.
    """

    opportunity: Record
    id: str
    insight: Record | None = None
    twin: Record | None = None

    @property
    def name(self) -> str:
        """Return what the insight is called, its id where it is gone."""
        return self.insight.name if self.insight is not None else self.id

    @property
    def happened(self) -> str:
        """Say in a word what happened to the insight."""
        return "changed" if self.insight is not None else "is gone"


def fingerprint(insight: Record) -> str:
    """Return eight hexadecimal digits that change when an insight says something else."""
    said = "\n".join(f"{key} = {_said(insight.fields[key])}" for key in _SEEN_FIELDS if key in insight.fields)
    return short_hash(said, 8)


def suspects(document: Document, opportunity: Record) -> tuple[Link, ...]:
    """Return the links to insights that an opportunity remembers otherwise than they are, or that are gone.

    One it never looked at is none of them, nor is one that is there and that it names no more.
    """
    seen, named = opportunity.table("seen"), opportunity.texts("insights")
    found = []
    for id_ in dict.fromkeys((*(id_ for id_ in named if id_ in seen), *seen)):
        insight = document.get("insight", id_)
        if insight is None:
            found.append(Link(opportunity, id_, None, _twin(document, opportunity, seen[id_])))
        elif id_ in named and fingerprint(insight) != seen[id_]:
            found.append(Link(opportunity, id_, insight))
    return tuple(found)


def all_suspects(document: Document) -> tuple[Link, ...]:
    """Return every suspect link of a map, by the id of its opportunity."""
    return tuple(link for opportunity in document.of_kind("opportunity") for link in suspects(document, opportunity))


def remembered(document: Document) -> frozenset[str]:
    """Return the ids of all insights that an opportunity remembers, there or gone."""
    return frozenset(id_ for opportunity in document.of_kind("opportunity") for id_ in opportunity.table("seen"))


def framed(before: Document, after: Document) -> Document:
    """Return `after`, which an edit made of `before`, with every opportunity remembering what it rested on.

    An insight that an opportunity answers now and did not before is looked at. One that it answered before, that nobody
    had looked at, and that is another one now, or gone, is remembered as it was. One that is there and that it answers
    no more is forgotten.
    """
    looked = [
        record
        for opportunity in after.of_kind("opportunity")
        if (record := _framed(before, after, opportunity)) is not opportunity
    ]
    return after.with_records(looked) if looked else after


def confirmed(document: Document, opportunity_id: str, insight_ids: tuple[str, ...] | None = None) -> Document:
    """Return the document with an opportunity having looked at its insights (all, or those named) as they are now.

    One that is gone is named no more, or by the id under which another says the same. Fingerprints of insights that it
    no longer answers go.
    """
    opportunity = document.records[RecordKey("opportunity", opportunity_id)]
    seen, named = opportunity.table("seen"), opportunity.texts("insights")
    instead: dict[str, str | None] = {
        link.id: link.twin.id if link.twin is not None else None
        for link in suspects(document, opportunity)
        if link.insight is None and (insight_ids is None or link.id in insight_ids)
    }
    kept = [instead.get(id_, id_) for id_ in named]
    answered = tuple(dict.fromkeys(id_ for id_ in kept if id_ is not None))
    looked: dict[str, Value | None] = {
        join_key(("seen", id_)): None
        for id_ in seen
        if id_ in instead or (id_ not in answered and document.get("insight", id_) is not None)
    }
    for id_ in answered:
        insight = document.get("insight", id_)
        if insight is not None and (insight_ids is None or id_ in insight_ids or id_ in instead.values()):
            looked[join_key(("seen", id_))] = fingerprint(insight)
    if answered != named:
        looked["insights"] = answered or None
    return document.with_records([opportunity.with_fields(looked)])


def looked_again(before: Document, after: Document) -> Document:
    """Return `after`, where things have other ids than in `before`, with what was remembered rightly still right."""
    looked = []
    for opportunity in after.of_kind("opportunity"):
        again: dict[str, Value | None] = {}
        for id_, print_ in opportunity.table("seen").items():
            old, new = before.get("insight", id_), after.get("insight", id_)
            if old is not new and old is not None and new is not None and fingerprint(old) == print_:
                again[join_key(("seen", id_))] = fingerprint(new)
        looked += [opportunity.with_fields(again)] * bool(again)
    return after.with_records(looked) if looked else after


def unlooked(before: Document | None, after: Document | None) -> Document | None:
    """Return what a merge made of `before` as if nobody had looked: what it remembers rightly, as before.

    A merge confirms nothing: where somebody on the other side did, a commit of theirs says so, and a memory may as well
    have been made there by an edit that was taken back, or left.
    """
    if before is None or after is None:
        return after
    told = []
    for opportunity in after.of_kind("opportunity"):
        past = before.records.get(opportunity.key) or opportunity
        again: dict[str, Value | None] = {}
        for id_, print_ in opportunity.table("seen").items():
            key, insight = join_key(("seen", id_)), after.get("insight", id_)
            if insight is not None and fingerprint(insight) == print_ != past.get(key):
                again[key] = past.get(key)
        told += [opportunity.with_fields(again)] * bool(again)
    return after.with_records(told) if told else after


def _framed(before: Document, after: Document, opportunity: Record) -> Record:
    past = before.records.get(opportunity.key)
    seen, now = opportunity.table("seen"), opportunity.texts("insights")
    then = past.texts("insights") if past is not None else ()
    looked: dict[str, Value | None] = {}
    for id_ in then:
        old, new = before.get("insight", id_), after.get("insight", id_)
        if id_ not in now and (new is not None or old is None):
            looked |= {join_key(("seen", id_)): None} if id_ in seen else {}
        elif id_ not in seen and old is not None and (new is None or fingerprint(new) != fingerprint(old)):
            looked[join_key(("seen", id_))] = fingerprint(old)
    for id_ in now:
        insight = after.get("insight", id_)
        if id_ not in then and insight is not None:
            looked[join_key(("seen", id_))] = fingerprint(insight)
    return opportunity.with_fields(looked) if looked else opportunity


def _twin(document: Document, opportunity: Record, print_: Value) -> Record | None:
    """Return the one insight that says what is remembered, which the opportunity does not name yet."""
    named = {*opportunity.texts("insights"), *opportunity.table("seen")}
    alike = [one for one in document.of_kind("insight") if one.id not in named and fingerprint(one) == print_]
    return alike[0] if len(alike) == 1 else None


def _said(value: Value) -> str:
    return literal(tuple(sorted(value, key=literal)) if isinstance(value, tuple) else value)
