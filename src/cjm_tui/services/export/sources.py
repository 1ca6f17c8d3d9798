"""The documents a page is made from, read from the workspace's folder.

Invariant: a persona, a piece of evidence or another map that cannot be read costs its name on the page, never the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.render.page.sources import Sources
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.storage.gate import decoded
from cjm_tui.storage.reading import Reading, parse
from cjm_tui.storage.replacing import content_of


class WorkspaceFolder:
    """The files of the workspace in a folder, each read once."""

    def __init__(self, folder: Path) -> None:
        self.files = workspace_in(folder)
        self._read: dict[Path, Document | None] = {}

    def map_files(self) -> tuple[Path, ...]:
        """Return the files that hold a map, by name."""
        return tuple(path for path in self.files.maps.values() if _is_map(path))

    def settings(self) -> Document | None:
        """Return the workspace file, None where there is none or it cannot be read."""
        return self._document(self.files.settings) if self.files.settings else None

    def sources(self, path: Path, name: str, pages: Mapping[str, str]) -> Sources:
        """Return what the page of the map at `path` is made from; `name` is the file as the team calls it.

        `pages` are the addresses of maps' pages by id. Raises `NotFoundError` or `UnreadableError` for the map itself.
        """
        document = _map(path, name)
        named = _maps_named(document)
        return Sources(
            path.stem,
            name,
            document,
            self._documents(self.files.personas),
            self._documents(self.files.evidence),
            self._documents({id_: other for id_, other in self.files.maps.items() if id_ in named}),
            self.settings(),
            pages={id_: address for id_, address in pages.items() if id_ in named},
        )

    def _documents(self, paths: Mapping[str, Path]) -> dict[str, Document]:
        found = {id_: self._document(path) for id_, path in paths.items()}
        return {id_: document for id_, document in found.items() if document is not None}

    def _document(self, path: Path) -> Document | None:
        if path not in self._read:
            reading = _reading(path, path.name)
            self._read[path] = reading.document if reading else None
        return self._read[path]


def _map(path: Path, name: str) -> Document:
    reading = _reading(path, name)
    if reading is None:
        raise NotFoundError("No such map", f"there is no file {name} that can be opened", "`cjm list` names the maps.")
    if reading.document is None:
        problem = reading.problems[0]
        raise UnreadableError("Not exported", str(problem), "`cjm check` lists everything that is in the way.")
    if reading.document.kind != "map":
        raise UnreadableError("Not exported", f"{name} is no map", "`cjm list` names the maps.")
    return reading.document


def _reading(path: Path, name: str) -> Reading | None:
    try:
        raw = content_of(path)
    except OSError:
        return None
    if raw is None:
        return None
    text, problems = decoded(raw, name)
    return parse(text, name) if text is not None else Reading("", None, problems)


def _is_map(path: Path) -> bool:
    """Tell whether a file means to be a map: one that says so, or that cannot be read, which is then said in words."""
    reading = _reading(path, path.name)
    return reading is not None and (reading.document is None or reading.document.kind == "map")


def _maps_named(document: Document) -> frozenset[str]:
    """Return the ids of the other maps a map names."""
    header = document.header
    submaps = (touchpoint.text("submap") for touchpoint in document.of_kind("touchpoint"))
    return frozenset(filter(None, (header.text("baseline"), header.text("parent"), *submaps)))
