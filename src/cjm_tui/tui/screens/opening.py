"""From a map's file to the screen that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import UnreadableError
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.services.workspace.documents import named

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen


def screen_at(path: Path, touchpoint: str = "", *, tour: bool = False) -> Screen[None]:
    """Return a board of the map in a file, with the cursor on a card; a file that cannot be read is shown as text.

    With `tour` the board shows a newcomer around. Raises `NotFoundError` when there is no such file.
    """
    try:
        open_map = open_map_at(path, named(path))
    except UnreadableError:
        from cjm_tui.tui.screens.unreadable import UnreadableScreen

        return UnreadableScreen(path)
    if tour:
        from cjm_tui.tui.screens.touring import TouredBoard

        return TouredBoard(open_map)
    from cjm_tui.render.journey import Place
    from cjm_tui.tui.screens.board import BoardScreen

    return BoardScreen(open_map, Place("", touchpoint) if touchpoint else None)
