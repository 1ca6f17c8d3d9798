"""What goes along with a map into a revision: the team's own file, and the personas and evidence that the map names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from cjm_tui.errors import CjmError, NotFoundError
from cjm_tui.model.references import references, targets
from cjm_tui.services.editing.open_map import OpenMap
from cjm_tui.services.past.recorded import Recorded, recorded
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.storage.files import load
from cjm_tui.storage.reading import Reading


def with_companions(open_map: OpenMap) -> tuple[Mapping[Path, Reading], Recorded]:
    """Return what a revision of a map takes along as it stands on the disk, and what git has recorded of everything.

    Taken along are the team's own file and the personas and evidence that the map names, those of them that the last
    commit has otherwise or not at all: a map whose personas are nowhere would be half a revision. Blocks on git.
    """
    beside = {path: reading for path, reading in _companions(open_map) if path not in open_map.present}
    known = recorded((*open_map.present, *beside), {path: on_disk.reading for path, on_disk in open_map.saved.items()})
    waiting = {
        path: reading
        for path, reading in beside.items()
        if reading.document is not None and known.uncommitted({path: reading.document})
    }
    return waiting, known


def _companions(open_map: OpenMap) -> Iterator[tuple[Path, Reading]]:
    try:
        workspace = workspace_of(open_map.path)
    except NotFoundError:
        return
    files = {"persona": workspace.personas, "evidence": workspace.evidence}
    document = open_map.document
    named = {
        files[kind][reference.target]
        for record in document
        for reference in references(document, record)
        for kind in targets(reference)
        if reference.target in files.get(kind, ())
    }
    for path in (*([workspace.settings] if workspace.settings else []), *sorted(named)):
        with suppress(CjmError):
            yield path, load(path).reading
