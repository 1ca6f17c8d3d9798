"""Manuscripts: the copy of a file that is in somebody's editor, beside the text it was made from.

An editor knows nothing of locks and merges; what it writes goes into a copy of its own, in the person's state folder
and readable for nobody else. Invariant: a copy that says something else than its base is there until it is dropped.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import SaveError
from cjm_tui.storage.drafts import drafts_folder
from cjm_tui.storage.lock import words
from cjm_tui.storage.processes import is_alive

_NAME, _BASE = "editing-", ".base"


class Manuscript(NamedTuple):
    """A copy in the editor: its file, and the text it was made from."""

    copy: Path
    base: str

    @property
    def raw(self) -> bytes:
        """Return what the copy holds; nothing where an editor took it away."""
        try:
            return self.copy.read_bytes()
        except OSError:
            return b""

    @property
    def is_written(self) -> bool:
        """Tell whether the copy says something else than what it was made from."""
        return self.raw not in {b"", self.base.encode("utf-8")}


def manuscript_of(path: Path, text: str) -> Manuscript:
    """Return the copy of a file that waits to be taken in, or a new one of `text`.

    Raises `SaveError` when it cannot be written.
    """
    waiting = waiting_manuscript(path)
    if waiting is not None:
        return waiting
    folder = _own(path)
    begun = Manuscript(folder / path.name, text)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in (folder / _BASE, begun.copy):
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
                written.write(text.encode("utf-8"))
    except OSError as error:
        raise SaveError("Not edited", f"no copy for the editor could be written: {words(error)}") from error
    return begun


def waiting_manuscript(path: Path) -> Manuscript | None:
    """Return the copy of a file that was written in an editor and never taken in, None when there is none.

    What a process left that is not there any more becomes this one's; what another one edits now is its own.
    """
    own = _own(path)
    if _manuscript_in(own, path) is None:
        for folder in sorted(own.parent.glob(f"{_NAME}*")):
            process = folder.name.removeprefix(_NAME)
            if process.isdigit() and not is_alive(int(process)) and _manuscript_in(folder, path):
                with suppress(OSError):
                    shutil.rmtree(own, ignore_errors=True)
                    folder.rename(own)
                    break
    return _manuscript_in(own, path)


def drop_manuscript(path: Path) -> None:
    """Keep the copy no longer: what it says is in the file."""
    shutil.rmtree(_own(path), ignore_errors=True)


def _manuscript_in(folder: Path, path: Path) -> Manuscript | None:
    try:
        found = Manuscript(folder / path.name, (folder / _BASE).read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return found if found.is_written else None


def _own(path: Path) -> Path:
    return drafts_folder(path) / f"{_NAME}{os.getpid()}"
