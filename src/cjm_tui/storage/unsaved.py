"""Edits that could not be saved into their file, kept beside the drafts until they are.

Each process keeps its own, so that two that cannot save one map do not take each other's edits away.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import SaveError
from cjm_tui.storage.drafts import drafts_folder
from cjm_tui.storage.json_objects import object_in, write_object
from cjm_tui.storage.lock import words
from cjm_tui.storage.processes import is_alive

_NAME = "unsaved-"


class Unsaved(NamedTuple):
    """What a file should have held and does not: the text that was last read from it, and the one with the edits."""

    base: str
    wanted: str


def keep_unsaved(path: Path, unsaved: Unsaved | None) -> None:
    """Keep what a file should hold, in place of what this process kept before; None drops it.

    Raises `SaveError` when it cannot be written.
    """
    file = _own(path)
    if unsaved is None:
        with suppress(OSError):
            file.unlink()
        return
    try:
        write_object(file, {"path": str(path.absolute()), **unsaved._asdict()})
    except OSError as error:
        raise SaveError("Not kept", f"what could not be saved could not be kept: {words(error)}") from error


def unsaved_of(path: Path) -> Unsaved | None:
    """Take over what a file should have held when a process ended that could not save it; None when there is nothing.

    From then on it is kept by this process. What another process keeps that is still alive is its own: it tries again.
    """
    own = _own(path)
    if not own.exists():
        for file in sorted(own.parent.glob(f"{_NAME}*.json")):
            process = file.stem.removeprefix(_NAME)
            if process.isdigit() and not is_alive(int(process)) and _unsaved_in(file):
                with suppress(OSError):
                    file.rename(own)
                    break
    return _unsaved_in(own)


def _unsaved_in(file: Path) -> Unsaved | None:
    try:
        content = object_in(file.read_bytes())
        base, wanted = content["base"], content["wanted"]
    except (OSError, ValueError, LookupError):
        return None
    return Unsaved(base, wanted) if isinstance(base, str) and isinstance(wanted, str) else None


def _own(path: Path) -> Path:
    return drafts_folder(path) / f"{_NAME}{os.getpid()}.json"
