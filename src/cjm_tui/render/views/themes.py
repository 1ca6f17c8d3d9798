"""Themes over stages: where what hurts and what delights piles up, and below it the insights under the cursor.

Counts stand with their signs, severity is a shade, and both have a colour besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cjm_tui.model.record import Record
from cjm_tui.render.cells import Ink, Line, Run, filled, fit, in_two_lines, merged, padded, whole_parts, width, wrapped
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Journey
from cjm_tui.render.palette import emotion_colour, tint
from cjm_tui.render.views.heat import NOTHING, Heat, ThemeRow, columns_of, heat_of, theme_rows
from cjm_tui.render.views.rows import pointer

_NARROWEST, _WIDEST = 8, 16
_HINT = (
    "Nothing learned yet: {add-insight} at a card adds a pain, a gain, a need; "
    "{add-theme} puts what belongs together under a theme"
)
_TOTAL = 9
"""The sum of a theme: a gap, at most seven cells of counts, and a blank at the edge."""

_ALL = -1
_SIGNS = {
    "pain": ("✖", "low"),
    "gain": ("✔", "high"),
    "need": ("◦", "text"),
    "idea": ("✦", "text"),
    "quote": ("❝", "text"),
}
_LEGEND = ("✖ hurts", "✔ delights", "◦ anything else", "░▒▓█ severities added up")


class Measures(NamedTuple):
    """How wide the parts of the table are, in cells, and how many stages are in sight."""

    label: int
    cell: int
    visible: int


class HeatTable:
    """The table of a journey at a width, drawn part by part."""

    def __init__(self, journey: Journey, width_: int) -> None:
        self.width = width_
        self.journey = journey
        self.columns = columns_of(journey)
        self.rows: tuple[ThemeRow, ...] = theme_rows(journey)
        self.measures = _measures(len(self.columns), width_)
        self.head_rows = 4
        self._heats: dict[tuple[int, int], Heat] = {}

    def head(self, first: int, column: int) -> tuple[Line, ...]:
        """Return what stands above the table: what it is, and the names of the stages in sight, in two lines."""
        label, cell, visible = self.measures
        names = self.columns[first : first + visible]
        more = [f"stages {first + 1}–{first + len(names)} of {len(self.columns)}"] * (visible < len(self.columns))
        said = Run("  " + whole_parts((*more, *_LEGEND), self.width - 10), Ink("muted"))
        told = merged((Run(" Themes", Ink("text", bold=True)), said))
        halves = [in_two_lines(name, cell - 1) for name in names]
        lines = [(), filled(told, self.width)]
        for part in (0, 1):
            runs = [Run(" " * label, Ink())]
            for at, half in enumerate(halves, first):
                ink = Ink("accent" if at == column else "muted", bold=at == column)
                runs += [Run(" ", Ink()), Run(padded(half[part], cell - 1), ink)]
            runs.append(Run("  all" if part else "", Ink("muted")))
            lines.append(filled(merged(runs), self.width))
        return tuple(filled(line, self.width) for line in lines)

    def row(self, at: int, first: int, column: int | None) -> Line:
        """Return a theme's line; `column` is where the cursor is, None when it is in another row."""
        label, cell, visible = self.measures
        row = self.rows[at]
        name = Ink("accent" if column is not None else "text", bold=column is not None)
        runs = [Run(" ", Ink()), Run(padded(row.name, label - 2), name), Run(" ", Ink())]
        for index in range(first, min(first + visible, len(self.columns))):
            runs += _cell(self._heat(at, index), cell, is_here=index == column)
        runs.append(Run(f"  {fit(self._heat(at, _ALL).signs, _TOTAL - 2)}", Ink("muted")))
        return filled(merged(runs), self.width)

    def _heat(self, at: int, column: int) -> Heat:
        heat = self._heats.get((at, column))
        if heat is None:
            row = self.rows[at]
            heat = self._heats[at, column] = heat_of(row.insights if column == _ALL else row.cells[column])
        return heat

    def told(self, at: int, column: int, touchpoint: str, rows: int) -> tuple[Line, ...]:
        """Return the insights of a cell in `rows` lines; those of one touchpoint are pointed at."""
        if not self.rows or rows < 1:
            return ()
        row = self.rows[at]
        found = row.cells[column] if 0 <= column < len(row.cells) else ()
        stage = self.columns[column] if 0 <= column < len(self.columns) else ""
        ink = Ink("text", bold=True)
        lines: list[Line] = [(), merged((Run(f" {fit(f'{row.name} · {stage}', self.width - 2)}", ink),))]
        for shown, insight in enumerate(found):
            more = list(self._insight(insight, touchpoint))
            if len(lines) + len(more) > rows - (shown + 1 < len(found)):
                lines.append((Run(f"   ⋯ {len(found) - shown} more", Ink("faint")),))
                break
            lines += more
        if not found:
            said = wrapped(row.summary or "Nothing here", self.width - 4)
            lines += [(Run(f"   {line}", Ink("faint")),) for line in said]
        return tuple(filled(line, self.width) for line in lines[:rows])

    def hints(self) -> Iterator[Line]:
        """Yield what to do where nothing has been learned yet."""
        for line in wrapped(hint(_HINT), self.width - 4):
            yield filled((Run(f"   {line}", Ink("faint")),), self.width)

    def listed(self, at: int) -> Iterator[Line]:
        """Yield a theme with all its insights in the journey's order."""
        row = self.rows[at]
        yield filled((), self.width)
        yield filled((Run(f" {fit(row.name, self.width - 2)}", Ink("text", bold=True)),), self.width)
        for line in wrapped(row.summary, self.width - 4):
            yield filled((Run(f"   {line}", Ink("muted")),), self.width)
        for insight in row.insights:
            yield from (filled(line, self.width) for line in self._insight(insight, ""))

    def _insight(self, insight: Record, touchpoint: str) -> Iterator[Line]:
        sign, colour = _SIGNS.get(insight.text("kind"), ("◦", "text"))
        severity = insight.number("severity")
        place = self.journey.document.get("touchpoint", insight.text("touchpoint"))
        facts = [place.name if place else "the whole stage"]
        facts += [f"severity {severity:g}"] if severity is not None else []
        beside = f"  {' · '.join(facts)}"
        here = bool(touchpoint) and insight.text("touchpoint") == touchpoint
        lead = merged((pointer(here), Run(f"  {sign} ", Ink(colour, bold=True))))
        room = self.width - 6
        if width(insight.name) + width(beside) <= room:
            yield (*lead, Run(insight.name, Ink("text")), Run(beside, Ink("muted")))
            return
        for at, line in enumerate(wrapped(insight.name, room)):
            yield (*(lead if not at else (Run("     ", Ink()),)), Run(line, Ink("text")))
        yield (Run("     ", Ink()), Run(fit(beside, room), Ink("muted")))


def _measures(columns: int, cells: int) -> Measures:
    wanted = max(14, min(32, cells * 3 // 10 - 4 * (cells < 70)))
    label = min(wanted, max(20, cells - _TOTAL - _NARROWEST * columns))
    room = max(_NARROWEST, cells - label - _TOTAL)
    visible = max(1, min(max(1, columns), room // _NARROWEST))
    return Measures(label, min(_WIDEST, room // visible), visible)


def _cell(heat: Heat, cells: int, *, is_here: bool) -> Line:
    """Return a pointer, the shade of the severities, the counts and a blank; where there is no room, no shade."""
    if heat == NOTHING:
        point = Run(f"   ·{' ' * (cells - 5)}", Ink("accent" if is_here else "faint", bold=is_here))
        return merged((pointer(is_here), point))
    known = bool(heat.pains or heat.gains)
    ground = tint(heat.mood) if known else "raised"
    colour = emotion_colour(heat.mood) if known else "text"
    room = cells - 2 - width(heat.signs)
    shade = (heat.shade if known else " ") * min(2, max(0, room - 1))
    lead = shade + " " * (room > 0)
    counts = fit(heat.signs, cells - 2 - len(lead))
    return merged(
        (
            pointer(is_here),
            Run(shade, Ink(colour, ground, bold=abs(heat.mood) > 1)),
            Run(lead[len(shade) :] + padded(counts, cells - 2 - len(lead)), Ink("text", ground, bold=is_here)),
            Run(" ", Ink()),
        )
    )
