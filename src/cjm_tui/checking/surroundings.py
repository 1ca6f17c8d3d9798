"""What the other files of a workspace hold, as far as a reference needs it.

Invariant: what is not known is allowed. None stands for “nobody has said”: where no `cjm.toml` lists channels, any
channel is fine, and so for teams.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The ids that references to other files may name, each None when it is not known.

    `channels` and `teams` stand in the workspace file; `personas` and `evidence` are files; `maps` are the maps by id,
    each with the ids of its touchpoints, or None where it cannot be read.
    """

    channels: frozenset[str] | None = None
    teams: frozenset[str] | None = None
    personas: frozenset[str] | None = None
    evidence: frozenset[str] | None = None
    maps: Mapping[str, frozenset[str] | None] | None = None

    def ids(self, kind: str) -> Container[str] | None:
        """Return the ids of a kind (`channel`, `persona`, `map`, …), None when they are not known."""
        return {
            "channel": self.channels,
            "team": self.teams,
            "persona": self.personas,
            "evidence": self.evidence,
            "map": self.maps,
        }.get(kind)


NOTHING_KNOWN = Surroundings()
"""Stands for a file checked on its own: every reference to another file is allowed."""
