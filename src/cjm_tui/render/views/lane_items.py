"""What stands in the lanes of a map: for every lane and stage the words of its touchpoints, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cjm_tui.model.field_words import signed
from cjm_tui.model.record import Record
from cjm_tui.render.journey import Column, Journey, spelled
from cjm_tui.render.palette import emotion_colour

HEAD = -1
"""The row of what belongs to a stage and to none of its touchpoints."""

Names = Mapping[str, Mapping[str, str]]


class Words(NamedTuple):
    """A piece of a lane: a sign before it (empty for none), the words, and the sign's colour, or that of both."""

    words: str
    sign: str = ""
    colour: str = "muted"
    is_coloured: bool = False


class Item(NamedTuple):
    """What one touchpoint (by its row in the stage), or the stage itself (`HEAD`), has in a lane."""

    row: int
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What lanes are filled from: a journey, the metrics of its places, and the names of teams.

    `sources` has the fields of touchpoints and stages, the kinds of records, and kinds of insights as `insight pain`.
    """

    journey: Journey
    metrics: Mapping[tuple[str, str], tuple[Record, ...]]
    names: Names
    sources: frozenset[str]


Filling = Callable[[Contents, Column, int], Iterator[Words]]


def contents_of(journey: Journey, names: Names) -> Contents:
    """Return what the lanes of a journey are filled from."""
    found: dict[tuple[str, str], list[Record]] = {}
    for metric in journey.document.of_kind("metric"):
        for kind in ("touchpoint", "stage"):
            if metric.text(kind):
                found.setdefault((kind, metric.text(kind)), []).append(metric)
                break
    sources: set[str] = set()
    for record in journey.document:
        sources.add(record.kind)
        if record.kind in {"touchpoint", "stage"}:
            sources.update(record.fields)
        elif record.kind == "insight":
            sources.add(f"insight {record.text('kind')}")
    whole = frozenset(source.partition(".")[0] for source in sources)
    return Contents(journey, {place: tuple(metrics) for place, metrics in found.items()}, names, whole)


def items_of(contents: Contents, column: Column, filling: Filling) -> Iterator[Item]:
    """Yield what stands in a lane of a column: first the stage's own, then touchpoint after touchpoint."""
    for row in range(HEAD, len(column.touchpoints)):
        words = tuple(words for words in filling(contents, column, row) if words.words.strip())
        if words:
            yield Item(row, words)


def named(contents: Contents, column: Column, row: int) -> Iterator[Words]:
    """Yield the name of a touchpoint, a star before it at a moment that matters."""
    del contents
    if row != HEAD:
        touchpoint = column.touchpoints[row]
        yield Words(touchpoint.name, "★" if touchpoint.text("moment") else "", "accent")


def texts(*fields: str) -> Filling:
    """Return what fills a lane from fields of touchpoints and stages."""

    def filling(contents: Contents, column: Column, row: int) -> Iterator[Words]:
        del contents
        record = column.stage if row == HEAD else column.touchpoints[row]
        for field in fields:
            text, listed = (record.text(field), record.texts(field)) if record else ("", ())
            yield from [Words(text)] * bool(text)
            yield from (Words(one, "·") for one in listed)

    return filling


def felt(contents: Contents, column: Column, row: int) -> Iterator[Words]:
    """Yield the emotion and its words; of a persona's journey only their own words' emotion."""
    if row == HEAD:
        stage = column.stage
        if stage is not None and not contents.journey.persona and (stage.emotion is not None or stage.text("feeling")):
            sign = signed(stage.emotion) if stage.emotion is not None else ""
            word, colour = stage.text("feeling"), emotion_colour(stage.emotion)
            yield Words(word or "all in all", sign, colour, is_coloured=bool(word))
        return
    feeling, touchpoint = column.feelings[row], column.touchpoints[row]
    if feeling.skipped:
        yield Words("does not pass here", "–")
    elif feeling.emotion is not None or touchpoint.text("feeling"):
        word, colour = touchpoint.text("feeling"), emotion_colour(feeling.emotion)
        yield Words(word or "no word for it yet", signed(feeling.emotion), colour, is_coloured=bool(word))


def channels(contents: Contents, column: Column, row: int) -> Iterator[Words]:
    """Yield the names of a touchpoint's channels."""
    if row != HEAD:
        known = contents.journey.channels
        yield Words(" · ".join(known.get(id_) or spelled(id_) for id_ in column.touchpoints[row].texts("channels")))


def team(contents: Contents, column: Column, row: int) -> Iterator[Words]:
    """Yield the name of the team behind a touchpoint."""
    id_ = column.touchpoints[row].text("team") if row != HEAD else ""
    if id_:
        yield Words(contents.names.get("team", {}).get(id_) or spelled(id_))


def insights(kind: str, sign: str, colour: str) -> Filling:
    """Return what fills a lane with the insights of one kind."""

    def filling(contents: Contents, column: Column, row: int) -> Iterator[Words]:
        journey = contents.journey
        if row == HEAD:
            about = (r for r in journey.document.of_kind("insight") if not r.text("touchpoint"))
            found = tuple(insight for insight in about if column.id and insight.text("stage") == column.id)
        else:
            found = journey.insights.get(column.touchpoints[row].id, ())
        yield from (Words(insight.name, sign, colour) for insight in found if insight.text("kind") == kind)

    return filling


def needs(contents: Contents, column: Column, row: int) -> Iterator[Words]:
    """Yield the needs a place names, and what was learned about needs there."""
    yield from texts("needs")(contents, column, row)
    yield from insights("need", "◦", "muted")(contents, column, row)


def opportunities(contents: Contents, column: Column, row: int) -> Iterator[Words]:
    """Yield the opportunities of a touchpoint."""
    if row != HEAD:
        found = contents.journey.opportunities.get(column.touchpoints[row].id, ())
        yield from (Words(opportunity.name, "◇", "high") for opportunity in found)


def metrics(contents: Contents, column: Column, row: int) -> Iterator[Words]:
    """Yield every metric with its last reading and where it should be."""
    place = ("stage", column.id) if row == HEAD else ("touchpoint", column.touchpoints[row].id)
    for metric in contents.metrics.get(place, ()):
        unit = f" {metric.text('unit')}" if metric.text("unit") else ""
        readings = sorted(metric.table("readings").items())
        last = f" {readings[-1][1]:g}{unit}" if readings and isinstance(readings[-1][1], int | float) else ""
        target = metric.number("target")
        aim = f", wanted {target:g}{unit}" if target is not None else ""
        yield Words(f"{metric.name}{last}{aim}")
