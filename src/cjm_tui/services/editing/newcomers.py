"""What was first named in the form of a card: a channel, a team, a persona, a theme, an opportunity.

Invariant: all of it is made in one edit with the card, and undone with it: what stands in the map, what stands in the
team's own file, and a persona, which is a file of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import NotFoundError
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.kinds import declared
from cjm_tui.model.record import HEADER, Record, RecordKey
from cjm_tui.services.editing.open_map import OpenMap, edited, with_file, with_new_file
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.storage.files import load

IN_THE_MAP = frozenset({"theme", "opportunity"})
IN_THE_SETTINGS = frozenset({"channel", "team"})
MAKEABLE = IN_THE_MAP | IN_THE_SETTINGS | {"persona"}
"""The kinds that need no more than a name, and for a channel its kind."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Something named for the first time: its kind and id, its name, and for a channel which kind of channel."""

    kind: str
    id: str
    name: str
    sort: str = ""

    @property
    def record(self) -> Record:
        """Return the record it is in a map or in the team's own file."""
        sort = {"kind": self.sort} if self.sort else {}
        return Record(self.kind, self.id, {"name": self.name, **sort})


def settled_in(open_map: OpenMap, document: Document, newcomers: Sequence[Newcomer]) -> OpenMap:
    """Return the open map after an edit to `document` with what it names for the first time, all in one edit.

    Where the team has no file of its own, any channel and team is fine and none is written down.
    """
    own = [newcomer for newcomer in newcomers if newcomer.kind in IN_THE_MAP]
    after = {
        open_map.path: document.with_records(
            it.record for it in own if RecordKey(it.kind, it.id) not in document.records
        )
    }
    folder, settings = _around(open_map.path)
    for persona in (newcomer for newcomer in newcomers if newcomer.kind == "persona"):
        path = folder / "personas" / f"{persona.id}.toml"
        if path.exists():
            continue
        open_map = with_new_file(open_map, path, "persona")
        after[path] = _persona(persona)
    known = [newcomer for newcomer in newcomers if newcomer.kind in IN_THE_SETTINGS]
    if known and settings is not None:
        if settings not in open_map.present:
            open_map = with_file(open_map, settings, load(settings).reading)
        team = _with_lists_begun(open_map.present[settings], open_map.path, document, known)
        after[settings] = team.with_records(it.record for it in known if RecordKey(it.kind, it.id) not in team.records)
    return edited(open_map, after)


def _with_lists_begun(team: Document, path: Path, document: Document, newcomers: Sequence[Newcomer]) -> Document:
    """Return the team's file with what the maps name already, where a list begins with one of these newcomers."""
    from cjm_tui.services.workspace.vocabulary import ids_named, named_anywhere, written_down

    for kind in sorted({newcomer.kind for newcomer in newcomers}):
        if not team.of_kind(kind):
            others = [other for other in workspace_of(path).maps.values() if other != path]
            new = {newcomer.id for newcomer in newcomers if newcomer.kind == kind}
            ids = dict.fromkeys((*ids_named(document, kind), *named_anywhere(others, kind)))
            team = team.with_records(written_down(kind, [id_ for id_ in ids if id_ not in new]))
    return team


def _around(path: Path) -> tuple[Path, Path | None]:
    """Return the folder of a map's workspace and the team's own file in it, if there is one that can be read."""
    with suppress(NotFoundError):
        workspace = workspace_of(path)
        settings = workspace.settings
        return workspace.folder, settings if settings and load(settings).document is not None else None
    return path.parent, None


def _persona(persona: Newcomer) -> Document:
    fields = {"schema": declared("persona").schema, "name": persona.name}
    return document_of("persona", [Record(*HEADER, fields)])
