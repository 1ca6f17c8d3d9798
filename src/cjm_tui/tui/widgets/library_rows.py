"""How a map looks in the library: a line of columns that line up, the less needful left out where room is short."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cjm_tui.model.field_words import signed
from cjm_tui.render.cells import Ink, Line, Run, filled, merged, padded
from cjm_tui.render.palette import emotion_colour
from cjm_tui.render.sparkline import coloured, sampled
from cjm_tui.services.library import Entry

_MUTED = Ink("muted")
_GAP = Run("  ", Ink())
_TITLE = 24


class Column(NamedTuple):
    """A column: its title, how many cells it has, and what stands in it."""

    title: str
    cells: int
    line: Callable[[Entry, int], Line]


def columns_for(cells: int) -> tuple[Column, ...]:
    """Return the columns that fit into `cells` cells, in order; the title has at least 24 where there is that room."""
    beside = [
        Column("known", 7, _text(lambda entry: f"{entry.known}/{entry.touchpoints}")),
        Column("assumed", 7, _text(_assumed)),
        Column("personas", 18, _text(lambda entry: entry.people)),
        Column("state", 8, _text(lambda entry: entry.state)),
    ]
    curve, mean, problems = Column("curve", 24 if cells >= 110 else 16, _curve), Column("mean", 4, _mean), _PROBLEMS
    while True:
        fixed = (curve, mean, *beside, problems)
        room = cells - sum(column.cells + 2 for column in fixed)
        if room >= _TITLE or not beside:
            return (Column("map", max(4, room), _title), *fixed)
        beside.pop()


def heading(cells: int) -> Line:
    """Return the line of the columns' titles."""
    return _joined([(Run(padded(column.title, column.cells), _MUTED),) for column in columns_for(cells)])


def row(entry: Entry, cells: int) -> Line:
    """Return the line of a map in `cells` cells."""
    return _joined([filled(column.line(entry, column.cells), column.cells) for column in columns_for(cells)])


def _joined(parts: list[Line]) -> Line:
    return merged([run for part in parts for run in (*part, _GAP)][:-1])


def _text(words: Callable[[Entry], str]) -> Callable[[Entry, int], Line]:
    return lambda entry, cells: (Run(padded(words(entry), cells), _MUTED),)


def _title(entry: Entry, cells: int) -> Line:
    is_put_away = entry.status == "archived"
    return (Run(padded(entry.title, cells), _MUTED if is_put_away else Ink()),)


def _curve(entry: Entry, cells: int) -> Line:
    return coloured(sampled(entry.curve, cells))


def _mean(entry: Entry, cells: int) -> Line:
    ink = Ink(emotion_colour(entry.mean), bold=True)
    return (Run(padded(signed(entry.mean), cells), ink),)


def _assumed(entry: Entry) -> str:
    return "" if entry.assumed is None else f"{round(100 * entry.assumed)}%"


def _problems(entry: Entry, cells: int) -> Line:
    return (Run(padded(f"! {entry.problems}" if entry.problems else "", cells), Ink("error")),)


_PROBLEMS = Column("problems", 8, _problems)
