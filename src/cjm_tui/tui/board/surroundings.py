"""What stands around the map: names of channels, personas and the like, and what git has of it; read in a thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from cjm_tui.tui.names import Names, names_around

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.past.recorded import Recorded


class Told(Message):
    """Some of what stands around the map was read; None is what was not."""

    def __init__(self, names: Names | None, recorded: Recorded | None) -> None:
        super().__init__()
        self.names = names
        self.recorded = recorded


def read_around(open_map: OpenMap, post: Callable[[Message], object], *, with_names: bool) -> None:
    """Read names, then what git has recorded, and post each as soon as it is known, in a worker.

    Nothing is posted once another worker was sent for the same: what this one found may be older.
    """
    from cjm_tui.services.past.recorded import recorded

    worker = get_current_worker()
    if with_names:
        names = names_around(open_map.path)
        if not worker.is_cancelled:
            post(Told(names, None))
    known = recorded(open_map.present)
    if not worker.is_cancelled:
        post(Told(None, known))
