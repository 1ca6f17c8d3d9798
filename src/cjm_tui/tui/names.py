"""What ids are called: channels, teams, personas, evidence and maps, for everything that shows a reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Names = Mapping[str, Mapping[str, str]]
"""Kind (`channel`, `team`, `persona`, `evidence`, `map`) to id to name."""

NO_NAMES: Names = {}


def names_around(path: Path) -> Names:
    """Read what stands around a map and return the names of everything it may refer to. Blocks on the disk."""
    from cjm_tui.services.workspace.neighbours import names_at

    return names_at(path)
