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


def read_blobs(repository: Repository, ids: Iterable[str]) -> dict[str, bytes]:
    """Read the blobs with these hashes in one go; a hash this clone does not hold is absent from the answer."""
    wanted = list(dict.fromkeys(blob for blob in ids if blob))
    if not wanted:
        return {}
    answer = look(repository.root, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode())
    if answer.stopped == "size":
        raise GitError("Too large", "the revisions of this file are too large to be read", "")
    return _parse(answer.out)


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
