"""What was learned: pains and gains by theme and stage, then every insight with its words and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cjm_tui.model.record import Record
from cjm_tui.render.journey import UNPLACED_NAME
from cjm_tui.render.page.blocks import BREAK, Block, Bullets, Heading, Paragraph, Strong, Words, joined
from cjm_tui.render.page.fields import full_table, number, quoted
from cjm_tui.render.page.sources import Sources

_SIGNS = {"pain": "✖", "gain": "✓"}
_NO_THEME = "No theme"


def insights_section(sources: Sources) -> tuple[Block, ...]:
    """Return the table theme × stage, the themes in words and all insights in the journey's order."""
    insights = _in_order(sources)
    return (*_by_theme(sources, insights), *_learned(sources, insights))


def _in_order(sources: Sources) -> tuple[Record, ...]:
    """Return the insights in the order of the places they are about, the severe first."""
    document = sources.document
    stages = {stage.id: place for place, stage in enumerate(document.stages())}
    journey = {touchpoint.id: place for place, touchpoint in enumerate(document.journey())}
    last = len(journey)

    def rank(insight: Record) -> tuple[int, int, float, str]:
        stage = stages.get(_stage_of(sources, insight), len(stages))
        return stage, journey.get(insight.text("touchpoint"), last), -(insight.number("severity") or 0), insight.id

    return tuple(sorted(document.of_kind("insight"), key=rank))


def _stage_of(sources: Sources, insight: Record) -> str:
    touchpoint = sources.document.get("touchpoint", insight.text("touchpoint"))
    return touchpoint.text("stage") if touchpoint else insight.text("stage")


def _by_theme(sources: Sources, insights: tuple[Record, ...]) -> tuple[Block, ...]:
    felt = [insight for insight in insights if insight.text("kind") in _SIGNS]
    if not felt:
        told = _themes(sources)
        return (Heading(2, "Themes"), *told) if told else ()
    stages = {stage.id: stage.name for stage in sources.document.stages()}
    entries: dict[str, dict[str, list[str]]] = {}
    weights: dict[str, float] = {}
    for insight in felt:
        stage = _stage_of(sources, insight)
        for theme in insight.texts("themes") or ("",):
            entries.setdefault(theme, {}).setdefault(stage if stage in stages else "", []).append(_sign(insight))
            weights[theme] = weights.get(theme, 0.0) + (insight.number("severity") or 1.0)
    themes = sorted(entries, key=lambda theme: (not theme, -weights[theme], theme))
    columns = {**stages, "": UNPLACED_NAME}
    rows = tuple(_theme_row(sources, theme, entries[theme], columns) for theme in themes)
    said = f"{_SIGNS['pain']} hurts, {_SIGNS['gain']} delights; the heaviest theme first."
    table = full_table(("Theme", *columns.values()), rows)
    return (Heading(2, "Pains and gains by theme"), Paragraph((said,)), table, *_themes(sources))


def _theme_row(
    sources: Sources, theme: str, entries: Mapping[str, list[str]], columns: Mapping[str, str]
) -> tuple[Words, ...]:
    name = Strong(sources.name("theme", theme)) if theme else _NO_THEME
    return ((name,), *((BREAK.join(entries[stage]),) if stage in entries else () for stage in columns))


def _sign(insight: Record) -> str:
    return f"{_SIGNS[insight.text('kind')]} {insight.name}"


def _themes(sources: Sources) -> tuple[Block, ...]:
    """Return the themes that have something to say for themselves, or that no insight names."""
    named = {theme for insight in sources.document.of_kind("insight") for theme in insight.texts("themes")}
    told: list[Words] = []
    for theme in sources.document.of_kind("theme"):
        if theme.text("summary"):
            told.append((Strong(f"{theme.name}:"), f" {theme.text('summary')}"))
        elif theme.id not in named:
            told.append((Strong(theme.name),))
    return (Bullets(tuple(told)),) if told else ()


def _learned(sources: Sources, insights: tuple[Record, ...]) -> tuple[Block, ...]:
    if not insights:
        return ()
    rows = tuple(_insight(sources, insight) for insight in insights)
    return (Heading(2, "What was learned"), full_table(("Insight", "Kind", "Where", "Known from"), rows))


def _insight(sources: Sources, insight: Record) -> tuple[Words, ...]:
    kind = insight.text("kind")
    touchpoint, stage = sources.place(insight.text("touchpoint"), insight.text("stage"))
    severity, confidence = insight.number("severity"), insight.text("confidence")
    themes = [] if kind in _SIGNS else _names(sources, "theme", insight.texts("themes"))
    evidence = _names(sources, "evidence", insight.texts("evidence"))
    return (
        joined(
            (
                (Strong(insight.name),),
                quoted(insight.text("quote")),
                _text(insight.text("notes")),
                _text(f"Theme: {', '.join(themes)}" if themes else ""),
            ),
            BREAK,
        ),
        _text(BREAK.join(filter(None, (kind, f"severity {number(severity)}" if severity is not None else "")))),
        _text(BREAK.join(filter(None, (stage, touchpoint, *_names(sources, "persona", insight.texts("personas")))))),
        _text(BREAK.join((*evidence, *((f"confidence {confidence}",) if confidence else ())))),
    )


def _names(sources: Sources, kind: str, ids: Iterable[str]) -> list[str]:
    return [sources.name(kind, id_) for id_ in ids]


def _text(text: str) -> Words:
    return (text,) if text else ()
