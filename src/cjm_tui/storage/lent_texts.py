"""Lent texts: the text of a field while it is in somebody's editor, in their state folder.

Whatever ends the app meanwhile, what the editor wrote becomes a draft of that field, as soon as nobody holds it any
more: the editor holds it as well, and may outlive the app. Invariant: what was written is there until it is in the form
or in a draft.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import SaveError
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.drafts import draft_of, drafts_folder, keep_draft
from cjm_tui.storage.json_objects import object_in, write_object
from cjm_tui.storage.lock import words

_NAME, _TEXT, _ABOUT, _HELD = "text-", "text.txt", "about.json", ".held"
_OURS = {_TEXT, f"{_TEXT}~", _ABOUT, _HELD}


class LentText(NamedTuple):
    """A text that is in an editor: its folder, and what holds it, a descriptor that the editor inherits."""

    folder: Path
    held: int

    @property
    def file(self) -> Path:
        """Return the file for the editor."""
        return self.folder / _TEXT

    def let_go(self, *, keeps: bool = False) -> None:
        """Hold it no longer; unless it `keeps` what is written, that is dropped."""
        if not keeps:
            shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.held)


def lend(path: Path, record: RecordKey, field: str, text: str) -> LentText:
    """Return the text of a field of a record of a file, ready for an editor; raise `SaveError` when that cannot be.

    What an editor that broke off keeps for itself of an earlier time (a swap file) stands beside it again.
    """
    folder, held = drafts_folder(path) / f"{_NAME}{os.getpid()}", -1
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in _left(path):
            if _about(left)[:2] == (record, field) and not folder.exists():
                left.rename(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        held = _holding(folder)
        write_object(folder / _ABOUT, {"record": list(record), "field": field, "text": text})
        (folder / _TEXT).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        if held >= 0:
            os.close(held)
        raise SaveError("Not edited", f"no copy for the editor could be written: {words(error)}") from error
    return LentText(folder, held)


def take_up_lent(path: Path) -> None:
    """Make drafts of the texts of a file that an editor wrote and nobody took back; what cannot be kept stays."""
    for folder in _left(path):
        record, field, before = _about(folder)
        with suppress(OSError, UnicodeDecodeError, SaveError):
            file = folder / _TEXT
            written = file.read_bytes().decode("utf-8") if file.exists() else ""
            plain = written if before.endswith("\n") else written.removesuffix("\n")
            if field and plain not in {"", before}:
                keep_draft(path, record, {**draft_of(path, record), field: plain})
                write_object(folder / _ABOUT, {"record": list(record), "field": field, "text": plain})
            # What nobody knows the field of stays, and so does an editor's own swap file with what is beside it.
            is_kept_elsewhere = bool(field) or not plain
            if is_kept_elsewhere and _OURS.issuperset(os.listdir(folder)):  # noqa: PTH208  # only their names
                shutil.rmtree(folder, ignore_errors=True)


def _left(path: Path) -> list[Path]:
    """Return the folders of a file that nobody holds: neither an app nor an editor."""
    found = []
    for folder in sorted(drafts_folder(path).glob(f"{_NAME}*")):
        with suppress(OSError):
            os.close(_holding(folder))
            found.append(folder)
    return found


def _holding(folder: Path) -> int:
    """Hold a folder; raise `OSError` where somebody does."""
    held = os.open(folder / _HELD, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def _about(folder: Path) -> tuple[RecordKey, str, str]:
    """Return the record and the field a text is of, and what it was; no field where nothing says so."""
    with suppress(OSError, ValueError):
        match object_in((folder / _ABOUT).read_bytes()):
            case {"record": [str(kind), str(id_)], "field": str(field), "text": str(text)}:
                return RecordKey(kind, id_), field, text
    return RecordKey("", ""), "", ""
