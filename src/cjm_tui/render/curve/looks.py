"""Other curves over the curve: every persona's, how important each touchpoint is, and what the baseline map feels like.

Nothing is told by colour alone: personas have a letter at their points and a line of their own (plain, dotted, bold,
broken), importance is marked `▴`, the baseline `○`. The scale stays −2..+2; importance 1..5 runs over the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.record import Record
from cjm_tui.render.board.frame import GUTTER
from cjm_tui.render.board.picture import Picture, column_cell, crowd_cells
from cjm_tui.render.cells import Ink, Line, Run, fit, graphemes, merged, shown, whole_parts, width
from cjm_tui.render.curve.dots import MARK, MOMENT, UNKNOWN_MARK, ZERO, Point, curve
from cjm_tui.render.curve.grain import BRAILLE_CELLS, Grain, in_grain
from cjm_tui.render.journey import feeling_of

IMPORTANCE_MARK, BASELINE_MARK = "▴", "○"
_STROKES = ("observed", "assumption", "validated", "observed", "assumption")
_STROKE_WORDS = ("plain", "dotted", "bold", "broken", "broken dots")
_MOST = len(_STROKES)


class Look(NamedTuple):
    """How the curve is looked at: which curves are laid over it, and in which grain they are drawn.

    `personas` are names by id, in their order; with any of them everybody's own curve gives way to theirs.
    """

    personas: tuple[tuple[str, str], ...] = ()
    importance: bool = False
    baseline: Document | None = None
    grain: Grain = Grain.BRAILLE


PLAIN = Look()
Level = Callable[[Record], int | None]
Grid = dict[tuple[int, int], Run]


def looked(picture: Picture, look: Look) -> Picture:
    """Return a picture with other curves over its own, and what they are in words beside the strip."""
    frame = picture.frame
    if not frame.curve_rows or look == PLAIN:
        return picture
    cells = frame.width - GUTTER
    front = {} if look.personas else _grid(picture.curve)
    grids = [*_behind(picture, look, cells), front]
    grid: Grid = {}
    for upper in grids:
        for cell, run in upper.items():
            grid[cell] = _in_front(run, grid.get(cell))
    lines = tuple(in_grain(_line(grid, row, cells, frame.curve_rows), look.grain) for row in range(frame.curve_rows))
    room = frame.width - sum(width(run.text) for run in picture.strip) - GUTTER
    told = _briefly(look, room - 3) if room > 12 else ""
    lead = picture.strip or (Run(" " * GUTTER, Ink()),)
    strip = merged((*lead, Run(f"  {told}" if picture.strip else told, Ink("muted")))) if told else picture.strip
    return picture._replace(curve=lines, strip=strip)


def legend(look: Look) -> str:
    """Return in words what the marks mean; empty for a plain curve."""
    letters = letters_of([name for _, name in look.personas[:_MOST]])
    parts = [
        f"{letter} {name} ({stroke})"
        for letter, (_, name), stroke in zip(letters, look.personas, _STROKE_WORDS, strict=False)
    ]
    parts += [f"{MARK} all of them"] * (len(parts) > 1)
    parts += [f"{len(look.personas) - _MOST} more not drawn"] * (len(look.personas) > _MOST)
    parts += [f"{IMPORTANCE_MARK} importance 1 … 5"] * look.importance
    if look.baseline is not None:
        parts.append(f"{BASELINE_MARK} {look.baseline.title or 'the baseline'}")
    return " · ".join(parts)


def _briefly(look: Look, cells: int) -> str:
    """Return the legend in at most `cells` cells: where room is short, names alone, then their last words."""
    whole = legend(look)
    if width(whole) <= cells or not look.personas:
        return fit(whole, cells)
    names = [name for _, name in look.personas[:_MOST]]
    letters = letters_of(names)
    told = [f"{letter} {name}" for letter, name in zip(letters, names, strict=True)]
    if width(" · ".join(told)) > cells:
        told = [f"{letter} {(name.split() or [name])[-1]}" for letter, name in zip(letters, names, strict=True)]
    return whole_parts(told, cells)


_SPARE = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters_of(names: Sequence[str]) -> tuple[str, ...]:
    """Return one letter for each name: its first one that no name before has, a free digit or letter without such."""
    letters: list[str] = []
    for name in names:
        own = (grapheme.upper() for grapheme, cells in graphemes(shown(name)) if cells == 1 and grapheme.isalnum())
        free = (letter for letter in (*own, *_SPARE) if len(letter) == 1 and letter not in letters)
        letters.append(next(free, "?"))
    return tuple(letters)


def _behind(picture: Picture, look: Look, cells: int) -> Iterator[Grid]:
    """Yield the curves from the hindmost to the foremost."""
    rows = picture.frame.curve_rows
    if look.importance:
        yield _inked(curve(_points(picture, _importance), cells, rows), IMPORTANCE_MARK, "muted")
    if look.baseline is not None:
        before = {touchpoint.id: touchpoint.emotion for touchpoint in look.baseline.of_kind("touchpoint")}
        yield _inked(curve(_points(picture, lambda card: before.get(card.id)), cells, rows), BASELINE_MARK, "muted")
    personas = look.personas[:_MOST]
    letters = letters_of([name for _, name in personas])
    for at, (persona, _) in enumerate(personas):
        drawn = curve(_points(picture, _felt_by(persona), _STROKES[at]), cells, rows)
        yield _lettered(drawn, letters[at], broken=at > 2)


def _points(picture: Picture, level: Level, stroke: str = "assumption") -> list[Point]:
    """Return the touchpoints as points; in a crowd the strongest stands for all."""
    frame, journey = picture.frame, picture.journey
    points: list[Point] = []
    for slot in range(-1, frame.visible + 1):
        if not 0 <= picture.first + slot < len(journey.columns):
            continue
        touchpoints = journey.columns[picture.first + slot].touchpoints
        apart = crowd_cells(frame, len(touchpoints))
        best: dict[int, Point] = {}
        for row, touchpoint in enumerate(touchpoints):
            point = Point(column_cell(frame, slot, row, len(touchpoints)), level(touchpoint), stroke)
            known = best.get(point.column // apart)
            if known is None or _strength(point) > _strength(known):
                best[point.column // apart] = point
        points += best.values()
    return points


def _strength(point: Point) -> int:
    return -1 if point.emotion is None else abs(point.emotion)


def _importance(card: Record) -> int | None:
    """Return impact 1..5 over the rows of −2..+2."""
    impact = card.number("impact")
    return None if impact is None else max(-2, min(2, round(impact) - 3))


def _felt_by(persona: str) -> Level:
    def level(card: Record) -> int | None:
        feeling = feeling_of(card, persona)
        return None if feeling.skipped else feeling.emotion

    return level


def _grid(lines: Sequence[Line]) -> Grid:
    """Return what stands in the cells of a curve, without blanks and the zero line."""
    return {
        (row, x): run
        for row, line in enumerate(lines)
        for x, run in enumerate(Run(glyph, run.ink) for run in line for glyph in run.text)
        if run.text not in {" ", ZERO}
    }


def _inked(lines: Sequence[Line], mark: str, colour: str) -> Grid:
    """Return a curve in one quiet colour with a mark of its own; where nothing is known there is none."""
    grid = {cell: run for cell, run in _grid(lines).items() if run.text != UNKNOWN_MARK}
    return {
        cell: Run(mark, Ink(colour)) if run.text in {MARK, MOMENT} else Run(run.text, Ink("faint"))
        for cell, run in grid.items()
    }


def _lettered(lines: Sequence[Line], letter: str, *, broken: bool) -> Grid:
    """Return a persona's curve with a letter at its points; a broken one leaves every fourth cell out."""
    grid: Grid = {}
    for (row, x), run in _grid(lines).items():
        if run.text in {MARK, MOMENT}:
            grid[row, x] = Run(letter, run.ink._replace(bold=True))
        elif run.text != UNKNOWN_MARK and not (broken and x % 4 == 3):
            grid[row, x] = run
    return grid


def _in_front(upper: Run, lower: Run | None) -> Run:
    """Return one cell of two curves: marks before dots, letters at one place become one mark, dots stand together."""
    if lower is None:
        return upper
    dots_above, dots_below = (ord(run.text[0]) in BRAILLE_CELLS for run in (upper, lower))
    if dots_above and dots_below:
        return Run(chr(ord(upper.text) | ord(lower.text)), upper.ink)
    if dots_above or dots_below:
        return lower if dots_above else upper
    both_letters = all(run.text.isalnum() or run.text == MARK for run in (upper, lower))
    return Run(MARK, upper.ink) if both_letters and upper.text != lower.text else upper


def _line(grid: Mapping[tuple[int, int], Run], row: int, cells: int, rows: int) -> Line:
    empty = Run(ZERO, Ink("line")) if row == rows // 2 else Run(" ", Ink())
    runs = (grid.get((row, x), empty) for x in range(cells))
    return merged(Run("".join(run.text for run in same), ink) for ink, same in groupby(runs, key=lambda run: run.ink))
