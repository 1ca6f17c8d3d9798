"""The files of a workspace as commands name them: a map's id, a path, `personas/fiona`, `cjm`.

Invariant: a name that fits nothing is answered with the nearest one, and a file is only ever changed through storage's
one way to save.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.checking.nearest import nearest
from cjm_tui.errors import CjmError, NotFoundError, SaveError, UnreadableError
from cjm_tui.groups import remedy
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.problem import Problem
from cjm_tui.services.workspace.discovery import INNER, Workspace, workspace_of
from cjm_tui.storage.gate import LARGEST, decoded, too_large
from cjm_tui.storage.reading import Reading, parse
from cjm_tui.storage.replacing import content_of

if TYPE_CHECKING:
    from cjm_tui.model.merge import Merged
    from cjm_tui.storage.files import Loaded


def workspace_here() -> Workspace:
    """Return the workspace of the current folder; raise `NotFoundError` with how to begin one."""
    return workspace_of(Path())


def file_named(name: str, *, may_be_gone: bool = False) -> Path:
    """Return the file a person means: a path, a map's id, `personas/ID`, and the like, or `cjm` for the team's own.

    With `may_be_gone` a map that only git remembers is a path too. Raises `NotFoundError` with the nearest map.
    """
    path = Path(name)
    if os.path.isfile(path):  # noqa: PTH113  # is_file() raises where nobody lets us look
        return path
    if "\0" in name or not name:
        raise NotFoundError("No such map", "a map needs a name", _LISTING)
    if os.path.isdir(path):  # noqa: PTH112  # as above
        raise NotFoundError("No such map", f"{name} is a folder", _LISTING)
    if name.endswith(".toml") and may_be_gone:
        return path
    workspace = workspace_here() if not name.endswith(".toml") or path.parent == Path() else workspace_of(path)
    known = workspace.named
    plain = name.removesuffix(".toml")
    if plain in known:
        return known[plain]
    if may_be_gone:
        return workspace.folder / f"{name}.toml"
    if os.sep in plain and not plain.startswith(tuple(f"{inner}/" for inner in INNER)):
        plain = Path(plain).name
    alike = nearest(plain, known)
    hint = f"Did you mean {alike}?" if alike else _LISTING
    raise NotFoundError("No such map", f"there is no “{name}” in {named(workspace.folder)}", hint)


def named(path: Path) -> str:
    """Return a path as a person names it: from the current folder where it lies below, else whole."""
    whole = os.path.abspath(path)  # noqa: PTH100  # links are shown as they are
    here = os.getcwd() + os.sep  # noqa: PTH109
    return whole.removeprefix(here) if whole.startswith(here) else whole


def called(document: Document, path: Path) -> str:
    """Return what a file is called: its title or name, and its id where it has none."""
    return document.title or (TEAMS_OWN if document.kind == "workspace" else path.stem)


def readable(path: Path) -> Document:
    """Return a file's document, comments left out; raise `UnreadableError` with what is wrong and where."""
    return _document(glance(path))


def glance(path: Path) -> Reading:
    """Read a file without its comments, in little more than the TOML reader's own time; never for writing.

    Raises `NotFoundError` and `UnreadableError` when it cannot be opened; what is wrong in it is among its problems.
    """
    name = named(path)
    try:
        size = path.stat().st_size
        raw = content_of(path) if size <= LARGEST else b""
    except FileNotFoundError:
        raw = None
    except OSError as failure:
        reason = (failure.strerror or "it cannot be opened").lower()
        hint = remedy(path) or "Check who may read it."
        raise UnreadableError("Cannot read it", f"{name}: {reason}", hint) from failure
    if raw is None:
        raise NotFoundError("Cannot read it", f"there is no file {name}", _LISTING)
    text, problems = decoded(raw, name) if size <= LARGEST else (None, (too_large(size, name),))
    return Reading("", None, problems) if text is None else parse(text, name)


def glance_or_problem(path: Path) -> Reading:
    """Read a file as `glance` does; why it cannot be opened, or that it is gone, is a problem like any other."""
    try:
        return glance(path)
    except CjmError as failure:
        name = named(path)
        message = failure.message.removeprefix(f"{name}: ")
        hint = (failure.hint[:1].lower() + failure.hint[1:]).removesuffix(".")
        return Reading("", None, (Problem(name, 0, "", "", message, hint, code="unreadable"),))


def change(path: Path, edit: Callable[[Document], Document]) -> tuple[Document, Document]:
    """Carry an edit out on a file, and return its document before and after.

    When another program saves in between, the edit is carried out again on what that left. Raises `SaveError`,
    `UnreadableError`, and what `edit` raises; the file is then as it was.
    """
    from cjm_tui.storage.files import load, save  # what writes is loaded where something is written

    for turn in range(_TRIES):
        loaded = load(path, named(path))
        before = _writable(loaded)
        after = edit(before)
        if after == before:
            return before, before
        if not turn:
            # Before the file changes, so that whoever notices it can tell whose edit it is.
            _sign(path, before, after)
        try:
            return before, save(path, loaded.reading, after, merge=_give_way).document
        except _ChangedMeanwhileError:
            continue
    raise SaveError("Not saved", f"{named(path)} keeps changing on disk", "Close what writes it and try again.")


def _sign(path: Path, before: Document, after: Document) -> None:
    """Write down whose edit it was where several people share the clone; elsewhere git stays unused."""
    if not any((folder / ".git" / "cjm").is_dir() for folder in path.absolute().parents):
        return
    from cjm_tui.services.editing.together import company_of

    company = company_of(path)
    if company is not None:
        company.wrote(before, after)


class _ChangedMeanwhileError(Exception):
    """The file was saved by somebody else between our look and our save."""


def _give_way(_base: Document, _ours: Document, _theirs: Document) -> Merged:
    raise _ChangedMeanwhileError


def _writable(loaded: Loaded) -> Document:
    if loaded.reading.is_newer:
        raise UnreadableError(
            "Not changed",
            f"{named(loaded.path)} was written by a newer version of cjm",
            "Install the newer version; this one can show the file, but would not keep what it does not know.",
        )
    if loaded.document is not None and not declared(loaded.document.kind).version:
        raise UnreadableError(
            "Not changed",
            f"nothing in {named(loaded.path)} says what it is",
            'Begin it with schema = "map/1" (or persona/1, evidence/1, workspace/1).',
        )
    return _document(loaded.reading)


def _document(reading: Reading) -> Document:
    if reading.document is None:
        problem = reading.problems[0]
        raise UnreadableError("Cannot read it", str(problem), "`cjm check` lists everything that is in the way.")
    return reading.document


_TRIES = 50
TEAMS_OWN = "the team's own file"
_LISTING = "`cjm list` lists the maps."
