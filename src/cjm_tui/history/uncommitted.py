"""Edits that neither a commit nor git's index has, of the files that giving something up takes back.

Giving up a merge, git keeps edits of files that the merge left alone, and refuses over others; giving up a rebase, it
writes over every edit there is, without a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.command import act, look, pathspecs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cjm_tui.history.repository import Repository

_ORIGINS = ("rebase-merge/orig-head", "rebase-apply/orig-head")


class Edited(NamedTuple):
    """An edited file: its name from the root, where it stands, what was edited (a blob), and what stands there now.

    `is_untouched` tells whether what was edited is what stood there before git began.
    """

    name: str
    path: Path
    blob: str
    base: bytes
    present: bytes
    is_untouched: bool


def edits_in_danger(repository: Repository, operation: str) -> tuple[Edited, ...]:
    """Return the edits that giving up an operation, or going on with a rebase, would write over or stop at.

    Raise `GitError` where git cannot say how the files stand.
    """
    found = {}
    origin = _origin(repository)
    for name, (of_head, of_index) in _edited(repository).items():
        before = _blob(repository, origin, name) if operation == "rebase" else of_head
        if operation == "rebase" or before != of_index:
            found[name] = (of_index, before == of_index)
    blobs = read_blobs(repository, (blob for blob, _ in found.values()))
    return tuple(
        Edited(name, path := repository.root / name, blob, blobs.get(blob, b""), path.read_bytes(), untouched)
        for name, (blob, untouched) in found.items()
    )


def blobs_on_disk(repository: Repository, names: Sequence[str]) -> dict[str, str]:
    """Return the blob that git's index has of each of these files that stands on the disk just so; by name."""
    words = ("ls-files", "--stage", "-z", "--", *pathspecs(names))
    entries = (entry.partition("\t") for entry in look(repository.root, *words).text.split("\0") if entry)
    edited = _edited(repository)
    return {name: facts.split(" ")[1] for facts, _, name in entries if facts.endswith(" 0") and name not in edited}


def take_from_disk(repository: Repository, names: Sequence[str]) -> None:
    """Let files stand as git's index has them. Raise `GitError` where git cannot write them."""
    words = ("checkout-index", "--force", "--index", "--quiet", "-z", "--stdin")
    answer = act(repository.root, *words, given=_listed(names))
    if not answer.is_fine:
        raise GitError("Not given up", answer.complaint, "`git status` in a terminal says more.")


def _edited(repository: Repository) -> dict[str, tuple[str, str]]:
    """Return the blobs of HEAD and index of each edited file, by name."""
    words = ("status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=all")
    answer = act(repository.root, *words)
    if not answer.is_fine:
        raise GitError("Not given up", f"git cannot say how the files stand: {answer.complaint}", "")
    found = {}
    for entry in answer.text.split("\0"):
        parts = entry.split(" ", 8)
        if parts[0] == "1" and parts[1][1] == "M":
            found[parts[8]] = (parts[6], parts[7])
    return found


def _origin(repository: Repository) -> str:
    for place in _ORIGINS:
        try:
            return (repository.git_dir / place).read_text("ascii").strip()
        except (OSError, UnicodeError):
            continue
    return "HEAD"


def _blob(repository: Repository, commit: str, name: str) -> str:
    entry = look(repository.root, "ls-tree", "-z", commit, "--", *pathspecs([name])).text
    return entry.partition("\t")[0].split(" ")[-1]


def _listed(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\0" for name in names).encode("utf-8", "surrogateescape")
