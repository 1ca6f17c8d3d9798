"""The map under the cursor, a little larger: its whole title, what there is no column for, and its curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.field_words import signed
from cjm_tui.render.cells import Ink, Line, Run, fit
from cjm_tui.render.curve.dots import Point, curve
from cjm_tui.services.workspace.library import Entry
from cjm_tui.tui.commands import keyed

if TYPE_CHECKING:
    from cjm_tui.services.past.touches import Touch

HEIGHT, LOW = 8, 2
"""How many lines there are with the curve, and without it."""
_ROWS = 5
_WIDEST = 84  # wider, and moving the cursor would send more than a slow line likes
_SCALE = 5  # cells at the left for the numbers
_LABELS = {0: 2, _ROWS // 2: 0, _ROWS - 1: -2}


def preview(entry: Entry, touch: Touch | None, cells: int, height: int) -> tuple[Line, ...]:
    """Return a map's name, who walks it and when it was touched, and its curve where `height` is no less than `HEIGHT`.

    `touch` is None as long as nobody knows; no line has more than `cells` cells.
    """
    known = (_touched(touch), entry.state, entry.status, entry.people, entry.path.name)
    facts = known if entry.is_readable else (keyed("{list-problems} says why"),)
    said = " · ".join(part for part in facts if part)
    title = (Run(f"  {fit(entry.title, cells - 4)}", Ink("text", bold=True)),)
    about = (Run(f"  {fit(said, cells - 4)}", Ink("muted")),)
    if height < HEIGHT:
        return title, about
    columns = min(cells - _SCALE - 2, _WIDEST)
    lines = curve(points_of(entry, columns), columns, _ROWS)
    scale = [Run(f"{signed(_LABELS[row]) if row in _LABELS else '':>4} ", Ink("muted")) for row in range(_ROWS)]
    return (
        title,
        about,
        (),
        *((a, *b) for a, b in zip(scale, lines, strict=True)),
    )


def _touched(touch: Touch | None) -> str:
    if touch is None:
        return ""
    if touch.days is None:
        return "not committed yet"
    return f"touched {touch.words}{' ago' if touch.days else ''}{', changed since' if touch.is_changed else ''}"


def points_of(entry: Entry, columns: int) -> tuple[Point, ...]:
    """Return a map's touchpoints spread over `columns` cells; of more than that, as many as there are cells."""
    count = len(entry.curve)
    places = {index * (columns - 1) // max(1, count - 1): index for index in range(count)}
    return tuple(
        Point(column, entry.curve[index], entry.bases[index], entry.moments[index]) for column, index in places.items()
    )
