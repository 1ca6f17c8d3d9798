"""The outline as a view: the text of `outline`, a row for every line, so that a reader goes through it line by line."""

from __future__ import annotations

from functools import partial

from cjm_tui.render.board.cursor import first_place
from cjm_tui.render.cells import Ink, Line, Run, merged, wrapped
from cjm_tui.render.journey import Journey, Place
from cjm_tui.render.page.sources import Sources
from cjm_tui.render.views.lane_items import Names
from cjm_tui.render.views.outline import told
from cjm_tui.render.views.panes import Pane, Panes, Row
from cjm_tui.render.views.rows import pointer


def outline_rows(journey: Journey, width: int, names: Names) -> Panes:
    """Return the outline of a map; sideways leads from stage to stage."""
    sources = Sources(
        "", "", journey.document, names={**names, "channel": {**names.get("channel", {}), **journey.channels}}
    )
    begin = first_place(journey)
    rows: list[Row] = []
    seen: set[Place] = set()
    section = 0
    for place, text in told(sources, journey.persona):
        section += bool(place.stage) and not place.touchpoint and place not in seen
        is_first = place not in seen
        seen.add(place)
        drawn = partial(_line, text, is_first and bool(place.stage or not section), width)
        stop = (place if place.stage or place.touchpoint else begin) if text else None
        rows.append(
            Row(drawn, stop, section, echo=not is_first or stop is not place, indent=3 + 2 * bool(place.touchpoint))
        )
    return Panes(journey, [Pane(width, (Row(_blank), *rows))], width)


def _line(text: str, is_title: bool, cells: int, is_here: bool) -> tuple[Line, ...]:
    """Return a line, continued below itself a little further in where it is long."""
    words = text.lstrip(" ")
    indent = len(text) - len(words)
    ink = Ink("accent" if is_here else "text", bold=is_title or is_here)
    lines = wrapped(words, cells - indent - 6) or [""]
    return tuple(
        merged((pointer(is_here and not at), Run("  " + " " * (indent + 2 * bool(at)), Ink()), Run(line, ink)))
        for at, line in enumerate(lines)
    )


def _blank(is_here: bool) -> tuple[Line, ...]:
    del is_here
    return ((),)
