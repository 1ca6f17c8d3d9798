"""Suspect links: an opportunity remembers what its insights said when it was framed.

When an insight changes afterwards, the opportunity may rest on something that is no longer so: the link is suspect
until somebody looks and confirms it.
"""

from __future__ import annotations

from cjm_tui.model.document import Document
from cjm_tui.model.ids import short_hash
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import Value, join_key, literal

_SEEN_FIELDS = ("name", "kind", "touchpoint", "stage", "severity", "quote")


def fingerprint(insight: Record) -> str:
    """Return eight hexadecimal digits that change when name, kind, place, severity or quote of an insight do."""
    said = "\n".join(f"{key} = {literal(insight.fields[key])}" for key in _SEEN_FIELDS if key in insight.fields)
    return short_hash(said, 8)


def suspects(document: Document, opportunity: Record) -> tuple[Record, ...]:
    """Return the insights of an opportunity that changed since it was framed; one it never looked at is none."""
    seen = opportunity.table("seen")
    insights = (document.get("insight", id_) for id_ in opportunity.texts("insights") if id_ in seen)
    return tuple(insight for insight in insights if insight and fingerprint(insight) != seen[insight.id])


def all_suspects(document: Document) -> tuple[tuple[Record, Record], ...]:
    """Return every suspect link of a map as a pair of opportunity and insight, by id."""
    return tuple(
        (opportunity, insight)
        for opportunity in document.of_kind("opportunity")
        for insight in suspects(document, opportunity)
    )


def framed(before: Document, after: Document) -> Document:
    """Return `after` with every opportunity having looked at those insights that it answers now and did not before."""
    for opportunity in after.of_kind("opportunity"):
        past = before.records.get(opportunity.key)
        known = past.texts("insights") if past is not None else ()
        gained = tuple(id_ for id_ in opportunity.texts("insights") if id_ not in known)
        if opportunity is not past and (gained or known):
            after = confirmed(after, opportunity.id, gained)
    return after


def confirmed(document: Document, opportunity_id: str, insight_ids: tuple[str, ...] | None = None) -> Document:
    """Return the document with an opportunity having looked at its insights (all, or those named) as they are now.

    Fingerprints of insights it no longer answers go.
    """
    opportunity = document.records[RecordKey("opportunity", opportunity_id)]
    answered = opportunity.texts("insights")
    looked: dict[str, Value | None] = {
        join_key(("seen", id_)): None for id_ in opportunity.table("seen") if id_ not in answered
    }
    for id_ in answered if insight_ids is None else insight_ids:
        insight = document.get("insight", id_)
        if insight is not None and id_ in answered:
            looked[join_key(("seen", id_))] = fingerprint(insight)
    return document.with_records([opportunity.with_fields(looked)])
