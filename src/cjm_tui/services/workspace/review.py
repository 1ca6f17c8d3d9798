"""All problems of all files in one go, each with its file and line.

Invariant: a file that cannot be read is a problem like any other, and every other file is still looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.checking.document import problems_of
from cjm_tui.checking.surroundings import NOTHING_KNOWN, Surroundings
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.problem import Problem
from cjm_tui.services.workspace.documents import file_named, glance_or_problem, named, workspace_here
from cjm_tui.services.workspace.lines import line_finder
from cjm_tui.services.workspace.neighbours import surroundings_at
from cjm_tui.services.workspace.two_names import Namesakes
from cjm_tui.storage.reading import Reading


@dataclass(frozen=True, slots=True)
class Review:
    """What was looked at and what was found: problems by file and line, and how many files."""

    problems: tuple[Problem, ...]
    files: int


def review(names: Iterable[str] = ()) -> Review:
    """Look at the files named (paths or maps' ids), or at every file of the workspace here.

    Raises `NotFoundError` when there is nothing of that name, or no workspace to look at.
    """
    paths = files_to_review(names)
    return Review(tuple(sorted(problem for problems in reviewed(paths) for problem in problems)), len(paths))


def files_to_review(names: Iterable[str] = ()) -> tuple[Path, ...]:
    """Return the files named (paths or maps' ids), without a name every file of the workspace here.

    Raises `NotFoundError` when there is nothing of that name, or no workspace to look at.
    """
    return tuple(file_named(name) for name in names) or workspace_here().files


def reviewed(paths: Iterable[Path]) -> Iterator[tuple[Problem, ...]]:
    """Yield the problems of one file after the other."""
    around: dict[Path, tuple[Surroundings, Namesakes]] = {}
    for path in paths:
        if path.parent not in around:
            around[path.parent] = surroundings_at(path), Namesakes(path.parent)
        surroundings, namesakes = around[path.parent]
        reading, name = glance_or_problem(path), named(path)
        odd = problems_of_reading(reading, name, surroundings)
        yield (*odd, *namesakes.problems(path, name, reading), *_due(path, name, reading))


def _due(path: Path, name: str, reading: Reading) -> tuple[Problem, ...]:
    """Return the cards whose code changed; git is loaded and asked only where a file may watch code at all."""
    if "watch" not in reading.text:
        return ()
    from cjm_tui.services.watched.due import due_problems

    return tuple(due_problems(path, name, reading))


def problems_in(path: Path, around: Surroundings = NOTHING_KNOWN) -> tuple[Problem, ...]:
    """Return the problems of one file, whether or not it can be opened and read."""
    reading, name = glance_or_problem(path), named(path)
    return (*problems_of_reading(reading, name, around), *Namesakes(path.parent).problems(path, name, reading))


def odd_in(document: Document, path: Path) -> tuple[Problem, ...]:
    """Return what is odd about a document that was read from `path`, in no line of it: the file is not read again."""
    return problems_of(document, named(path), lambda _key, _field: 0, surroundings_at(path))


def problems_of_reading(reading: Reading, name: str, around: Surroundings = NOTHING_KNOWN) -> tuple[Problem, ...]:
    """Return the problems of a file that was read, `name` being its path as the person would write it."""
    document = reading.document
    if document is None:
        return reading.problems
    if reading.is_newer:
        ours = declared(document.kind).schema
        message = f"the file is of a newer version than {ours}, the last one this cjm knows"
        return (Problem(name, 1, document.kind, "schema", message, "install a newer cjm", "warning", "newer"),)
    if 0 < reading.version < declared(document.kind).version:
        message = f"the file is of the older version {document.header.text('schema')}"
        older = Problem(
            name, 1, document.kind, "schema", message, "`cjm fmt --upgrade` brings it up", "warning", "older"
        )
        return (older, *problems_of(document, name, line_finder(reading.text), around))
    return (*reading.problems, *problems_of(document, name, line_finder(reading.text), around))
