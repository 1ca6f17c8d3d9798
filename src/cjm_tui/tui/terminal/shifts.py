"""What is on the screen already, only elsewhere: found, and moved there by the terminal itself.

Cells are taken out of a row and others put in further on (DCH, ICH), so that all between moves and what is beyond
stays where it is; whole rows likewise (DL, IL). What was put in counts as unknown. A row moves sideways only where each
of its cells holds one character of one cell, since terminals disagree about the others.
"""

from __future__ import annotations

from collections import Counter
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.tui.terminal.cell import text_of
from cjm_tui.tui.terminal.spans import best_span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cjm_tui.tui.terminal.cell import Cell, Row

_SIDEWAYS_COST = 10
"""About as many cells could be drawn for the bytes that it takes to move a stretch."""
_ERASED = 3
"""About as many cells could be drawn for the bytes that it takes to erase a row."""
_GRAM = 3
_ASKED = 8
"""So many rows tell how far all of them have moved."""
_AGREED, _AGREED_ROWS = 24, 8
"""So many pieces of text, or halves of rows, must have moved as far; else it is another picture, and nothing moved."""


class Command(NamedTuple):
    """A sequence and the cell at which it is sent."""

    x: int
    y: int
    sequence: str


class Shift(NamedTuple):
    """What to send first, and the rows that are other ones then."""

    commands: tuple[Command, ...]
    rows: Mapping[int, Row]


def sideways(rows: Sequence[Row], wanted: Mapping[int, Row]) -> Shift | None:
    """Return how stretches of rows move left or right so that most is where it is wanted, None where nothing is won."""
    texts = {y: (text_of(rows[y]), text_of(row)) for y, row in wanted.items()}
    texts = {y: pair for y, pair in texts.items() if all(pair)}
    votes = Counter[int]()
    for shown, text in list(texts.values())[:: 1 + len(texts) // _ASKED]:
        votes.update(_distances(shown, text))
    by, count = votes.most_common(1)[0] if votes else (0, 0)
    if count < _AGREED:
        return None
    spans = {y: span for y in texts if (span := _span(*_gains(rows[y], wanted[y], by), by))}
    return _moved_aside(rows, spans, by) if spans else None


def up_or_down(rows: Sequence[Row], wanted: Mapping[int, Row], *, erases: bool = False) -> Shift | None:
    """Return how a block of rows moves up or down so that most is where it is wanted, None where nothing is won.

    Where the terminal `erases` in the ground that is set, the blanks of a row that is put in cost next to nothing.
    """
    votes = Counter[int]()
    half = len(rows[0]) // 2
    for part in (slice(None, half), slice(half, None)):
        places: dict[str, list[int]] = {}
        for y, row in enumerate(rows):
            places.setdefault(_words(row[part]), []).append(y)
        for y, row in wanted.items():
            words = _words(row[part])
            if words.strip():
                votes.update(place - y for place in places.get(words, ()) if len(places[words]) < 3)
    votes.pop(0, None)
    by, count = votes.most_common(1)[0] if votes else (0, 0)
    if count < _AGREED_ROWS:
        return None
    gains, losses = [], []
    for y, row in enumerate(rows):
        aim = wanted.get(y, row)
        stays = sum(map(eq, row, aim))
        comes = sum(map(eq, rows[y + by], aim)) if 0 <= y + by < len(rows) else -len(row)
        gains.append(comes - stays)
        losses.append(min(stays, _ERASED + sum(map(eq, row, map(_inked, aim)))) if erases else stays)
    span = _span(gains, losses, by)
    shift = _moved_along(rows, span, by) if span else None
    # A row that holds something unknown could not be drawn again.
    return None if shift is None or any(None in rows[y] for y in shift.rows) else shift


def _inked(cell: Cell | None) -> Cell | None:
    """Return a cell in which something stands, None for a blank."""
    return None if cell is None or cell[0] == " " else cell


def _words(row: Sequence[object]) -> str:
    return "".join([cell[0] if cell else "\0" for cell in row])  # type: ignore[index]


def _distances(shown: str, text: str) -> Iterator[int]:
    """Yield by how many cells pieces of a text stood further right; pieces that stand everywhere say nothing."""
    places: dict[str, list[int]] = {}
    for x in range(len(shown) - _GRAM + 1):
        places.setdefault(shown[x : x + _GRAM], []).append(x)
    for x in range(len(text) - _GRAM + 1):
        gram = text[x : x + _GRAM]
        if shown[x : x + _GRAM] != gram and len(set(gram)) > 1 and len(found := places.get(gram, ())) < 4:
            yield from (place - x for place in found)


def _gains(shown: Row, wanted: Row, by: int) -> tuple[list[int], list[bool]]:
    """Return what is won for each cell when the one `by` cells further comes there, and whether it stays right."""
    width = len(shown)
    nothing: Row = [None] * abs(by)
    source = nothing + shown[: width + by] if by < 0 else shown[by:] + nothing
    stays = list(map(eq, shown, wanted))
    comes = map(eq, source, wanted)
    first, end = max(0, -by), width - max(0, by)
    gains = [come - stay for come, stay in zip(comes, stays, strict=True)]
    gains[:first], gains[end:] = [-width] * first, [-width] * (width - end)
    return gains, stays


def _span(gains: Sequence[int], losses: Sequence[int], by: int) -> tuple[int, int] | None:
    """Return the first and the end of the stretch that is best moved, None where none is worth it.

    What is put in beyond the stretch is lost.
    """
    span = best_span(gains)
    if span is None:
        return None
    first, end, gain = span
    put_in = losses[end : end + by] if by > 0 else losses[first + by : first]
    return (first, end) if gain - sum(put_in) > _SIDEWAYS_COST else None


def _moved_aside(rows: Sequence[Row], spans: Mapping[int, tuple[int, int]], by: int) -> Shift:
    width, count = len(rows[0]), abs(by)
    taken, put, after = [], [], {}
    for y, (first, end) in spans.items():
        out, into = (first, end) if by > 0 else (end - count, first - count)
        row = rows[y][:out] + rows[y][out + count :]
        after[y] = row[:into] + [None] * count + row[into:]
        taken.append(Command(out, y, f"\x1b[{count}P"))
        if into + count < width:
            put.append(Command(into, y, f"\x1b[{count}@"))
    return Shift((*_downwards(taken), *_downwards(put)), after)


def _moved_along(rows: Sequence[Row], span: tuple[int, int], by: int) -> Shift:
    height, width, count = len(rows), len(rows[0]), abs(by)
    first, end = span
    out, into = (first, end) if by > 0 else (end - count, first - count)
    moved = [*rows[:out], *rows[out + count :]]
    unknown: list[Row] = [[None] * width for _ in range(count)]
    after = [*moved[:into], *unknown, *moved[into:]]
    commands = [Command(0, out, f"\x1b[{count}M")]
    if into + count < height:
        commands.append(Command(0, into, f"\x1b[{count}L"))
    low, high = min(out, into), max(out, into) + count
    return Shift(tuple(commands), {y: list(after[y]) for y in range(low, high)})


def _downwards(commands: Iterable[Command]) -> list[Command]:
    return sorted(commands, key=lambda command: (command.x, command.y))
