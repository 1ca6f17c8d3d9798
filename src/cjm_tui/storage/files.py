"""Files on disk: reading them through the gate, and the one way to save.

A save works out what is to be written: it reads again, merges what changed on disk meanwhile, changes as little of the
text as can be, and reads that back. Then it takes the lock, lets git finish, looks whether the disk is still the same,
else works it out once more, and replaces the file whole. So others wait for no longer than it takes to write. Whatever
goes wrong, the old file stands byte for byte, and a `SaveError` says why.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import NotFoundError, OvertakenError, SaveError, UnreadableError
from cjm_tui.groups import remedy
from cjm_tui.model.document import Document
from cjm_tui.model.problem import Problem
from cjm_tui.storage.gate import LARGEST, too_large
from cjm_tui.storage.git_at_work import GitAtWork
from cjm_tui.storage.in_place import copy_of
from cjm_tui.storage.lock import locked, words
from cjm_tui.storage.outcome import Merge, Outcome, Saved, decoded_with_problems, outcome_of, reading_of
from cjm_tui.storage.reading import Reading, read
from cjm_tui.storage.replacing import ChangedOnDiskError, content_of, replace
from cjm_tui.storage.unfinished import settled_content

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Loaded", "changed", "load", "reading_of", "remove", "save"]

_LOOKS = 20
_GIVES_WAY = 10  # to a git that begins again and again, as where many commit at one moment
_WHO = "Check who may read it."


class Loaded(NamedTuple):
    """A file as it was read."""

    path: Path
    reading: Reading

    @property
    def text(self) -> str:
        """Return the file's text; empty when it is no text at all."""
        return self.reading.text

    @property
    def document(self) -> Document | None:
        """Return the document, None when the file cannot be read as one."""
        return self.reading.document

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is in the way of reading it."""
        return self.reading.problems


def load(path: Path, name: str = "", known: Reading | None = None) -> Loaded:
    """Read a file; `name` is how problems call it (its path when it is empty).

    `known` is a reading of nearly the same text, which makes this one faster; of the same text it is the reading.
    Raises `NotFoundError` when there is no such file, `UnreadableError` when it cannot be opened. A file that is no
    document is returned with its problems.
    """
    name = name or str(path)
    try:
        size = path.stat().st_size
        text, problems = _text_at(path, name) if size <= LARGEST else ("", (too_large(size, name),))
    except FileNotFoundError as error:
        raise NotFoundError("Cannot read", f"there is no file {name}") from error
    except OSError as error:
        message = f"{name} cannot be opened: {words(error, 'read it')}"
        raise UnreadableError("Cannot read", message, remedy(path) or _WHO) from error
    if known is not None and known.document is not None and text == known.text and not problems:
        return Loaded(path, known)
    reading = Reading(text, None, problems) if problems else read(text, name, known)
    if reading.document is None and (copy := copy_of(path)):
        hint = f"what it held before the last save was cut off is in {copy}"
        problems = tuple(problem._replace(hint=hint) for problem in reading.problems)
        return Loaded(path, reading._replace(problems=problems))
    return Loaded(path, reading)


def _text_at(path: Path, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, without its bytes: while it is read there shall be room for one of the two only."""
    raw = content_of(path)
    if raw is None:
        raise FileNotFoundError
    return decoded_with_problems(raw, name)


def save(
    path: Path,
    seen: Reading | None,
    ours: Document,
    *,
    merge: Merge | None = None,
    holds: Callable[[], bool] | None = None,
) -> Saved:
    """Make the file at `path` read as `ours`.

    `seen` is what was last read from it (or saved to it), from which `ours` was made; None makes a new file. What
    changed on disk since is merged in by `merge(base, ours, theirs)`, by default by record and field. `holds` is asked
    when it is this save's turn, which others and git may keep it waiting for. Raises `SaveError` when it cannot be
    done, `OvertakenError` when it holds no longer, `VerificationError` when the text would not read back.
    """
    real = Path(os.path.realpath(path))
    git = GitAtWork(real.parent)
    git.wait()
    outcome = outcome_of(path, _disk(real, seen), seen, ours, merge) if real.parent.is_dir() else None
    written: Outcome | None = None
    with locked(real.parent) as folder:
        for look in range(_LOOKS):
            git.wait()
            raw = _disk(real, seen)
            if written is None or raw != written.content:
                if holds is not None and not holds():
                    raise OvertakenError("Not saved", f"{path.name} is to be another by now", "Look at it again.")
                if outcome is None or outcome.raw != raw:
                    outcome = outcome_of(path, raw, seen, ours, merge)
                try:
                    if outcome.content != raw:
                        replace(real, outcome.content, raw, folder, git if look < _GIVES_WAY else None)
                except ChangedOnDiskError:
                    continue
                written = outcome
            # A git that began before the file was replaced may have found it clean, and write over it.
            if seen is None or not git.is_writing():
                return written.saved
    raise SaveError("Not saved", f"{path.name} keeps changing on disk", "Close what writes it.")


def remove(path: Path, seen: Reading) -> None:
    """Delete a file which has to be what was `seen` still. Raises `SaveError` when it is not, or cannot be deleted."""
    with locked(path.parent) as folder:
        raw = _disk(Path(os.path.realpath(path)), seen)
        if raw is None:
            return
        if raw != seen.text.encode("utf-8"):
            raise changed(path)
        try:
            path.unlink()
            os.fsync(folder)
        except OSError as error:
            raise SaveError("Not deleted", f"{path.name} cannot be deleted: {words(error)}") from error


def _disk(real: Path, seen: Reading | None) -> bytes | None:
    try:
        return settled_content(real, seen.text.encode("utf-8")) if seen else content_of(real)
    except OSError as error:
        message = f"{real.name} cannot be read: {words(error, 'read it')}"
        raise SaveError("Not saved", message, remedy(real) or _WHO) from error


def changed(path: Path) -> SaveError:
    """Say that a file is another one than was read."""
    return SaveError(
        "Not saved", f"{path.name} has just been changed by somebody else", "Read it again, and do it again."
    )
