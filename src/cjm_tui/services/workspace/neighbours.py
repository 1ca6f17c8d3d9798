"""What stands around a file: the team's vocabulary, personas, evidence and the other maps.

Invariant: a map is read only when a reference into it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.checking.surroundings import NOTHING_KNOWN, Surroundings
from cjm_tui.errors import CjmError
from cjm_tui.model.document import Document
from cjm_tui.services.workspace.discovery import Workspace, workspace_of
from cjm_tui.services.workspace.documents import glance, named

if TYPE_CHECKING:
    from cjm_tui.render.page.sources import Sources


class Touchpoints(Mapping[str, frozenset[str] | None]):
    """The maps of a workspace by id, each with the ids of its touchpoints, read when they are asked for.

    Of a map that cannot be read they are not known: None.
    """

    def __init__(self, maps: Mapping[str, Path]) -> None:
        self._maps = maps
        self._known: dict[str, frozenset[str] | None] = {}

    def __getitem__(self, map_id: str) -> frozenset[str] | None:
        if map_id not in self._known:
            document = _document(self._maps[map_id])
            self._known[map_id] = frozenset(card.id for card in document.of_kind("touchpoint")) if document else None
        return self._known[map_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._maps)

    def __len__(self) -> int:
        return len(self._maps)

    def __contains__(self, map_id: object) -> bool:
        return map_id in self._maps


def surroundings_at(path: Path) -> Surroundings:
    """Return what references in a file may name; where it lies in no workspace, everything."""
    try:
        return surroundings_in(workspace_of(path))
    except CjmError:
        return NOTHING_KNOWN


def surroundings_in(workspace: Workspace) -> Surroundings:
    """Return what references in the files of a workspace may name."""
    settings = _document(workspace.settings) if workspace.settings else None
    return Surroundings(
        channels=_ids(settings, "channel"),
        teams=_ids(settings, "team"),
        personas=frozenset(workspace.personas),
        evidence=frozenset(workspace.evidence),
        maps=Touchpoints(workspace.maps),
    )


def sources_of(path: Path, document: Document) -> Sources:
    """Return a map read from `path` with the documents that give names to what it refers to."""
    from cjm_tui.render.page.sources import Sources

    try:
        workspace = workspace_of(path)
    except CjmError:
        return Sources(path.stem, named(path), document)
    settings = _document(workspace.settings) if workspace.settings else None
    return Sources(
        path.stem,
        named(path),
        document,
        personas=_documents(workspace.personas),
        evidence=_documents(workspace.evidence),
        workspace=settings,
    )


def names_of(sources: Sources) -> dict[str, dict[str, str]]:
    """Return the names of everything a map may refer to, by kind (channel, team, persona, evidence) and id."""
    return _names(sources.workspace, sources.personas, sources.evidence)


def names_at(path: Path) -> dict[str, dict[str, str]]:
    """Return the names of everything that a map read from `path` may refer to; none where it lies in no workspace."""
    try:
        workspace = workspace_of(path)
    except CjmError:
        return {}
    settings = _document(workspace.settings) if workspace.settings else None
    return _names(settings, _documents(workspace.personas), _documents(workspace.evidence))


def _names(
    settings: Document | None, personas: Mapping[str, Document], evidence: Mapping[str, Document]
) -> dict[str, dict[str, str]]:
    return {
        "channel": {record.id: record.name for record in settings.of_kind("channel")} if settings else {},
        "team": {record.id: record.name for record in settings.of_kind("team")} if settings else {},
        "persona": {id_: persona.title for id_, persona in personas.items()},
        "evidence": {id_: source.title for id_, source in evidence.items()},
    }


def _documents(paths: Mapping[str, Path]) -> dict[str, Document]:
    read = {id_: _document(path) for id_, path in paths.items()}
    return {id_: document for id_, document in read.items() if document is not None}


def _document(path: Path) -> Document | None:
    try:
        return glance(path).document
    except CjmError:
        return None


def _ids(document: Document | None, kind: str) -> frozenset[str] | None:
    """Return the ids of a kind; None where the team has not begun to list them, so that any is fine."""
    listed = document.of_kind(kind) if document else ()
    return frozenset(record.id for record in listed) if listed else None
