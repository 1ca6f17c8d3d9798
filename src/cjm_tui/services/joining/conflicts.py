"""Conflicts as a person settles them: what both sides started from, what each says, and what was chosen.

They all come as records in the file, whoever made them: the merge driver, a live merge, or this room where git merged
line by line and left markers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError, UnreadableError
from cjm_tui.history.contenders import STASHED, Contenders, contenders
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.history.state import state_of
from cjm_tui.history.unmerged import has_stash, unmerged
from cjm_tui.model.conflict import ID
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import DOCUMENT_KINDS
from cjm_tui.model.merge import merge
from cjm_tui.model.record import Record
from cjm_tui.model.settling import Dispute, both_of, dispute_of
from cjm_tui.model.values import Value
from cjm_tui.services.joining.markers import has_markers, merged_from_markers, without_markers
from cjm_tui.storage.files import load, reading_of
from cjm_tui.storage.lens import Reading, write
from cjm_tui.storage.literals import value_of
from cjm_tui.storage.rewriting import replace_text

STASH_IS_KEPT = "the stash is kept until `git stash drop`"
"""What to say where all is settled that came back from a stash in conflict: git leaves it in its list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One conflict to settle: the values of its three sides, None where a side has none."""

    dispute: Dispute
    base: Value | None
    ours: Value | None
    theirs: Value | None

    @property
    def both(self) -> Value | None:
        """Return what both sides say as one value, None where they cannot be taken together."""
        if self.dispute.field == ID:
            return None
        return both_of(self.ours, self.theirs, self.base, is_name=self.dispute.field in {"name", "title"})


def choices(document: Document) -> tuple[Choice, ...]:
    """Return the open conflicts with their sides; a side whose literal cannot be read counts as its text."""
    return tuple(
        Choice(dispute_of(record), *(_side(record, name) for name in ("base", "ours", "theirs")))
        for record in document.of_kind("conflict")
    )


def merged_from_git(path: Path) -> Reading | None:
    """Merge a file that git left with markers, by record and field; None when it is in no conflict, or no file of ours.

    The file is replaced by the merge, with a conflict record for what nobody can decide. Raises `CjmError` when a
    version cannot be read; the file is then as it was.
    """
    repository = find_repository(path.parent)
    if not isinstance(repository, Repository):
        return None
    versions = unmerged(repository, path)
    if versions is None or any(map(_is_marked, versions)):
        return None
    readings = [
        reading_of(raw or b"", f"{side} version of {path.name}")
        for side, raw in (("common", versions.base), ("our", versions.ours), ("their", versions.theirs))
    ]
    base, ours, theirs = (_document(reading, path, readings) for reading in readings)
    if ours.kind not in DOCUMENT_KINDS or ours.kind != theirs.kind:
        return None
    merged = merge(base, ours, theirs)
    document = merged.unsettled
    text = write(readings[1].text, document)
    replace_text(path, load(path).text, text)
    return load(path).reading


def merged_where_left(path: Path) -> bool:
    """Merge a file by record and field if git left its markers in it; tell whether that was so.

    From the three versions that git keeps, else (the markers were committed) from what stands between them.
    """
    return has_markers(load(path).text) and (merged_from_git(path) is not None or merged_from_markers(path))


def can_be_merged(path: Path) -> bool:
    """Tell whether a file in which git left its markers can be merged by record and field."""
    text = load(path).text
    return has_markers(text) and (is_left_unmerged(path) or without_markers(text) is not None)


def sides_of(path: Path) -> Contenders:
    """Return whose the two sides of a map's conflicts are, in a person's words; no state of git is an error."""
    try:
        repository = find_repository(path.parent)
        if not isinstance(repository, Repository):
            return Contenders()
        return STASHED if is_from_a_stash(repository, path) else contenders(repository, path)
    except CjmError:
        return Contenders()


def kept_besides(sides: Contenders) -> str:
    """Say what git keeps of conflicts between two sides once they are settled, nothing where it keeps none."""
    return STASH_IS_KEPT if sides == STASHED else ""


def is_from_a_stash(repository: Repository, path: Path) -> bool:
    """Tell whether a file is unmerged though git is in the middle of nothing, as after `git stash pop`."""
    is_at_rest = not state_of(repository).operation
    return is_at_rest and unmerged(repository, path) is not None and has_stash(repository)


def is_left_unmerged(path: Path) -> bool:
    """Tell whether git has left a file in conflict, with its three versions at hand."""
    repository = find_repository(path.parent)
    return isinstance(repository, Repository) and unmerged(repository, path) is not None


def is_settled_by_hand(repository: Repository, path: Path) -> bool:
    """Tell whether somebody has taken git's markers out of a text that both sides changed, or both added."""
    versions = unmerged(repository, path)
    if versions is None or versions.ours is None or versions.theirs is None:
        return False
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return b"\0" not in content and not has_markers(content.decode("utf-8", "replace"))


def _is_marked(content: bytes | None) -> bool:
    """Tell whether a side itself holds markers: git keeps it like that where either side gave the file another name."""
    return has_markers((content or b"").decode("utf-8", "replace"))


def _document(reading: Reading, path: Path, readings: list[Reading]) -> Document:
    if reading.document is None:
        problem = reading.problems[0]
        raise UnreadableError("Cannot merge", str(problem), f"Settle the markers in {path.name} in an editor.")
    if reading.text.strip():
        return reading.document
    kind = next((r.document.kind for r in readings if r.document is not None and r.document.kind), "map")
    return Document(kind, {})


def _side(record: Record, name: str) -> Value | None:
    literal = record.text(name)
    if not literal:
        return None
    try:
        return value_of(literal)
    except CjmError:
        return literal
