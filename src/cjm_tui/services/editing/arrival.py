"""What somebody else wrote, made ready beside the screen: merged with what is shown, and put down to who did it.

Invariant: an arrival holds for the open map it was made from, and for no other state of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cjm_tui.services.editing.open_map import OpenMap, Step, arrived

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.services.editing.together import Company
    from cjm_tui.services.editing.watching import Seen

Told: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Who did something, and what, in words; the name is empty where nobody knows."""


class Arrival(NamedTuple):
    """The file that changed, what taking it in comes to, and whose doing it is, None where that is not known yet."""

    path: Path
    step: Step
    told: Told | None = None


def arrival_in(open_map: OpenMap, seen: Seen, company: Company | None) -> Arrival | None:
    """Return what the first file that changed comes to, None where none of them can be read; reads the journal."""
    for path, reading in seen.changed.items():
        if reading is not None and reading.document is not None:
            step = arrived(open_map, path, reading)
            told = company.told(open_map.document, step.open_map.document) if company else None
            return Arrival(path, step, told if told and all(name for name, _ in told) else None)
    return None
