"""A map as plain text, line after line: for a screen reader, a pipe and `grep`.

Invariant: nothing is told by place, colour or width alone, and no line holds a control character. One fact a line, in
the customer's order; what belongs to a line is indented below it by two spaces.
"""

from __future__ import annotations

from collections.abc import Iterator

from cjm_tui.model.measures import (
    assumed_share,
    coverage,
    insights_by_touchpoint,
    map_mean,
    opportunities_by_touchpoint,
)
from cjm_tui.model.record import Record
from cjm_tui.model.wording import signed
from cjm_tui.render.journey import Column, Feeling, Place
from cjm_tui.render.page.blocks import plain
from cjm_tui.render.page.escaping import one_line
from cjm_tui.render.page.fields import choice, facts
from cjm_tui.render.page.sources import Sources

_IN_STAGE_LINE = ("name", "order", "emotion")
_IN_TOUCHPOINT_LINE = ("name", "stage", "order", "emotion", "feeling", "moment")


def outline(sources: Sources, persona: str = "") -> str:
    """Return the map as text, a newline at its end; with a persona it tells how they feel, and where they do not go."""
    return "\n".join(text for _, text in told(sources, persona)) + "\n"


def told(sources: Sources, persona: str = "") -> Iterator[tuple[Place, str]]:
    """Yield every line with the place it tells of; with a place of neither stage nor touchpoint those about the map."""
    for text in _about(sources, persona):
        yield Place(""), text
    insights = insights_by_touchpoint(sources.document)
    opportunities = opportunities_by_touchpoint(sources.document)
    for number, column in enumerate(sources.columns(persona), 1):
        yield Place(""), ""
        for text in _stage(sources, column, number):
            yield Place(column.id), text
        for touchpoint, feeling in zip(column.touchpoints, column.feelings, strict=True):
            place = Place(column.id, touchpoint.id)
            for text in _touchpoint(sources, touchpoint, feeling, persona):
                yield place, text
            for insight in insights.get(touchpoint.id, ()):
                yield place, f"    {insight.text('kind').capitalize() or 'Insight'}: {one_line(insight.name)}"
            for opportunity in opportunities.get(touchpoint.id, ()):
                yield place, f"    Opportunity: {one_line(opportunity.name)}"


def _about(sources: Sources, persona: str) -> Iterator[str]:
    header = sources.document.header
    yield one_line(header.text("title")) or sources.id
    yield from _facts(sources, header, ("schema", "title"), "")
    known, whole = coverage(sources.document, persona or None)
    share = assumed_share(sources.document)
    if persona:
        yield f"Emotions of: {one_line(sources.name('persona', persona))}"
    if known:
        yield f"Mean: {signed(map_mean(sources.document, persona or None))}"
    yield f"Emotion known: {known} of {whole} touchpoints"
    if share is not None:
        yield f"Assumptions: {share:.0%} of the touchpoints"


def _stage(sources: Sources, column: Column, number: int) -> Iterator[str]:
    mean = f", mean {signed(column.mean)}" if column.mean is not None else ""
    yield f"Stage {number}: {one_line(column.name)}{mean}"
    if column.stage:
        yield from _facts(sources, column.stage, _IN_STAGE_LINE, "  ")
        for insight in sources.document.of_kind("insight"):
            if insight.text("stage") == column.id and not insight.text("touchpoint"):
                yield f"  {insight.text('kind').capitalize() or 'Insight'}: {one_line(insight.name)}"


def _touchpoint(sources: Sources, touchpoint: Record, felt: Feeling, persona: str) -> Iterator[str]:
    """Tell of a touchpoint; what a persona has not said of their own is everybody's, and is called so."""
    said = one_line(touchpoint.text("feeling")) if felt.own or not persona else "everybody’s"
    words = [signed(felt.emotion), said] if felt.emotion is not None else ["unknown", "" if persona else said]
    words = ["not on their way"] if felt.skipped else words
    words.append(choice(touchpoint.text("moment")) if touchpoint.text("moment") else "")
    yield f"  {one_line(touchpoint.name)}: {', '.join(filter(None, words))}"
    yield from _facts(sources, touchpoint, _IN_TOUCHPOINT_LINE, "    ")


def _facts(sources: Sources, record: Record, skip: tuple[str, ...], indent: str) -> Iterator[str]:
    for words in facts(sources, record, skip):
        yield f"{indent}{one_line(plain(words))}"
