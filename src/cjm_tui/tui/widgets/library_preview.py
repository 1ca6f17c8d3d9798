"""The map under the cursor, a little larger: its curve as the board draws it."""

from __future__ import annotations

from cjm_tui.model.field_words import signed
from cjm_tui.render.cells import Ink, Line, Run, fit
from cjm_tui.render.curve.dots import Point, curve
from cjm_tui.services.workspace.library import Entry

HEIGHT = 8
_ROWS = 5
_WIDEST = 84  # wider, and moving the cursor would send more than a slow line likes
_SCALE = 5  # cells at the left for the numbers
_LABELS = {0: 2, _ROWS // 2: 0, _ROWS - 1: -2}


def preview(entry: Entry, cells: int) -> tuple[Line, ...]:
    """Return a map's name, who walks it and its curve, as `HEIGHT` lines of at most `cells` cells."""
    said = " · ".join(part for part in (entry.people, entry.state, entry.status, entry.path.name) if part)
    title = (Run(f"  {fit(entry.title, cells - 4)}", Ink("text", bold=True)),)
    columns = min(cells - _SCALE - 2, _WIDEST)
    lines = curve(points_of(entry, columns), columns, _ROWS)
    scale = [Run(f"{signed(_LABELS[row]) if row in _LABELS else '':>4} ", Ink("muted")) for row in range(_ROWS)]
    return (
        title,
        (Run(f"  {fit(said, cells - 4)}", Ink("muted")),),
        (),
        *((a, *b) for a, b in zip(scale, lines, strict=True)),
    )


def points_of(entry: Entry, columns: int) -> tuple[Point, ...]:
    """Return a map's touchpoints spread over `columns` cells; of more than that, as many as there are cells."""
    count = len(entry.curve)
    places = {index * (columns - 1) // max(1, count - 1): index for index in range(count)}
    return tuple(
        Point(column, entry.curve[index], entry.bases[index], entry.moments[index]) for column, index in places.items()
    )
