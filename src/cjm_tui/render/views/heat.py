"""What is felt about every theme in every stage, counted: the table behind the view of themes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cjm_tui.model.record import Record
from cjm_tui.render.journey import UNPLACED_NAME, Journey, spelled

UNTIED = "No theme yet"
_SHADES = ((13, "█"), (8, "▓"), (4, "▒"), (1, "░"))


class Heat(NamedTuple):
    """What insights weigh together: how many hurt, delight and say something else, and their severities added up."""

    pains: int = 0
    gains: int = 0
    others: int = 0
    pain: float = 0
    gain: float = 0

    @property
    def shade(self) -> str:
        """Return a glyph as dark as pains and gains are severe, a point where there are none."""
        weight = self.pain + self.gain
        return next((glyph for least, glyph in _SHADES if weight >= least), "·")

    @property
    def mood(self) -> int:
        """Return what outweighs the other, as an emotion −2..+2: strong from a difference of 4."""
        difference = self.gain - self.pain
        return (1 if difference > 0 else -1) * (1 + (abs(difference) >= 4)) if difference else 0

    @property
    def signs(self) -> str:
        """Return the counts as `✖2✔1◦3`, without those that are 0."""
        counts = (("✖", self.pains), ("✔", self.gains), ("◦", self.others))
        return "".join(f"{sign}{count}" for sign, count in counts if count)


NOTHING = Heat()
"""Where nobody has learned anything yet."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme over the stages: its insights in every column, the severe first."""

    name: str
    summary: str
    cells: tuple[tuple[Record, ...], ...]

    @property
    def insights(self) -> tuple[Record, ...]:
        """Return all insights of the theme."""
        return tuple(insight for cell in self.cells for insight in cell)


def heat_of(insights: Iterable[Record]) -> Heat:
    """Return what insights weigh together; one without a severity weighs 1."""
    pains = gains = others = 0
    pain = gain = 0.0
    for insight in insights:
        kind, weight = insight.text("kind"), max(1.0, insight.number("severity") or 1.0)
        if kind == "pain":
            pains, pain = pains + 1, pain + weight
        elif kind == "gain":
            gains, gain = gains + 1, gain + weight
        else:
            others += 1
    return Heat(pains, gains, others, pain, gain)


def columns_of(journey: Journey) -> tuple[str, ...]:
    """Return the names of the columns: the stages, and Unplaced where an insight's place does not exist."""
    names = [column.name for column in journey.columns]
    lost = any(_column(journey, insight) == len(names) for insight in journey.document.of_kind("insight"))
    return (*names, UNPLACED_NAME) if lost else tuple(names)


def theme_rows(journey: Journey) -> tuple[ThemeRow, ...]:
    """Return the themes of a map, the heaviest first, and last the insights that are tied to no theme."""
    count = len(columns_of(journey))
    found: dict[str, list[list[Record]]] = {theme.id: _empty(count) for theme in journey.document.of_kind("theme")}
    for insight in journey.document.of_kind("insight"):
        at = _column(journey, insight)
        for theme in insight.texts("themes") or ("",):
            found.setdefault(theme, _empty(count))[at].append(insight)
    rows = [_row(journey, theme, cells) for theme, cells in found.items() if theme]
    rows.sort(key=lambda row: (-_weight(row), row.name))
    return (*rows, *([_row(journey, "", found[""])] if "" in found else []))


def _row(journey: Journey, theme: str, cells: Iterable[list[Record]]) -> ThemeRow:
    record = journey.document.get("theme", theme) if theme else None
    name = record.name if record else spelled(theme) if theme else UNTIED
    summary = record.text("summary") if record else ""
    severe = (tuple(sorted(cell, key=lambda insight: -(insight.number("severity") or 0))) for cell in cells)
    return ThemeRow(name, summary, tuple(severe))


def _weight(row: ThemeRow) -> float:
    heat = heat_of(row.insights)
    return heat.pain + heat.gain + heat.others / 10


def _column(journey: Journey, insight: Record) -> int:
    """Return the column of an insight's place, the one after the last where there is no such place."""
    found = journey.places.get(insight.text("touchpoint"))
    if found is not None:
        return found[0]
    at = journey.column_of(insight.text("stage")) if insight.text("stage") else None
    return len(journey.columns) if at is None else at


def _empty(count: int) -> list[list[Record]]:
    return [[] for _ in range(count)]
