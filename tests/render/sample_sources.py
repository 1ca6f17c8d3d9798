"""What pages are made from in these tests: the sample maps, and small maps made by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cjm_tui.model.document import document_of
from cjm_tui.model.record import Record
from cjm_tui.render.page.blocks import Block, Table, plain
from cjm_tui.render.page.history import PageHistory, PastRevision
from cjm_tui.render.page.sources import Sources
from cjm_tui.services.export.sources import WorkspaceFolder
from cjm_tui.services.workspace.shipped import maps_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_tui.model.values import Value

SAMPLES = [path.stem for path in WorkspaceFolder(maps_folder()).map_files()]
HISTORY = PageHistory(
    (
        PastRevision(date(2026, 11, 3), "Nora", "a1b2c3d", ((1, -1), (None, -2)), ("Pay by card: emotion −1 → −2",)),
        PastRevision(date(2026, 11, 1), "Kim, Nora", "0a1b2c3", ((1, -1), (None, -1)), ("a new map",)),
    ),
    37,
)


def sample(id_: str) -> Sources:
    """Return a sample map with everything it names."""
    folder = maps_folder()
    return WorkspaceFolder(folder).sources(folder / f"{id_}.toml", f"maps/{id_}.toml", {})


def small(*records: Record, **header: Value) -> Sources:
    """Return a map of some records, its header's fields given by name."""
    return Sources("way", "maps/way.toml", document_of("map", [Record("", "", header), *records]))


def stage(id_: str, order: int = 10, **fields: Value) -> Record:
    """Return a stage named by its id."""
    return Record("stage", id_, {"name": id_.capitalize(), "order": order, **fields})


def touchpoint(id_: str, stage_id: str, order: int = 10, **fields: Value) -> Record:
    """Return a touchpoint named by its id in words."""
    named: dict[str, Value] = {"name": id_.replace("-", " ").capitalize(), "stage": stage_id, "order": order}
    return Record("touchpoint", id_, {**named, **fields})


def tables(blocks: Iterable[Block]) -> list[list[tuple[str, ...]]]:
    """Return every table as the texts of its rows, the header first."""
    return [
        [block.header, *(tuple(map(plain, row)) for row in block.rows)] for block in blocks if isinstance(block, Table)
    ]
