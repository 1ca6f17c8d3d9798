"""The stages of a page: a table each, a row per touchpoint, and below it what does not fit into five columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cjm_tui.model.measures import insights_by_touchpoint, priority
from cjm_tui.model.record import Record
from cjm_tui.model.wording import signed
from cjm_tui.render.curve.sparkline import sparkline
from cjm_tui.render.journey import Column
from cjm_tui.render.page.blocks import (
    BREAK,
    Block,
    Bullets,
    Code,
    Heading,
    Paragraph,
    Span,
    Strong,
    Table,
    Words,
    joined,
)
from cjm_tui.render.page.fields import choice, fact, facts, field_of, number, quoted
from cjm_tui.render.page.sources import Sources

HEADER = ("Touchpoint", "Channel", "Doing and thinking", "Emotion", "Pains")
MOMENT = "★"
ASSUMED = "~ assumption"

_IN_TABLE = ("name", "stage", "order", "channels", "doing", "thinking", "feeling", "emotion", "moment")
_IN_LINE = ("emotion_by", "skipped_by", "basis", "evidence", "team")
_RANKED_BY = ("frequency", "impact", "improvement")
_UNTOLD = ("looked",)
"""What says something to those who keep the map, and nothing to who reads its page."""
_OF_STAGE = ("name", "order", "kind", "emotion")


@dataclass(frozen=True, slots=True)
class _Around:
    """What hangs on the touchpoints of a map: insights and things people said, by touchpoint."""

    sources: Sources
    insights: Mapping[str, tuple[Record, ...]]
    quotes: Mapping[str, tuple[Words, ...]]


def stages_section(sources: Sources) -> tuple[Block, ...]:
    """Return every stage in the journey's order; touchpoints whose stage does not exist stand last."""
    columns = sources.columns()
    if not columns:
        return (Heading(2, "Stages"), Paragraph(("No stages yet.",)))
    around = _Around(sources, insights_by_touchpoint(sources.document), _quotes(sources))
    return (Heading(2, "Stages"), *(block for column in columns for block in _stage(around, column)))


def _stage(around: _Around, column: Column) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(3, column.name)]
    if column.emotions:
        felt = f"{signed(column.mean)} on average" if column.mean is not None else "nobody knows yet how it feels"
        blocks.append(Paragraph((Code(sparkline(column.emotions)), " ", felt)))
    lines = facts(around.sources, column.stage, _OF_STAGE) if column.stage else ()
    if lines:
        blocks.append(Bullets(lines))
    if not column.touchpoints:
        return (*blocks, Paragraph(("No touchpoints yet.",)))
    blocks.append(Table(HEADER, tuple(_row(around, touchpoint) for touchpoint in column.touchpoints)))
    for touchpoint in column.touchpoints:
        blocks += _rest(around, touchpoint)
    return tuple(blocks)


def _row(around: _Around, touchpoint: Record) -> tuple[Words, ...]:
    moment = touchpoint.text("moment")
    signs = [f"{MOMENT} {choice(moment)}"] if moment else []
    signs += [ASSUMED] if touchpoint.text("basis") == "assumption" else []
    name: list[Span] = [Strong(touchpoint.name)]
    channels = [around.sources.name("channel", id_) for id_ in touchpoint.texts("channels")]
    pains = [insight.name for insight in around.insights.get(touchpoint.id, ()) if insight.text("kind") == "pain"]
    experience = ((touchpoint.text("doing"),) if touchpoint.text("doing") else (), quoted(touchpoint.text("thinking")))
    feeling = [text for text in (signed(touchpoint.emotion), touchpoint.text("feeling")) if text]
    return (
        tuple(name + [span for sign in signs for span in (BREAK, sign)]),
        (BREAK.join(channels),),
        joined(experience, BREAK),
        (BREAK.join(feeling),),
        (BREAK.join(pains),),
    )


def _rest(around: _Around, touchpoint: Record) -> tuple[Block, ...]:
    """Return what the table has no column for: a line of short facts, and the long ones as a list below it."""
    lines = list(facts(around.sources, touchpoint, (*_IN_TABLE, *_IN_LINE, *_RANKED_BY, *_UNTOLD)))
    lines += [fact("Heard", words) for words in around.quotes.get(touchpoint.id, ())]
    short = joined(_short(around.sources, touchpoint), " · ")
    if not short and not lines:
        return ()
    title = Paragraph((Strong(touchpoint.name), ": ", *short) if short else (Strong(touchpoint.name),))
    return (title, Bullets(tuple(lines))) if lines else (title,)


def _short(sources: Sources, touchpoint: Record) -> Iterator[Words]:
    yield field_of(sources, touchpoint, "emotion_by")
    skipped = field_of(sources, touchpoint, "skipped_by")
    yield ("not for ", *skipped) if skipped else ()
    basis, evidence = field_of(sources, touchpoint, "basis"), field_of(sources, touchpoint, "evidence")
    if evidence:
        yield (*(basis or ("evidence",)), " (", *evidence, ")")
    elif touchpoint.text("basis") != "assumption":
        yield basis
    yield field_of(sources, touchpoint, "team")
    yield _ranked(touchpoint)


def _ranked(touchpoint: Record) -> Words:
    values = [touchpoint.number(name) for name in _RANKED_BY]
    if not any(values):
        return ()
    rank = priority(touchpoint)
    factors = " × ".join(
        f"{name} {'?' if value is None else number(value)}" for name, value in zip(_RANKED_BY, values, strict=True)
    )
    return (f"priority {'?' if rank is None else rank} of 125 ({factors})",)


def _quotes(sources: Sources) -> dict[str, tuple[Words, ...]]:
    """Return what people said about the touchpoints of this map, out of all the evidence."""
    heard: dict[str, list[Words]] = {}
    for id_, document in sorted(sources.evidence.items()):
        for quote in document.of_kind("quote"):
            map_id, _, touchpoint = quote.text("touchpoint").partition("#")
            if map_id == sources.id and touchpoint:
                who = "; ".join(filter(None, (quote.text("who"), sources.name("evidence", id_))))
                feeling = f" {signed(quote.emotion)}" if quote.emotion is not None else ""
                heard.setdefault(touchpoint, []).append((*quoted(quote.name), f"{feeling} ({who})"))
    return {touchpoint: tuple(words) for touchpoint, words in heard.items()}
