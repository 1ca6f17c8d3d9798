"""Finding cards by what stands on them, in their fields and in what hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.record import Record
from cjm_tui.render.journey import Journey, Place

if TYPE_CHECKING:
    from collections.abc import Iterator


def found(journey: Journey, words: str) -> tuple[Place, ...]:
    """Return the cards that hold every one of some words, in the journey's order; case does not count."""
    wanted = words.casefold().split()
    return tuple(
        Place(column.id, touchpoint.id)
        for column in journey.columns
        for touchpoint in column.touchpoints
        if wanted and _holds(" ".join(_texts(journey, touchpoint)).casefold(), wanted)
    )


def _holds(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)


def _texts(journey: Journey, touchpoint: Record) -> Iterator[str]:
    hanging = (*journey.insights.get(touchpoint.id, ()), *journey.opportunities.get(touchpoint.id, ()))
    for record in (touchpoint, *hanging):
        for value in record.fields.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, str))
    yield from (journey.channels.get(id_, "") for id_ in touchpoint.texts("channels"))
