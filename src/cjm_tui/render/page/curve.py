"""The curve on a page: as a sparkline and as a table of signed numbers, so that it stands where no diagram renders."""

from __future__ import annotations

from cjm_tui.model.record import Record
from cjm_tui.model.wording import signed
from cjm_tui.render.curve.sparkline import sparkline
from cjm_tui.render.journey import Column
from cjm_tui.render.page.blocks import Block, Code, Heading, Paragraph, Picture, Span, Table, Words
from cjm_tui.render.page.sources import Sources

SCALE = "▁ −2, ▂ −1, ▄ 0, ▆ +1, █ +2; · is unknown"


def curve_section(sources: Sources) -> tuple[Block, ...]:
    """Return the curve of the map, and of each persona who feels or walks differently; empty without touchpoints."""
    columns = sources.columns()
    if not any(column.touchpoints for column in columns):
        return ()
    blocks: list[Block] = [Heading(2, "The curve")]
    if sources.picture:
        title = sources.document.title or sources.id
        blocks.append(
            Picture(f"The emotion curve of {title}; the same numbers stand in the table below", sources.picture)
        )
    line = " ".join(sparkline(column.emotions) for column in columns if column.emotions)
    blocks.append(Paragraph((Code(line), f" from first to last touchpoint, a space between stages ({SCALE}).")))
    extremes = _extremes(columns)
    if extremes:
        blocks.append(Paragraph(extremes))
    return (*blocks, _table(sources, columns))


def feels_apart(sources: Sources, persona: str) -> bool:
    """Tell whether a persona feels otherwise than everybody, or leaves a touchpoint out."""
    return any(
        persona in touchpoint.texts("skipped_by") or persona in touchpoint.table("emotion_by")
        for touchpoint in sources.document.of_kind("touchpoint")
    )


def _table(sources: Sources, columns: tuple[Column, ...]) -> Table:
    personas = [id_ for id_ in sources.document.header.texts("personas") if feels_apart(sources, id_)]
    own = {id_: sources.columns(id_) for id_ in personas}
    rows = tuple(
        (
            (column.name,),
            (Code(sparkline(column.emotions)),) if column.emotions else (),
            (" ".join(map(signed, column.emotions)),),
            (signed(column.mean),),
            *(_felt(own[id_][place]) for id_ in personas),
        )
        for place, column in enumerate(columns)
    )
    header = ("Stage", "Curve", "Emotions", "Mean", *(sources.name("persona", id_) for id_ in personas))
    return Table(header, rows)


def _felt(column: Column) -> Words:
    spans: list[Span] = [Code(sparkline(column.emotions)), " "] if column.emotions else []
    return (*spans, signed(column.mean) if column.emotions else "not here")


def _extremes(columns: tuple[Column, ...]) -> Words:
    """Name the highest and the lowest points and the end: what people remember of an experience.

    The peak-end rule: Kahneman, Fredrickson, Schreiber and Redelmeier 1993.
    """
    journey = [touchpoint for column in columns for touchpoint in column.touchpoints]
    known = [touchpoint for touchpoint in journey if touchpoint.emotion is not None]
    if not known:
        return ()
    felt = [touchpoint.emotion or 0 for touchpoint in known]
    last = f"{signed(felt[-1])}, with {known[-1].name}"
    end = f"It ends at {last}." if known[-1] is journey[-1] else f"How it ends is unknown; the last known is {last}."
    if max(felt) == min(felt):
        return (f"It is {signed(felt[0])} all along. {end}",)
    highest, lowest = (_named(known, level) for level in (max(felt), min(felt)))
    return (f"Highest: {highest} ({signed(max(felt))}). Lowest: {lowest} ({signed(min(felt))}). {end}",)


def _named(touchpoints: list[Record], level: int) -> str:
    names = [touchpoint.name for touchpoint in touchpoints if touchpoint.emotion == level]
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
