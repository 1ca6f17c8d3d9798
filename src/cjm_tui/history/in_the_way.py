"""Files that git does not know yet and a merge would bring: where they say the same, they are in nobody's way.

Git refuses a merge over a file it does not know, whatever is in it. `cjm git-setup` in two clones writes the same
`.gitattributes` twice: the first who commits it must not lock out the other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.command import look, pathspecs

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository

ATTRIBUTES = ".gitattributes"


def set_aside(repository: Repository, commit: str) -> Mapping[Path, bytes]:
    """Take away the files git does not know that `commit` would bring, where it has all that is in them.

    Return what was taken, for `put_back`; nothing is taken where one of them says something else.
    """
    coming = _coming(repository, commit)
    blobs = read_blobs(repository, coming.values())
    taken: dict[Path, bytes] = {}
    for name, hash_ in coming.items():
        path = repository.root / name
        try:
            present = None if path.is_symlink() else path.read_bytes()
        except OSError:
            present = None
        if present is None or hash_ not in blobs or not _is_said(name, present, blobs[hash_]):
            return {}
        taken[path] = present
    for path in taken:
        path.unlink()
    return taken


def put_back(taken: Mapping[Path, bytes]) -> None:
    """Write what was set aside again, as far as nothing stands in its place."""
    for path, content in taken.items():
        with suppress(OSError):
            if not path.exists():
                path.write_bytes(content)


def _is_said(name: str, present: bytes, theirs: bytes) -> bool:
    """Tell whether nothing is lost with a file: of attributes, whose lines stand alone, every line has to be there."""
    if name == ATTRIBUTES:
        return {line for line in present.splitlines() if line.strip()} <= set(theirs.splitlines())
    return present == theirs


def _coming(repository: Repository, commit: str) -> dict[str, str]:
    """Return the hashes, by name from the root, of what `commit` adds to HEAD where a file unknown to git stands."""
    words = ("diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=A", "HEAD", commit)
    entries = look(repository.root, *words).text.split("\0")
    added = {name: facts.split()[3] for facts, name in zip(entries[::2], entries[1::2], strict=False)}
    there = [name for name in added if os.path.lexists(repository.root / name)]
    if not there:
        return {}
    known = set(look(repository.root, "ls-files", "-z", "--", *pathspecs(there)).text.split("\0"))
    return {name: added[name] for name in there if name not in known}
