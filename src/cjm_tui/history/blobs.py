"""The bytes of files as commits hold them.

Invariant: what comes back is what git stores, byte for byte; no filter, no textconv and no replacement of line ends
runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.errors import GitError
from cjm_tui.history.command import look

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_tui.history.repository import Repository

_MOST_TRIES = 5
"""How often git is asked again where it ended at a blob; each costs a process."""


def read_blobs(repository: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """Read the blobs with these hashes in one go; a hash this clone does not hold is absent from the answer."""
    wanted = list(dict.fromkeys(blob for blob in ids if blob))
    if not wanted:
        return {}
    found: dict[str, bytes] = {}
    for _ in range(_MOST_TRIES):
        answer = look(repository.root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode())
        if answer.stopped == "size":
            raise GitError("Too large", "the revisions of this file are too large to be read", "")
        found |= _parse(answer.out)
        left = [blob for blob in wanted if blob not in found and blob not in answer.err]
        if answer.is_fine or not left or len(left) == len(wanted):
            break
        # In a partial clone git ends at the first blob that it would have to fetch (before 2.45); those that are here
        # are asked for again.
        wanted = _held(repository, left)
        if not wanted:
            break
    return found


def _held(repository: Repository, blobs: list[str]) -> list[str]:
    """Return those of some blobs that stand in the clone's own store; all of them where their names are not SHA-1."""
    from git.db import GitDB

    if any(len(blob) != 40 for blob in blobs):
        return blobs
    store = GitDB(str(repository.common_dir / "objects"))
    return [blob for blob in blobs if store.has_object(bytes.fromhex(blob))]


def _parse(stream: bytes) -> dict[str, bytes]:
    blobs: dict[str, bytes] = {}
    place = 0
    while (end := stream.find(b"\n", place)) >= 0:
        name, _, rest = stream[place:end].decode("ascii", "replace").partition(" ")
        kind, _, size = rest.partition(" ")
        place = end + 1
        if not size.isdigit():  # "<hash> missing"
            continue
        length = int(size)
        if kind == "blob" and place + length <= len(stream):
            blobs[name] = stream[place : place + length]
        place += length + 1
    return blobs
