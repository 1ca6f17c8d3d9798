"""The views of one map, in the order in which `v` goes through them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.journey import Journey

if TYPE_CHECKING:
    from cjm_tui.render.curve.looks import Look
    from cjm_tui.render.views.sheet import Sheet


class View(NamedTuple):
    """A view: its id, which is its name too, and what it shows."""

    id: str
    help: str


CARDS, LANES = "cards", "lanes"
STAGE = "stage"
"""The view of one stage alone: it is zoomed into, and stands in no row with the others."""

VIEWS: tuple[View, ...] = (
    View(CARDS, "the curve over stages and cards"),
    View(LANES, "doing, thinking, feeling, and more"),
    View("themes", "where it hurts and delights"),
    View("priorities", "what to do first, and why"),
    View("channels", "where it happens, where it breaks"),
    View("outline", "everything, from top to bottom"),
)


def sheet_of(
    view: str,
    journey: Journey,
    width: int,
    names: Mapping[str, Mapping[str, str]],
    *,
    hidden: Collection[str] = (),
    look: Look | None = None,
) -> Sheet:
    """Return any view but the cards at a width in cells; `hidden` are the ids of lanes that are left out.

    `look` is how the curve in the lanes is drawn. Raises `KeyError` for a view nobody declared.
    """
    match view:
        case "lanes":
            from cjm_tui.render.views.matrix_cursor import LanesSheet

            return LanesSheet(journey, width, names, hidden, *([look] if look else []))
        case "themes":
            from cjm_tui.render.views.theme_cursor import ThemesSheet

            return ThemesSheet(journey, width)
        case "priorities":
            from cjm_tui.render.views.priorities import priorities

            return priorities(journey, width)
        case "channels":
            from cjm_tui.render.views.channel_tables import channels

            return channels(journey, width)
        case "outline":
            from cjm_tui.render.views.outline_rows import outline_rows

            return outline_rows(journey, width, names)
        case "stage":
            from cjm_tui.render.views.stage_sheet import StageSheet

            return StageSheet(journey, width)
    raise KeyError(view)
