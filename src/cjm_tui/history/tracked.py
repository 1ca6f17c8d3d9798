"""Which files the last commit holds, whether or not they are still on disk, and what git has staged of files.

Invariant: looking runs nothing of the repository's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.command import look, pathspecs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cjm_tui.history.repository import Repository


def left_out(repository: Repository, folder: Path) -> frozenset[Path]:
    """Return the files below `folder` that git was told not to have on the disk, as in a sparse checkout."""
    above = repository.name_of(folder)
    below = [] if above == "." else pathspecs([above])
    answer = look(repository.root, "ls-files", "-t", "-z", "--full-name", "--", *below)
    lines = answer.text.split("\0") if answer.is_fine else []
    names = (line[2:] for line in lines if line.startswith("S "))
    prefix = "" if above == "." else f"{above}/"
    return frozenset(folder / name.removeprefix(prefix) for name in names)


def committed_files(repository: Repository, folder: Path) -> tuple[Path, ...]:
    """Return the files below `folder` in the last commit, by name; none before the first commit."""
    above = repository.name_of(folder)
    below = [] if above == "." else pathspecs([above])
    answer = look(repository.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD", "--", *below)
    names = answer.text.split("\0") if answer.is_fine else []
    prefix = "" if above == "." else f"{above}/"
    return tuple(folder / name.removeprefix(prefix) for name in names if name)


def staged(repository: Repository, names: Sequence[str]) -> dict[str, bytes]:
    """Return what git's index holds of files (names from the root) that are in no conflict; without those it has not.

    In the middle of a merge that is what the commit will hold of them.
    """
    if not names:
        return {}
    answer = look(repository.root, "ls-files", "-s", "-z", "--full-name", "--", *pathspecs(names))
    entries = (line.partition("\t")[::2] for line in answer.text.split("\0") if "\t" in line)
    blobs = {name: facts.split(" ")[1] for facts, name in entries if facts.endswith(" 0")}
    contents = read_blobs(repository, blobs.values())
    return {name: contents[blob] for name, blob in blobs.items() if blob in contents}
