"""What ids are called: channels, teams, personas, evidence and maps, for everything that shows a reference."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cjm_tui.model.document import Document

Names = Mapping[str, Mapping[str, str]]
"""Kind (`channel`, `team`, `persona`, `evidence`, `map`) to id to name."""

NO_NAMES: Names = {}


def names_around(path: Path, document: Document) -> Names:
    """Read what stands around a map and return the names of everything it may refer to. Blocks on the disk."""
    from cjm_tui.services.neighbours import sources_of

    sources = sources_of(path, document)
    own = sources.workspace
    return {
        "channel": {record.id: record.name for record in own.of_kind("channel")} if own else {},
        "team": {record.id: record.name for record in own.of_kind("team")} if own else {},
        "persona": {id_: persona.title for id_, persona in sources.personas.items()},
        "evidence": {id_: evidence.title for id_, evidence in sources.evidence.items()},
    }
