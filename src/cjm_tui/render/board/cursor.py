"""How the cursor walks over the board: from card to card, over heads of columns and empty stages.

Every step leads to a place that exists, and where there is nothing further it stays.
"""

from __future__ import annotations

from cjm_tui.render.journey import Column, Journey, Place


def first_place(journey: Journey) -> Place:
    """Return the first card, or the first stage of a map without cards."""
    for column in journey.columns:
        if column.touchpoints:
            return Place(column.id, column.touchpoints[0].id)
    return _head(journey.columns[0]) if journey.columns else Place("")


def last_place(journey: Journey) -> Place:
    """Return the last card, or the last stage of a map without cards."""
    for column in reversed(journey.columns):
        if column.touchpoints:
            return Place(column.id, column.touchpoints[-1].id)
    return _head(journey.columns[-1]) if journey.columns else Place("")


def down(journey: Journey, place: Place, steps: int = 1) -> Place:
    """Return the place some cards further down (up when negative); above the first card is the head."""
    at = journey.column_of(place.stage)
    if at is None:
        return first_place(journey)
    column = journey.columns[at]
    row = column_row(journey, place)
    return _in(column, max(-1, min(len(column.touchpoints) - 1, row + steps)))


def across(journey: Journey, place: Place, steps: int = 1) -> Place:
    """Return the place some stages further on (back when negative), as far down as the cursor was where it can."""
    at = journey.column_of(place.stage)
    if at is None:
        return first_place(journey)
    column = journey.columns[max(0, min(len(journey.columns) - 1, at + steps))]
    row = column_row(journey, place) if journey.columns[at].touchpoints else 0
    return _in(column, min(row, len(column.touchpoints) - 1))


def kept(journey: Journey, place: Place, before: Journey | None = None) -> Place:
    """Return where the cursor stands after the map changed: on its card wherever that went, else on its neighbour."""
    found = journey.places.get(place.touchpoint)
    if found:
        return Place(journey.columns[found[0]].id, place.touchpoint)
    at = journey.column_of(place.stage)
    if at is None:
        return first_place(journey)
    column = journey.columns[at]
    row = column_row(before, place) if before else -1
    if not place.touchpoint or not column.touchpoints:
        return _head(column)
    return _in(column, max(0, min(row, len(column.touchpoints) - 1)))


def column_row(journey: Journey, place: Place) -> int:
    """Return the row of the cursor in its column, −1 on its head."""
    found = journey.places.get(place.touchpoint) if place.touchpoint else None
    return found[1] if found else -1


def _in(column: Column, row: int) -> Place:
    return Place(column.id, column.touchpoints[row].id) if row >= 0 else _head(column)


def _head(column: Column) -> Place:
    return Place(column.id)
