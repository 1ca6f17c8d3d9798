"""Impact over effort, drawn in cells: where every opportunity lies, by its number.

The four quarters are those of `measures.quadrant`: 4 and 5 are high, 3 is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cjm_tui.model.measures import quadrant
from cjm_tui.model.record import Record
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded

_ORDER = ("quick win", "big bet", "fill-in", "time sink")
_TOP = ("quick wins", "big bets")
_BOTTOM = ("fill-ins", "time sinks")
_AXIS = 11


class Dot(NamedTuple):
    """A numbered opportunity at a place of the plot: effort and impact are 1..5."""

    number: int
    effort: int
    impact: int


def plotted_order(opportunities: Sequence[Record]) -> tuple[Record, ...]:
    """Return the opportunities that have both impact and effort: quick wins first, then the strong and the easy."""
    placed = [record for record in opportunities if quadrant(record) is not None]

    def rank(record: Record) -> tuple[int, float, float]:
        return _ORDER.index(quadrant(record) or ""), -(record.number("impact") or 0), record.number("effort") or 0

    return tuple(sorted(placed, key=rank))


def plot(dots: Iterable[Dot], cells: int) -> tuple[Line, ...]:
    """Return the plot in `cells` cells: impact upwards, effort to the right, high from 4 on."""
    step = max(3, (cells - _AXIS - 2) // 5)
    at: dict[tuple[int, int], list[int]] = {}
    for dot in dots:
        at.setdefault((dot.impact, dot.effort), []).append(dot.number)
    line = Ink("line")
    lines = [_names(_TOP, step)]
    for impact in (5, 4, 3, 2, 1):
        if impact == 3:
            lines.append(merged([Run(" " * (_AXIS - 1) + "├" + "─" * 3 * step + "┼" + "─" * 2 * step, line)]))
        label = "impact" if impact == 5 else ""
        runs = [Run(f" {label:<7}", Ink("faint")), Run(f"{impact} ", Ink("muted")), Run("│", line)]
        for effort in (1, 2, 3, 4, 5):
            runs += [Run("│", line)] if effort == 4 else []
            runs.append(Run(padded(_numbers(at.get((impact, effort), ()), step - 1), step), Ink("accent", bold=True)))
        lines.append(merged(runs))
    lines.append(_names(_BOTTOM, step))
    lines.append(merged([Run(" " * (_AXIS - 1) + "└" + "─" * 3 * step + "┴" + "─" * 2 * step, line)]))
    scale = "".join(padded(f"{effort}", step) + (" " if effort == 3 else "") for effort in (1, 2, 3, 4))
    lines.append(merged([Run(" " * _AXIS + scale, Ink("muted")), Run(fit("5  effort", step), Ink("muted"))]))
    return tuple(lines)


def _names(names: tuple[str, str], step: int) -> Line:
    left, right = names
    line = Ink("line")
    return merged(
        (
            Run(" " * (_AXIS - 1) + "│", line),
            Run(padded(left, 3 * step), Ink("faint")),
            Run("│", line),
            Run(padded(right, 2 * step), Ink("faint")),
        )
    )


def _numbers(numbers: Sequence[int], cells: int) -> str:
    """Return numbers in at most `cells` cells; those for which there is no room are counted."""
    words = ""
    for at, number in enumerate(numbers):
        longer = f"{words} {number}" if words else f"{number}"
        left = len(numbers) - at - 1
        if len(longer) + (len(f" +{left}") if left else 0) > cells:
            return fit(f"{words} +{left + 1}".strip(), cells)
        words = longer
    return words
