"""The output of `git log`, cut into commits and the files each one changed.

Invariant: no text of a commit, whatever is in it, can be taken for something else: fields are counted and end in NUL.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import look, pathspecs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cjm_tui.history.repository import Repository

# Configuration that would change what is listed: log.showSignature runs a program, log.showRoot hides the first
# commit, diff.orderFile and diff.relative name files and folders of their own.
_LOG = (
    "-c",
    "log.showRoot=true",
    "-c",
    "diff.orderFile=/dev/null",
    "log",
    "--no-show-signature",
    "--encoding=UTF-8",
    "-c",
)
_FORM = ("--raw", "--no-abbrev", "--no-relative", "-z")


class Change(NamedTuple):
    """What a commit did to one file: git's letters (`A`, `M`, `R100`; two of them for a merge), blob hashes, names.

    `blob_before` is the blob of the first parent. Both are empty where there was no file.
    """

    letters: str
    blob: str
    blob_before: str
    before: str
    path: str
    is_merge: bool


class Entry(NamedTuple):
    """One commit of a log: the fields that were asked for, and the files it changed."""

    fields: tuple[str, ...]
    changes: tuple[Change, ...]


def read_log(
    repository: Repository, fields: Sequence[str], options: Sequence[str], start: str, names: Sequence[str]
) -> Iterator[Entry]:
    """Read the log of the files `names` from `start`, newest first, with `fields` (as `%H`) of each commit.

    The first field must be `%H`. Nothing where no commit was made yet; `GitError` when git cannot read it.
    """
    form = "--format=" + "%x00".join(fields)
    answer = look(repository.root, *_LOG, *_FORM, form, *options, "--end-of-options", start, "--", *pathspecs(names))
    if answer.is_fine:
        yield from _entries(answer.text, len(fields))
    elif not _is_unborn(repository, start):
        raise GitError("No history", answer.complaint, "`git fsck` tells whether the repository is whole.")


def moment(written: str) -> datetime:
    """Return git's strict ISO date as an aware datetime; 1970 for one that no calendar has."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return datetime.fromtimestamp(0, UTC)


def _is_unborn(repository: Repository, start: str) -> bool:
    return start == "HEAD" and not look(repository.root, "rev-parse", "--verify", "--quiet", "HEAD").is_fine


def _entries(text: str, width: int) -> Iterator[Entry]:
    parts = text.split("\0")
    place = 0
    while place + width < len(parts):
        fields = tuple(parts[place : place + width])
        place += width
        changes = []
        while place < len(parts):
            head = parts[place].lstrip("\n")
            if head.startswith(":"):
                change, place = _change(head, parts, place + 1)
                changes.append(change)
            elif not head:
                place += 1
            else:
                break
        yield Entry(fields, tuple(changes))


def _change(head: str, parts: Sequence[str], place: int) -> tuple[Change, int]:
    # One mode and one hash for each parent, then those of the commit itself.
    parents = len(head) - len(head.lstrip(":"))
    words = head.split(" ")
    is_merge = parents > 1
    letters, blob, blob_before = words[-1], _held(words[-2]), _held(words[parents + 1])
    count = 2 if letters[0] in "RC" and not is_merge else 1
    names = parts[place : place + count]
    return Change(letters, blob, blob_before, names[0], names[-1], is_merge), place + count


def _held(blob: str) -> str:
    return blob if blob.strip("0") else ""
