"""What a person does about what hurts, as pure functions: solutions for opportunities, themes over insights.

Each is one intent and one edit, so that one `u` takes it back, whatever it had to make on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import UsageError
from cjm_tui.model.edits import add_record, new_record, set_field
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.tui.deeds import Deed, key_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.model.document import Document
    from cjm_tui.render.journey import Place


def solution_added(document: Document, place: Place, text: str, opportunities: Sequence[str]) -> Deed:
    """Add a solution that serves some opportunities, by their ids."""
    name = " ".join(text.split())
    if not name or not opportunities:
        raise UsageError("No solution", "a solution needs a name and an opportunity that it serves")
    record = new_record(document, "solution", name, {"opportunities": tuple(opportunities), "status": "idea"})
    return Deed(add_record(document, record), place)


def insights_here(document: Document, place: Place) -> tuple[Record, ...]:
    """Return the insights of the card, or of the stage on whose head the cursor stands, the severe first."""
    host = key_at(place)
    found = [insight for insight in document.of_kind("insight") if insight.text(host.kind) == host.id]
    return tuple(sorted(found, key=lambda insight: -(insight.number("severity") or 0)))


def shared_themes(insights: Sequence[Record]) -> tuple[str, ...]:
    """Return the ids of the themes that all of some insights belong to."""
    first, *others = (insight.texts("themes") for insight in insights)
    return tuple(theme for theme in first if all(theme in themes for themes in others))


def gathered(
    document: Document, place: Place, insights: Sequence[Record], themes: Sequence[str], names: Sequence[str] = ()
) -> Deed:
    """Put insights under `themes` and under new ones called `names`; of those they shared, any other is taken off.

    A theme that only some of them had stays with those.
    """
    present, wanted = document, list(themes)
    for name in names:
        theme = new_record(present, "theme", name)
        present = add_record(present, theme)
        wanted.append(theme.id)
    dropped = set(shared_themes(insights)) - set(wanted)
    for insight in insights:
        kept = [theme for theme in insight.texts("themes") if theme not in dropped]
        after = tuple(dict.fromkeys((*kept, *wanted)))
        present = set_field(present, RecordKey("insight", insight.id), "themes", after or None)
    return Deed(present, place)
