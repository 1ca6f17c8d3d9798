"""How a map looks in the library: a line of columns that line up, the less needful left out where room is short."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.model.field_words import signed
from cjm_tui.render.cells import Ink, Line, Run, filled, merged, padded, width
from cjm_tui.render.curve.sparkline import coloured, sampled
from cjm_tui.render.palette import emotion_colour
from cjm_tui.services.workspace.library import Entry
from cjm_tui.tui.commands import keyed

if TYPE_CHECKING:
    from cjm_tui.services.past.touches import Touch

_MUTED = Ink("muted")
_GAP = Run("  ", Ink())
_TITLE = 24
_FIRST_STEPS = (
    ("There is no map here yet.", ""),
    ("", ""),
    (
        "{new-map}",
        "begins one: type its title, then add a stage with {add-stage} and touchpoints with {add-touchpoint}",
    ),
    ("{help}", "shows every key"),
    ("{leave}", "leaves; then `cjm demo` in the shell shows some maps to look around in"),
)


class Listed(NamedTuple):
    """A map in the list; when it was touched is known a little later than the rest."""

    entry: Entry
    touch: Touch | None = None


class Column(NamedTuple):
    """A column: its title, how many cells it has, and what stands in it."""

    title: str
    cells: int
    line: Callable[[Listed, int], Line]


def columns_for(cells: int) -> tuple[Column, ...]:
    """Return the columns that fit into `cells` cells, in order; the title has at least 24 where there is that room."""
    curve = Column("curve", 24 if cells >= 110 else 16, _curve)
    beside = list(_BESIDE)
    while True:
        fixed = (curve, _MEAN, *beside, _PROBLEMS)
        room = cells - sum(column.cells + 2 for column in fixed)
        if room >= _TITLE or not beside:
            return (Column("map", max(4, room), _title), *fixed)
        beside.pop()


def heading(cells: int) -> Line:
    """Return the line of the columns' titles."""
    return _joined([(Run(padded(column.title, column.cells), _MUTED),) for column in columns_for(cells)])


def row(listed: Listed, cells: int) -> Line:
    """Return the line of a map in `cells` cells."""
    return _joined([filled(column.line(listed, column.cells), column.cells) for column in columns_for(cells)])


def first_steps() -> list[Line]:
    """Return what stands in an empty library: the next keys."""
    key, said = Ink("accent", bold=True), Ink("muted")
    steps = [(keyed(first), keyed(then)) for first, then in _FIRST_STEPS]
    cells = 2 + max(width(first) for first, then in steps if then)
    return [
        (Run(padded(first, cells), key), Run(then, said)) if then else (Run(first, Ink("text", bold=True)),)
        for first, then in steps
    ]


def _joined(parts: list[Line]) -> Line:
    return merged([run for part in parts for run in (*part, _GAP)][:-1])


def _text(words: Callable[[Entry], str]) -> Callable[[Listed, int], Line]:
    return lambda listed, cells: (Run(padded(words(listed.entry), cells), _MUTED),)


def _title(listed: Listed, cells: int) -> Line:
    entry = listed.entry
    return (Run(padded(entry.title, cells), _MUTED if entry.status == "archived" else Ink()),)


def _curve(listed: Listed, cells: int) -> Line:
    return coloured(sampled(listed.entry.curve, cells))


def _mean(listed: Listed, cells: int) -> Line:
    ink = Ink(emotion_colour(listed.entry.mean), bold=True)
    return (Run(padded(signed(listed.entry.mean), cells), ink),)


def _assumed(entry: Entry) -> str:
    return "" if entry.assumed is None else f"{round(100 * entry.assumed)}%"


def _touched(listed: Listed, cells: int) -> Line:
    if listed.touch is None:
        return ()
    is_news = listed.touch.is_changed
    words = ("changed" if listed.touch.days is not None else "new") if is_news else listed.touch.words
    return (Run(padded(words, cells), Ink("accent") if is_news else _MUTED),)


def _problems(listed: Listed, cells: int) -> Line:
    count = listed.entry.problems
    return (Run(padded(f"! {count}" if count else "", cells), Ink("error")),)


_MEAN = Column("mean", 4, _mean)
_PROBLEMS = Column("problems", 8, _problems)
_BESIDE = (
    Column("felt", 7, _text(lambda entry: f"{entry.known}/{entry.touchpoints}")),
    Column("assumed", 7, _text(_assumed)),
    Column("touched", 9, _touched),
    Column("personas", 16, _text(lambda entry: entry.people)),
    Column("state", 8, _text(lambda entry: entry.state)),
)
