"""Two curves over each other: what was, faint, behind what is.

Both run over the same columns: a touchpoint stands at one place whether it is in one map or in both, so that a rise or
a fall is seen straight above itself. Where the two cross, the newer one is in front.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cjm_tui.model.document import Document
from cjm_tui.model.record import Record
from cjm_tui.render.cells import Ink, Line, Run, merged
from cjm_tui.render.curve.dots import MARK, MOMENT, UNKNOWN_MARK, ZERO, Point, curve, row_of

BEHIND_MARK = "○"
_LABELS = {2: "+2", 0: "0", -2: "−2"}
_MARGIN = 5
_BRAILLE = range(0x2800, 0x2900)


def overlaid(before: Document, after: Document, cells: int, rows: int, selected: str = "") -> tuple[Line, ...]:
    """Return both curves as `rows` lines (5 or 9) of `cells` cells, a scale in the first five.

    `selected` is the id of a touchpoint that is set off from the others.
    """
    order = shared_order(before, after)
    room = max(1, cells - _MARGIN)
    behind = _grid(curve(_points(before, order, room, ""), room, rows))
    front = _grid(curve(_points(after, order, room, selected), room, rows))
    labels = {row_of(level, rows): words for level, words in _LABELS.items()}
    return tuple(
        merged(
            (
                Run(f"{labels.get(row, ''):>3}  ", Ink("muted")),
                *(_in_front(front[row][x], behind[row][x]) for x in range(room)),
            )
        )
        for row in range(rows)
    )


def shared_order(before: Document, after: Document) -> tuple[str, ...]:
    """Return the ids of all touchpoints of two maps: in the later one's order, those gone behind their neighbour."""
    later = [touchpoint.id for touchpoint in after.journey()]
    known, behind, neighbour = set(later), {"": [""]}, ""
    for touchpoint in before.journey():
        if touchpoint.id in known:
            neighbour = touchpoint.id
        else:
            behind.setdefault(neighbour, [neighbour]).append(touchpoint.id)
    return tuple(id_ for near in ("", *later) for id_ in behind.get(near, [near]) if id_)


def _points(document: Document, order: Sequence[str], room: int, selected: str) -> list[Point]:
    """Return one point to a cell; in a crowd the strongest feeling stands for all."""
    cards = {touchpoint.id: touchpoint for touchpoint in document.of_kind("touchpoint")}
    best: dict[int, Record] = {}
    for at, id_ in enumerate(order):
        card = cards.get(id_)
        column = (2 * at + 1) * room // (2 * len(order))
        if card is not None and (column not in best or _stronger(card, best[column], selected)):
            best[column] = card
    return [
        Point(column, card.emotion, card.text("basis"), bool(card.text("moment")), selected=card.id == selected)
        for column, card in sorted(best.items())
    ]


def _stronger(one: Record, other: Record, selected: str) -> bool:
    if selected in {one.id, other.id}:
        return one.id == selected
    return abs(one.emotion or 0) > abs(other.emotion or 0)


def _grid(lines: Iterable[Line]) -> list[list[Run]]:
    return [list(_cells(line)) for line in lines]


def _cells(line: Line) -> Iterator[Run]:
    for run in line:
        for glyph in run.text:
            yield Run(glyph, run.ink)


def _in_front(front: Run, behind: Run) -> Run:
    """Return one cell of both; marks stay whole, dots of both stand together, and unknown is never drawn as neutral."""
    if behind.text in {" ", ZERO}:
        return front
    if front.text in {" ", ZERO}:
        glyph = BEHIND_MARK if behind.text in {MARK, MOMENT} else behind.text
        return Run(glyph, Ink("muted" if glyph == BEHIND_MARK else "faint"))
    if behind.text == UNKNOWN_MARK:
        return front
    if ord(front.text) in _BRAILLE and ord(behind.text) in _BRAILLE:
        return Run(chr(ord(front.text) | ord(behind.text)), front.ink)
    return front if ord(front.text) not in _BRAILLE else Run(BEHIND_MARK, Ink("muted"))
