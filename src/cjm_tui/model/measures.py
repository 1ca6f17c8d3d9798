"""What is derived from a map and never stored: means, coverage, priority, gaps.

An unknown emotion is unknown: it is left out of every mean and never counted as 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from cjm_tui.model.document import Document
from cjm_tui.model.record import Record, as_emotion
from cjm_tui.model.values import join_key


def emotion_of(touchpoint: Record, persona: str | None = None) -> tuple[int | None, bool]:
    """Return a touchpoint's emotion −2..+2 (None: unknown) and whether it is the persona's own.

    Without a persona it is the touchpoint's emotion; for a persona the one in `emotion_by`, else the touchpoint's.
    """
    if persona is None:
        return touchpoint.emotion, True
    own = as_emotion(touchpoint.fields.get(join_key(("emotion_by", persona))))
    return (own, True) if own is not None else (touchpoint.emotion, False)


def who_feels(document: Document) -> tuple[str, ...]:
    """Return the ids of the personas who walk a map, and of whoever has an emotion in it."""
    own = (id_ for touchpoint in document.of_kind("touchpoint") for id_ in touchpoint.table("emotion_by"))
    return tuple(dict.fromkeys((*document.header.texts("personas"), *own)))


def mean(emotions: Iterable[int | None]) -> float | None:
    """Return the mean of the known emotions, None when none is known."""
    known = [emotion for emotion in emotions if emotion is not None]
    return sum(known) / len(known) if known else None


def walked(touchpoints: Iterable[Record], persona: str | None = None) -> tuple[Record, ...]:
    """Return the touchpoints a persona passes; without a persona, all."""
    return tuple(t for t in touchpoints if persona is None or persona not in t.texts("skipped_by"))


def stage_mean(document: Document, stage: str, persona: str | None = None) -> float | None:
    """Return how a stage feels: its own emotion if it has one, else the mean of its known touchpoints."""
    record = document.get("stage", stage)
    if record is not None and record.emotion is not None and persona is None:
        return record.emotion
    column = walked(document.touchpoints_by_stage().get(stage, ()), persona)
    return mean(emotion_of(touchpoint, persona)[0] for touchpoint in column)


def map_mean(document: Document, persona: str | None = None) -> float | None:
    """Return the mean of all known touchpoints; show it with its `coverage`."""
    return mean(emotion_of(t, persona)[0] for t in walked(document.of_kind("touchpoint"), persona))


def coverage(document: Document, persona: str | None = None) -> tuple[int, int]:
    """Return how many touchpoints have a known emotion, and how many there are."""
    touchpoints = walked(document.of_kind("touchpoint"), persona)
    return sum(emotion_of(t, persona)[0] is not None for t in touchpoints), len(touchpoints)


def assumed_share(document: Document) -> float | None:
    """Return which share (0..1) of the touchpoints rests on an assumption, None when there are no touchpoints."""
    touchpoints = document.of_kind("touchpoint")
    return sum(t.text("basis") == "assumption" for t in touchpoints) / len(touchpoints) if touchpoints else None


def priority(touchpoint: Record) -> int | None:
    """Return frequency × impact × improvement (1..125), None (unranked) when one of them is no whole number 1..5."""
    product = 1
    for factor in ("frequency", "impact", "improvement"):
        value = touchpoint.fields.get(factor)
        if type(value) is not int or not 1 <= value <= 5:
            return None
        product *= value
    return product


def quadrant(opportunity: Record) -> str | None:
    """Return where an opportunity lies: 4 and 5 are high, 3 is not; None when impact or effort is missing."""
    impact, effort = opportunity.number("impact"), opportunity.number("effort")
    if impact is None or effort is None:
        return None
    if impact > 3:
        return "big bet" if effort > 3 else "quick win"
    return "time sink" if effort > 3 else "fill-in"


CONFIDENCE = {"low": 0.5, "medium": 0.8, "high": 1.0}
"""The RICE confidence factors (Intercom, Sean McBride 2016)."""


def rice(opportunity: Record) -> float | None:
    """Return reach × impact × confidence ÷ effort, None where a part is missing; an unset confidence is high.

    None as well for a score beyond all numbers.
    """
    reach, impact, effort = (opportunity.number(name) for name in ("reach", "impact", "effort"))
    if reach is None or impact is None or not effort:
        return None
    score = reach * impact * CONFIDENCE.get(opportunity.text("confidence"), 1.0) / effort
    return score if math.isfinite(score) else None


def hand_off_gaps(document: Document, persona: str | None = None) -> tuple[tuple[Record, Record], ...]:
    """Return the pairs of touchpoints in a row where the channel changes and the emotion falls by 2 or more."""
    journey = walked(document.journey(), persona)
    return tuple(
        (before, after)
        for before, after in pairwise(journey)
        if _falls(emotion_of(before, persona)[0], emotion_of(after, persona)[0])
        and before.texts("channels")
        and after.texts("channels")
        and not set(before.texts("channels")) & set(after.texts("channels"))
    )


def insights_by_touchpoint(document: Document) -> dict[str, tuple[Record, ...]]:
    """Return the insights of every touchpoint that has any: the severe first, then by id."""
    found: dict[str, list[Record]] = {}
    for insight in document.of_kind("insight"):
        if insight.text("touchpoint"):
            found.setdefault(insight.text("touchpoint"), []).append(insight)
    return {id_: tuple(sorted(rows, key=lambda r: -(r.number("severity") or 0))) for id_, rows in found.items()}


def opportunities_by_touchpoint(document: Document) -> dict[str, tuple[Record, ...]]:
    """Return the opportunities of every touchpoint that has any, named directly or through an insight, by id."""
    place = {insight.id: insight.text("touchpoint") for insight in document.of_kind("insight")}
    found: dict[str, list[Record]] = {}
    for opportunity in document.of_kind("opportunity"):
        through = [place.get(insight, "") for insight in opportunity.texts("insights")]
        for touchpoint in dict.fromkeys([*opportunity.texts("touchpoints"), *through]):
            if touchpoint:
                found.setdefault(touchpoint, []).append(opportunity)
    return {id_: tuple(rows) for id_, rows in found.items()}


def _falls(before: int | None, after: int | None) -> bool:
    return before is not None and after is not None and before - after >= 2
