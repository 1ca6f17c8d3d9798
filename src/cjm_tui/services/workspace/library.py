"""The library: what every map of a workspace looks like from outside.

Invariant: a map that cannot be read is listed all the same, with its problems, and every other one as usual.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.checking.surroundings import Surroundings
from cjm_tui.model.document import Document
from cjm_tui.model.measures import mean
from cjm_tui.services.workspace.discovery import Workspace
from cjm_tui.services.workspace.documents import glance_or_problem, named
from cjm_tui.services.workspace.neighbours import surroundings_in
from cjm_tui.services.workspace.review import problems_of_reading


@dataclass(frozen=True, slots=True)
class Entry:
    """One map in the library.

    `curve` are the emotions along the journey, None where unknown, `bases` what each rests on, `moments` whether it is
    one that matters; `mean` −2..+2 of the known ones; `known` of
    `touchpoints` have an emotion; `assumed` is a share 0..1; `problems` how many `cjm check` finds. `personas` are
    their names.
    """

    id: str
    path: Path
    title: str
    state: str
    status: str
    personas: tuple[str, ...]
    curve: tuple[int | None, ...]
    bases: tuple[str, ...]
    moments: tuple[bool, ...]
    mean: float | None
    known: int
    touchpoints: int
    assumed: float | None
    problems: int
    is_readable: bool = True

    @property
    def people(self) -> str:
        """Return the personas' names in one text."""
        return ", ".join(self.personas)

    def as_json(self) -> dict[str, object]:
        """Return the entry as a program reads it."""
        return {
            "id": self.id,
            "path": str(self.path),
            "title": self.title,
            "state": self.state,
            "status": self.status,
            "personas": list(self.personas),
            "curve": list(self.curve),
            "mean": self.mean,
            "known": self.known,
            "touchpoints": self.touchpoints,
            "assumed": self.assumed,
            "problems": self.problems,
        }


def entries(workspace: Workspace) -> tuple[Entry, ...]:
    """Return every map of a workspace as the library shows it, by id."""
    return tuple(each_entry(workspace))


def each_entry(workspace: Workspace) -> Iterator[Entry]:
    """Yield every map of a workspace as the library shows it, by id, each as soon as it is read."""
    names = {id_: glance_or_problem(path).document for id_, path in workspace.personas.items()}
    titles = {id_: document.title for id_, document in names.items() if document is not None and document.title}
    around = surroundings_in(workspace)
    for id_, path in sorted(workspace.maps.items()):
        yield _entry(id_, path, titles, around)


def _entry(id_: str, path: Path, names: dict[str, str], around: Surroundings) -> Entry:
    reading = glance_or_problem(path)
    document = reading.document or Document("map", {})
    header, journey = document.header, document.journey()
    curve = tuple(touchpoint.emotion for touchpoint in journey)
    bases = tuple(touchpoint.text("basis") for touchpoint in journey)
    return Entry(
        id=id_,
        path=path,
        title=document.title or f"{id_} ({'cannot be read' if reading.document is None else 'without a title'})",
        state=header.text("state") or "current",
        status=header.text("status") or "draft",
        personas=tuple(names.get(persona, persona) for persona in header.texts("personas")),
        curve=curve,
        bases=bases,
        moments=tuple(bool(touchpoint.text("moment")) for touchpoint in journey),
        mean=mean(curve),
        known=len(curve) - curve.count(None),
        touchpoints=len(curve),
        assumed=bases.count("assumption") / len(bases) if bases else None,
        # They are counted and not shown: without the text nobody looks for the lines they stand on.
        problems=len(problems_of_reading(reading._replace(text=""), named(path), around)),
        is_readable=reading.document is not None,
    )
