"""What stands around the map: names of channels, personas and the like, and what git has of it; read in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from cjm_tui.errors import CjmError
from cjm_tui.tui.names import Names, names_around

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.storage.reading import Reading


class Told(Message):
    """Some of what stands around the map was read; None is what was not.

    `beside` are the files that go along into the next revision, `disputed` how many conflicts are open in what the map
    may rest on.
    """

    def __init__(
        self,
        names: Names | None,
        recorded: Recorded | None,
        beside: Mapping[Path, Document] = MappingProxyType({}),
        disputed: int = 0,
    ) -> None:
        super().__init__()
        self.names = names
        self.recorded = recorded
        self.beside = beside
        self.disputed = disputed


def read_around(open_map: OpenMap, post: Callable[[Message], object], *, with_names: bool) -> None:
    """Read names, then what git has recorded, and post each as soon as it is known, in a worker.

    Nothing is posted once another worker was sent for the same: what this one found may be older.
    """
    from cjm_tui.services.joining.disputed import disputed_around
    from cjm_tui.services.past.companions import with_companions
    from cjm_tui.services.past.recorded import recorded

    worker = get_current_worker()
    if with_names:
        names = names_around(open_map.path)
        if not worker.is_cancelled:
            post(Told(names, None))
    beside: Mapping[Path, Reading] = {}
    try:
        beside, known = with_companions(open_map)
    except CjmError:
        known = recorded(open_map.present)
    disputed = sum(max(1, one.open_ones) for one in disputed_around(open_map.path, with_maps=False))
    if not worker.is_cancelled:
        documents = {path: reading.document for path, reading in beside.items() if reading.document is not None}
        post(Told(None, known, documents, disputed))
