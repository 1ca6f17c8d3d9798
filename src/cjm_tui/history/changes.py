"""What is on disk and not yet in a commit.

Invariant: files are compared byte for byte with the last commit, by us. `git status` and `git diff` would run filters
that the repository names. Where a filter changes line ends the bytes differ; whether the documents do is for others
to say.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.command import look, pathspecs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cjm_tui.history.repository import Repository


_MOST = 64 * 1024 * 1024
"""Bytes of a file that are looked at. None of ours is nearly as large; one that is counts as changed."""


class Standing(NamedTuple):
    """How one file stands to the last commit.

    `committed` and `present` are its bytes there and on disk, None where there is no such file (or where a partial
    clone does not hold it, or nobody lets us read it); `is_changed` tells whether the two differ as far as is known,
    `is_tracked` whether git's index knows the file, `is_ignored` whether an ignore file keeps it out.
    """

    committed: bytes | None
    present: bytes | None
    is_changed: bool
    is_tracked: bool
    is_ignored: bool


def standing_of(repository: Repository, paths: Iterable[Path]) -> dict[Path, Standing]:
    """Compare `paths` on disk with the last commit; an answer for each of them."""
    names = {path: repository.name_of(path) for path in paths}
    if not names:
        return {}
    wanted = list(names.values())
    hashes = _committed_hashes(repository, wanted)
    present = {path: _bytes_of(repository.root / name) for path, name in names.items()}
    same = {path for path, name in names.items() if _is_blob(present[path], hashes.get(name))}
    blobs = read_blobs(
        repository, (hashes[name] for path, name in names.items() if name in hashes and path not in same)
    )
    tracked = set(hashes) | _in_index(repository, [name for name in wanted if name not in hashes])
    ignored = _ignored(repository, [name for name in wanted if name not in tracked])
    return {
        path: Standing(
            committed=present[path] if path in same else blobs.get(hashes.get(name, "")),
            present=present[path],
            is_changed=path not in same and (present[path] is not None or (name in hashes and not _is_closed(path))),
            is_tracked=name in tracked,
            is_ignored=name in ignored,
        )
        for path, name in names.items()
    }


def _committed_hashes(repository: Repository, names: list[str]) -> dict[str, str]:
    """Return name to blob hash for those of `names` that the last commit holds."""
    answer = look(repository.root, "ls-tree", "-z", "--full-tree", "HEAD", "--", *pathspecs(names))
    if not answer.is_fine and "Not a valid object name HEAD" not in answer.err:
        raise GitError("No history", f"git cannot read the last commit: {answer.complaint}", "`git fsck` says more.")
    hashes = {}
    for line in answer.text.split("\0") if answer.is_fine else ():
        about, _, name = line.partition("\t")
        words = about.split()
        if words[1:2] == ["blob"]:
            hashes[name] = words[2]
    return hashes


def _in_index(repository: Repository, names: list[str]) -> set[str]:
    if not names:
        return set()
    answer = look(repository.root, "ls-files", "-z", "--", *pathspecs(names))
    return set(answer.text.split("\0")) & set(names)


def _ignored(repository: Repository, names: list[str]) -> set[str]:
    if not names:
        return set()
    # This command knows no literal names; one that begins with a colon would be taken for a pattern.
    given = "".join(f"./{name}\0" for name in names).encode("utf-8", "surrogateescape")
    answer = look(repository.root, "check-ignore", "-z", "--stdin", given=given)
    return {name.removeprefix("./") for name in answer.text.split("\0")} & set(names)


def _bytes_of(path: Path) -> bytes | None:
    try:
        if path.is_symlink():
            return os.fsencode(path.readlink())
        # Anything but a file is none of ours, and a pipe would never end.
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return None


def _is_closed(path: Path) -> bool:
    """Tell whether there is a file that may not be read, which is not gone."""
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _is_blob(content: bytes | None, expected: str | None) -> bool:
    """Tell whether `content` is what git stores as the blob `expected`, without reading that."""
    if content is None or expected is None:
        return False
    import hashlib  # loads OpenSSL, which only a changed file needs

    algorithm = hashlib.sha1 if len(expected) == 40 else hashlib.sha256
    return algorithm(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest() == expected
