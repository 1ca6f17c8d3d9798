"""Files on disk: reading them through the gate, and the one way to save.

A save takes the lock, lets git finish, reads again, merges what changed on disk meanwhile, writes as little as can
be, reads it back, and replaces the file whole. Whatever goes wrong, the old file stands byte for byte, and a
`SaveError` says why.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cjm_tui.errors import NotFoundError, SaveError, UnreadableError
from cjm_tui.groups import remedy
from cjm_tui.model.document import Document
from cjm_tui.model.problem import Problem
from cjm_tui.storage.gate import LARGEST, decoded, too_large
from cjm_tui.storage.git_at_work import GitAtWork
from cjm_tui.storage.in_place import copy_of
from cjm_tui.storage.lock import locked, words
from cjm_tui.storage.reading import Reading, read
from cjm_tui.storage.replacing import ChangedOnDiskError, content_of, replace
from cjm_tui.storage.unfinished import settled_content

if TYPE_CHECKING:
    from cjm_tui.model.conflict import Conflict
    from cjm_tui.model.merge import Merged

Merge: TypeAlias = Callable[[Document, Document, Document], "Merged"]

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


class Saved(NamedTuple):
    """What a save came to: what now stands on disk, and whether it took in somebody else's changes.

    `conflicts` are those of that merge; ours stands in place of each.
    """

    reading: Reading
    merged_from_disk: bool = False
    conflicts: tuple[Conflict, ...] = ()

    @property
    def text(self) -> str:
        """Return the text that stands on disk."""
        return self.reading.text

    @property
    def document(self) -> Document:
        """Return the document that stands on disk."""
        if self.reading.document is None:
            raise AssertionError("what was saved was read back")
        return self.reading.document


def load(path: Path, name: str = "", known: Reading | None = None) -> Loaded:
    """Read a file; `name` is how problems call it (its path when it is empty).

    `known` is a reading of nearly the same text, which makes this one faster.
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
    reading = Reading(text, None, problems) if problems else read(text, name, known)
    if reading.document is None and (copy := copy_of(path)):
        hint = f"what it held before the last save was cut off is in {copy}"
        problems = tuple(problem._replace(hint=hint) for problem in reading.problems)
        return Loaded(path, reading._replace(problems=problems))
    return Loaded(path, reading)


def reading_of(raw: bytes, name: str, known: Reading | None = None) -> Reading:
    """Read the bytes of a file through the gate."""
    text, problems = _decoded(raw, name)
    return Reading(text, None, problems) if problems else read(text, name, known)


def _text_at(path: Path, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, without its bytes: while it is read there shall be room for one of the two only."""
    raw = content_of(path)
    if raw is None:
        raise FileNotFoundError
    return _decoded(raw, name)


def _decoded(raw: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    text, problems = decoded(raw, name)
    return raw[:LARGEST].decode("utf-8", "replace") if text is None else text, problems


def save(path: Path, seen: Reading | None, ours: Document, *, merge: Merge | None = None) -> Saved:
    """Make the file at `path` read as `ours`.

    `seen` is what was last read from it (or saved to it), from which `ours` was made; None makes a new file. What
    changed on disk since is merged in by `merge(base, ours, theirs)`, by default by record and field. Raises
    `SaveError` when that cannot be done, `VerificationError` when the text would not read back.
    """
    from cjm_tui.model.merge import Merged
    from cjm_tui.model.merge import merge as by_record
    from cjm_tui.storage.lens import rewrite

    real = Path(os.path.realpath(path))
    git = GitAtWork(real.parent)
    git.wait()
    saved: Saved | None = None
    content: bytes | None = None
    with locked(real.parent) as folder:
        for look in range(_LOOKS):
            git.wait()
            raw = _disk(real, seen)
            if saved is None or raw != content:
                current = _current(path, raw, seen)
                is_merged = seen is not None and current is not seen
                merged = (
                    (merge or by_record)(_document(path, seen), ours, _document(path, current))
                    if seen and is_merged
                    else Merged(ours)
                )
                fresh = rewrite(current, merged.document)
                content = encoded(path, fresh.text)
                try:
                    if content != raw:
                        replace(real, content, raw, folder, git if look < _GIVES_WAY else None)
                except ChangedOnDiskError:
                    continue
                saved = Saved(fresh, is_merged, merged.conflicts)
            # A git that began before the file was replaced may have found it clean, and write over it.
            if seen is None or not git.is_writing():
                return saved
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


def _current(path: Path, raw: bytes | None, seen: Reading | None) -> Reading:
    if seen is None:
        if raw:
            raise taken(path)
        return Reading("", Document("", {}))
    if raw is None:
        raise SaveError("Not saved", f"{path.name} has been deleted on disk", "`:w` in the app makes it again.")
    if raw == seen.text.encode("utf-8"):
        return seen
    if not raw:
        message = f"{path.name} is empty now: somebody emptied it, or is about to write it"
        raise SaveError("Not saved", message, "Put back what it held; `:w` in the app writes it whole.")
    current = reading_of(raw, str(path), seen)
    if current.document is None:
        problem = current.problems[0]
        message = f"somebody changed {path.name} and it cannot be read now (line {problem.line}: {problem.message})"
        raise SaveError("Not saved", message, f"{problem.hint[:1].upper()}{problem.hint[1:]}.")
    return current


def _document(path: Path, reading: Reading) -> Document:
    if reading.document is None:
        raise SaveError("Not saved", f"{path.name} could not be read, so it cannot be changed here")
    return reading.document


def encoded(path: Path, text: str) -> bytes:
    """Return the bytes of a text; raise `SaveError` where no file can hold them, or none of ours may."""
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"a text in {path.name} holds half a character, which no file can hold"
        raise SaveError("Not saved", message, "Type that text again.") from error
    if len(raw) > LARGEST:
        raise SaveError("Not saved", f"{path.name} would be too large: {too_large(len(raw), path.name).message}")
    return raw


def taken(path: Path) -> SaveError:
    """Say that there is a file of that name already."""
    return SaveError("Not saved", f"there is a file {path.name} already", "Take another name, or open that one.")


def changed(path: Path) -> SaveError:
    """Say that a file is another one than was read."""
    return SaveError(
        "Not saved", f"{path.name} has just been changed by somebody else", "Read it again, and do it again."
    )
