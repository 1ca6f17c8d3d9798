"""Rows: the stages of a map, the touchpoints of a stage. Puts a record at a place in its row.

No neighbour changes for it, unless their orders leave no room: two branches put two cards at one place and a third is
to stand between them, or a record has no order at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from cjm_tui.model.document import row_place
from cjm_tui.model.order import STEP, order_between
from cjm_tui.model.record import Record


def put_in_row(record: Record, others: Sequence[Record], place: int) -> list[Record]:
    """Return the records as they are to be so that `record` stands at a place (0 is first) among `others`.

    `others` are the rest of the row as it stands; most of the time the record itself is all that changes.
    """
    place = max(0, min(place, len(others)))
    above, below = others[:place], others[place:]
    if record.number("order") is not None and _stands_between(record, above, below):
        return [record]
    return _between(record, above, below) or _parted(record, above, below) or _numbered([*above, record, *below])


def _between(record: Record, above: Sequence[Record], below: Sequence[Record]) -> list[Record]:
    """Return the record with an order between its neighbours', nothing where there is none."""
    order = order_between(_order(above[-1:]), _order(below[:1]))
    moved = record.with_fields({"order": order})
    return [moved] if order is not None and _stands_between(moved, above, below) else []


def _stands_between(record: Record, above: Sequence[Record], below: Sequence[Record]) -> bool:
    here = row_place(record)
    return all(row_place(other) < here for other in above[-1:]) and all(here < row_place(other) for other in below[:1])


def _order(neighbour: Sequence[Record]) -> float | None:
    return neighbour[0].number("order") if neighbour else None


def _parted(record: Record, above: Sequence[Record], below: Sequence[Record]) -> list[Record]:
    """Return the record between two of one order, and all but the first of that order with an order of its own.

    Whoever puts something among them parts them in the same way, so that two such edits merge. Empty where that is no
    help.
    """
    level = row_place(below[0])[0] if below else math.inf
    if level == math.inf:
        return []
    equals = [other for other in (*above, *below) if row_place(other)[0] == level]
    limit = next((order for other in below if level < (order := row_place(other)[0]) < math.inf), None)
    # What is put behind the last of them gets the order between, so they keep below that.
    end = order_between(level, limit)
    parted = {other.key: other for other in _spread(equals[1:], level, end)} if end is not None else {}
    neighbours = [[parted.get(other.key, other) for other in side] for side in (above[-1:], below[:1])]
    moved = _between(record, *neighbours)
    return moved and [*moved, *parted.values()]


def _spread(row: Sequence[Record], low: float, high: float) -> Iterator[Record]:
    """Yield the records of a row with orders between two others, the middle one's in the middle."""
    if row:
        middle = len(row) // 2
        order = order_between(low, high)
        if order is None:
            return
        yield from _spread(row[:middle], low, order)
        yield row[middle].with_fields({"order": order})
        yield from _spread(row[middle + 1 :], order, high)


def _numbered(row: Sequence[Record]) -> list[Record]:
    return [record.with_fields({"order": place * STEP}) for place, record in enumerate(row, 1)]
