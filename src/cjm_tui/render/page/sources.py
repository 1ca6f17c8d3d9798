"""What a page is made from: documents, names and the past, all handed in.

Invariant: rendering looks nothing up; the same sources give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cjm_tui.model.document import Document
from cjm_tui.render.journey import UNPLACED_NAME, Column, journey_of, spelled
from cjm_tui.render.page.history import PageHistory


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """A map and everything it refers to.

    `id` is the map's, `path` its file as the team names it. `personas`, `evidence` and `maps` are documents by id;
    `pages` are the addresses of other maps' pages, seen from this page, by map id; `picture` is the address of the
    curve as a picture, empty for none. Without a `history` the page has no such section. `names` by kind and id stand
    before those of the documents, for who has the names alone.
    """

    id: str
    path: str
    document: Document
    personas: Mapping[str, Document] = field(default_factory=dict)
    evidence: Mapping[str, Document] = field(default_factory=dict)
    maps: Mapping[str, Document] = field(default_factory=dict)
    workspace: Document | None = None
    history: PageHistory | None = None
    pages: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name(self, kind: str, id_: str) -> str:
        """Return the name of a record of the map, of its workspace, or of another file; its id in words without one."""
        if id_ in self.names.get(kind, {}):
            return self.names[kind][id_]
        files = {"persona": self.personas, "evidence": self.evidence, "map": self.maps}.get(kind)
        if files is not None:
            document = files.get(id_)
            return (document.title if document else "") or spelled(id_)
        for document in (self.document, self.workspace):
            record = document.get(kind, id_) if document else None
            if record is not None:
                return record.name
        return spelled(id_)

    def columns(self, persona: str = "") -> tuple[Column, ...]:
        """Return the stages with their touchpoints and feelings, for everybody or for one persona."""
        return journey_of(self.document, persona).columns

    def place(self, touchpoint: str, stage: str = "") -> tuple[str, str]:
        """Return the names of a touchpoint and of its stage; of a stage alone where no touchpoint is named."""
        record = self.document.get("touchpoint", touchpoint) if touchpoint else None
        if record is not None:
            stage = record.text("stage")
        column = self.document.get("stage", stage)
        name = column.name if column else (UNPLACED_NAME if record is not None else spelled(stage))
        return (record.name if record else spelled(touchpoint)), name
