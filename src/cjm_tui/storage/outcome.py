"""What a save comes to: what is written over what the disk holds, and what that reads as.

Invariant: an outcome holds for the bytes it was worked out from, and for no others; nothing here touches the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cjm_tui.errors import SaveError
from cjm_tui.model.document import Document
from cjm_tui.model.problem import Problem
from cjm_tui.storage.gate import LARGEST, decoded, too_large
from cjm_tui.storage.reading import Reading, read

if TYPE_CHECKING:
    from cjm_tui.model.conflict import Conflict
    from cjm_tui.model.merge import Merged

Merge: TypeAlias = Callable[[Document, Document, Document], "Merged"]


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


class Outcome(NamedTuple):
    """What is to be written over the bytes `raw`, and what that comes to."""

    raw: bytes | None
    content: bytes
    saved: Saved


def reading_of(raw: bytes, name: str, known: Reading | None = None) -> Reading:
    """Read the bytes of a file through the gate."""
    text, problems = decoded_with_problems(raw, name)
    return Reading(text, None, problems) if problems else read(text, name, known)


def decoded_with_problems(raw: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file as far as it is one, and what is in the way of reading it."""
    text, problems = decoded(raw, name)
    return raw[:LARGEST].decode("utf-8", "replace") if text is None else text, problems


def outcome_of(path: Path, raw: bytes | None, seen: Reading | None, ours: Document, merge: Merge | None) -> Outcome:
    """Work out what makes the file read as `ours`, with what changed since it was `seen`; the disk holds `raw` now."""
    from cjm_tui.model.merge import Merged
    from cjm_tui.model.merge import merge as by_record
    from cjm_tui.storage.lens import rewrite

    current = _current(path, raw, seen)
    is_merged = seen is not None and current is not seen
    merged = (
        (merge or by_record)(_document(path, seen), ours, _document(path, current))
        if seen and is_merged
        else Merged(ours)
    )
    fresh = rewrite(current, merged.document)
    return Outcome(raw, encoded(path, fresh.text), Saved(fresh, is_merged, merged.conflicts))


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
