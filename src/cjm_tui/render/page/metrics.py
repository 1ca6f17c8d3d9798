"""Is it working? Metrics with their readings, their trend and how far the target is."""

from __future__ import annotations

from cjm_tui.model.record import Record, as_number
from cjm_tui.render.page.blocks import Block, Heading, Words
from cjm_tui.render.page.fields import full_table, number
from cjm_tui.render.page.sources import Sources

_NAMES = {
    "nps": "NPS",
    "csat": "CSAT",
    "ces": "CES",
    "retention": "retention",
    "aov": "average order value",
    "conversion": "conversion",
    "churn": "churn",
}


def metrics_section(sources: Sources) -> tuple[Block, ...]:
    """Return a table of all metrics in the journey's order; empty without any."""
    document = sources.document
    journey = {touchpoint.id: place for place, touchpoint in enumerate(document.journey())}
    ends = {t.text("stage"): place for place, t in enumerate(document.journey())}

    def rank(metric: Record) -> tuple[float, str]:
        touchpoint, stage = metric.text("touchpoint"), metric.text("stage")
        return journey.get(touchpoint, ends.get(stage, len(journey)) + 0.5), metric.id

    metrics = sorted(document.of_kind("metric"), key=rank)
    if not metrics:
        return ()
    header = ("Metric", "What", "Where", "Readings", "Trend", "Baseline", "Target")
    rows = tuple(_row(sources, metric) for metric in metrics)
    return (Heading(2, "Metrics"), full_table(header, rows, ("Baseline", "Target")))


def trend(metric: Record) -> str:
    """Return which way a metric goes from first to last reading, and whether that is better; empty below two."""
    readings = readings_of(metric)
    if len(readings) < 2:
        return ""
    change = readings[-1][1] - readings[0][1]
    if change == 0:
        return "steady"
    way = "up" if change > 0 else "down"
    moved = f"{way} by {number(round(abs(change), 4))}"
    wanted = metric.text("direction")
    return f"{moved}, {'better' if way == wanted else 'worse'}" if wanted in {"up", "down"} else moved


def readings_of(metric: Record) -> tuple[tuple[str, float], ...]:
    """Return date and value of a metric's readings, the oldest first."""
    entries = ((at, as_number(value)) for at, value in metric.table("readings").items())
    return tuple(sorted((at, float(value)) for at, value in entries if value is not None))


def _row(sources: Sources, metric: Record) -> tuple[Words, ...]:
    touchpoint, stage = sources.place(metric.text("touchpoint"), metric.text("stage"))
    unit = metric.text("unit")
    return (
        (metric.name,),
        _text(", ".join(filter(None, (_NAMES.get(metric.text("kind"), ""), unit)))),
        (touchpoint or stage,),
        _text(_readings(metric)),
        _text(trend(metric)),
        _number(metric.number("baseline")),
        _number(metric.number("target")),
    )


def _readings(metric: Record) -> str:
    readings = readings_of(metric)
    if not readings:
        return ""
    values = " · ".join(number(value) for _, value in readings)
    first, last = readings[0][0], readings[-1][0]
    return f"{values} ({first})" if first == last else f"{values} ({first} to {last})"


def _number(value: float | None) -> Words:
    return (number(value),) if value is not None else ()


def _text(text: str) -> Words:
    return (text,) if text else ()
