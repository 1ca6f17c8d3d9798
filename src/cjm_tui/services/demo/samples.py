"""The sample maps with a history, in a folder that leaves nothing behind.

Invariant: nothing outside the throw-away folder is written, and nothing of the person's git configuration reaches in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from cjm_tui.history.command import NoGitProgramError
from cjm_tui.history.creation import create_throwaway_repository
from cjm_tui.history.message import Person
from cjm_tui.history.past import PastCommit, make_past
from cjm_tui.model.document import Document
from cjm_tui.services.demo.story import Step, story
from cjm_tui.services.demo.throwaway import throwaway_folder
from cjm_tui.services.workspace.shipped import sample_files
from cjm_tui.storage.lens import Reading, read, rewrite

FIRST_MAP = "buy-an-outfit"
"""The id of the map that a newcomer sees first."""

VISITOR = Person("You", "you@example.org")


@contextmanager
def repository(now: datetime | None = None) -> Iterator[Path]:
    """Yield a temporary repository with the sample maps in `maps/` and their history; remove it afterwards.

    The history ends three days before `now`, by default this moment. On a machine without git the maps have no
    history. Raise `CjmError` where no temporary folder can be made.
    """
    files = sample_files()
    with throwaway_folder("demo") as folder:
        try:
            made = create_throwaway_repository(folder, VISITOR)
        except NoGitProgramError:
            _write(folder, files)
        else:
            make_past(made, past(files, now or datetime.now().astimezone()))
        yield folder


def past(files: Mapping[str, str], now: datetime) -> tuple[PastCommit, ...]:
    """Return the history that ends in `files` (texts by their path below `maps/`), oldest first."""
    readings = {path: read(text, path) for path, text in files.items()}
    documents = {path: reading.document for path, reading in readings.items() if reading.document is not None}
    steps = story(documents, now)
    states = _texts(readings, steps)
    commits = []
    before: Mapping[str, str] = {}
    for step, state in zip(steps, states, strict=True):
        changed: dict[str, bytes | None] = {
            f"maps/{path}": text.encode() for path, text in state.items() if before.get(path) != text
        }
        changed |= dict.fromkeys((f"maps/{path}" for path in before if path not in state), None)
        commits.append(PastCommit(step.author, step.when, step.message, changed))
        before = state
    return tuple(commits)


def _texts(readings: Mapping[str, Reading], steps: Iterable[Step]) -> list[dict[str, str]]:
    """Return the texts of every step, each written into the one after it, so that the last is the shipped one."""
    present = dict(readings)
    states: list[dict[str, str]] = []
    for step in reversed(tuple(steps)):
        for path, document in step.documents.items():
            present[path] = _rewritten(present[path], document)
        states.append({path: present[path].text for path in step.documents})
    return states[::-1]


def _rewritten(reading: Reading, document: Document) -> Reading:
    return reading if reading.document is document else rewrite(reading, document)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = folder / "maps" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
