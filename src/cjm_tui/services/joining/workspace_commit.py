"""Committing from the command line: which files changed, and what the message says.

Invariant: exactly the files of the workspace that changed are committed, those that are gone among them, and nothing
else in the repository but the line that `cjm git-setup` wrote for all clones.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import NotFoundError, NothingToCommit, UnreadableError
from cjm_tui.history.changes import Standing, standing_of
from cjm_tui.history.message import Person
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.setup import is_set_up_alone, is_taken_back_alone, pattern_below
from cjm_tui.model.document import Document
from cjm_tui.model.two_names import is_one
from cjm_tui.services.editing.together import company_of
from cjm_tui.services.joining.commit_message import FileChange, message_of
from cjm_tui.services.joining.committing import commit
from cjm_tui.services.past.gone import gone_from
from cjm_tui.services.past.recorded import PUT_IN_ORDER, READABLE_AGAIN, Recorded, differs
from cjm_tui.services.workspace.documents import called, file_named, named, workspace_here
from cjm_tui.storage.files import reading_of

REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Pending:
    """What would be committed, and the message made of it; when it was looked at, in seconds since 1970."""

    changes: tuple[FileChange, ...]
    message: str
    began: float = 0.0

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the files concerned."""
        return tuple(path for change in self.changes for path in (change.path, change.former) if path is not None)

    @property
    def people(self) -> tuple[Person, ...]:
        """Return everybody else who had a hand in it, each once."""
        return tuple(dict.fromkeys(person for change in self.changes for person in change.people))


def pending(name: str = "") -> Pending:
    """Return what the last commit does not have yet, of one file or of the whole workspace here.

    Raises `NothingToCommit`, `UnreadableError` for a file nobody could read in a revision, `GitError`.
    """
    if name:
        path = file_named(name, may_be_gone=True)
        repository = require_repository(path.parent, "Not committed")
        paths: Sequence[Path] = (path,)
    else:
        workspace = workspace_here()
        repository = require_repository(workspace.folder, "Not committed")
        paths = (*workspace.files, *gone_from(workspace))
    began = time.time()
    standing = standing_of(repository, paths)
    # What git was told to ignore is nobody's business until it is named: then the commit says what is in the way.
    changes = tuple(_changes({path: stands for path, stands in standing.items() if name or not stands.is_ignored}))
    if not name:
        changes += tuple(_attributes(repository))
    if not changes:
        if name and not paths[0].exists():
            file_named(name)  # says which map is meant
        what = f"{named(paths[0])} as it stands" if name else "the maps as they stand"
        raise NothingToCommit("Nothing to commit", f"Nothing to commit: the last revision has {what}.")
    return Pending(changes, message_of(changes), began)


def commit_pending(path: Path) -> None:
    """Commit one file with the message made of what changed; nothing where the last commit has it all.

    Raises what `pending` and `commit` raise.
    """
    try:
        waiting = pending(str(path))
    except NothingToCommit:
        return
    commit(waiting.paths, waiting.message, people=waiting.people)
    forget_hands(waiting)


def forget_hands(done: Pending) -> None:
    """Forget who changed what: the revision names them now."""
    for path in done.paths:
        company = company_of(path)
        if company is not None:
            company.recorded(done.began)


def _changes(standing: dict[Path, Standing]) -> Iterable[FileChange]:
    formers = _formers(standing)
    for path, stands in standing.items():
        if not stands.is_changed or not differs(stands.committed, stands.present) or path in formers.values():
            continue
        former = formers.get(path)
        before = _document(path, (standing[former] if former else stands).committed, is_needed=False)
        if stands.present is None:
            yield FileChange(path, *((before.kind, called(before, path)) if before else ("", path.stem)), (REMOVED,))
            continue
        after = _document(path, stands.present)
        if after is None:
            raise NotFoundError("Not committed", f"{named(path)} is gone", "Try again.")
        known = Recorded("", {path: before} if before else {})
        company = company_of(path)
        people = company.co_authors(before, after) if company else ()
        sentences = known.uncommitted({path: after}) or (PUT_IN_ORDER,)
        if former is not None:
            sentences = (f"file {former.name} → {path.name}", *known.uncommitted({path: after}))
        elif before is None and stands.committed is not None:
            sentences = (READABLE_AGAIN,)
        is_new = stands.committed is None and former is None
        yield FileChange(path, after.kind, called(after, path), sentences, people, is_new=is_new, former=former)


def _formers(standing: dict[Path, Standing]) -> dict[Path, Path]:
    """Return what each file that is new was until now: one that is gone and says the same of itself."""
    gone = [path for path, stands in standing.items() if stands.committed is not None and stands.present is None]
    new = [path for path, stands in standing.items() if stands.committed is None and stands.present is not None]
    found: dict[Path, Path] = {}
    for path in new if gone else ():
        after = _document(path, standing[path].present, is_needed=False)
        for old in gone:
            before = _document(old, standing[old].committed, is_needed=False)
            if after and before and old.parent == path.parent and old not in found.values() and is_one(before, after):
                found[path] = old
                break
    return found


def _attributes(repository: Repository) -> Iterable[FileChange]:
    """Yield the attributes file where `cjm git-setup` wrote or took back its line, and nobody wrote anything else."""
    path = repository.root / ".gitattributes"
    stands = standing_of(repository, (path,))[path]
    pattern = pattern_below(repository.name_of(workspace_here().folder))
    if not stands.is_ignored and is_set_up_alone(pattern, stands.committed, stands.present):
        yield FileChange(path, "", path.name, ("git merges maps by record and field",))
    elif not stands.is_ignored and is_taken_back_alone(pattern, stands.committed, stands.present):
        yield FileChange(path, "", path.name, ("git merges maps line by line again",))


def _document(path: Path, raw: bytes | None, *, is_needed: bool = True) -> Document | None:
    if raw is None:
        return None
    reading = reading_of(raw, named(path))
    if reading.document is None and is_needed:
        # A link to another file of the repository is that file to git and to us; this one leads elsewhere.
        is_link = path.is_symlink()
        message = f"{named(path)} is a link out of this repository: git would keep the link, and not the map"
        hint = "A revision that nobody can read helps nobody; mend it first."
        instead = "Put the map itself there, or commit the other maps by name: cjm commit MAP."
        raise UnreadableError(
            "Not committed", message if is_link else str(reading.problems[0]), instead if is_link else hint
        )
    return reading.document
