"""Edits that no commit has are put aside while git takes something back or goes on with it, and brought back then.

Invariant: whatever git does meanwhile, each edit is in its file afterwards: byte for byte where git left the file as it
was, else merged by record and field, line by line in a file that is none of ours.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from cjm_tui.errors import GitError
from cjm_tui.history.repository import Repository
from cjm_tui.history.uncommitted import Edited, blobs_on_disk, take_from_disk
from cjm_tui.services.joining.merge_driver import merge_files


@contextmanager
def kept(
    repository: Repository, edits: Sequence[Edited], title: str, beside: Sequence[Edited] = ()
) -> Iterator[list[str]]:
    """Take edits off the disk, and bring them back in the end; what is to be said of them is in a list then.

    `beside` are edits that git takes back with the conflicts they stand beside, where it takes those back at all.
    Raise `GitError` under `title` for an edit that could not be merged, with everything as it was.
    """
    binary = next((one.name for one in edits if not one.is_untouched and b"\0" in one.present), None)
    if binary is not None:
        what = f"{binary} was changed since it began, and that would be lost"
        raise GitError(title, what, f"Copy it aside, take the change back (git checkout -- {binary}), then try again.")
    stood = {path for one in beside for path in one.path.parent.glob("*.toml")}
    if edits:
        take_from_disk(repository, [one.name for one in edits])
    said: list[str] = []
    try:
        yield said
    except BaseException:
        _bring_back(repository, edits)
        raise
    all_edits = [*edits, *(_at_home(one, stood) for one in beside)]
    open_still = _bring_back(repository, all_edits)
    if all_edits:
        said.append(f", and what was edited since is kept: {', '.join(one.name for one in all_edits)}")
    if open_still:
        said.append(f"; both sides changed the same in {', '.join(open_still)}: settle it")


def _at_home(one: Edited, stood: set[Path]) -> Edited:
    """Return an edit under the name that its file has again, where what was taken back had given it another."""
    back = [path for path in one.path.parent.glob("*.toml") if path not in stood]
    if one.path.exists() or len(back) != 1:
        return one
    return one._replace(name=str(PurePosixPath(one.name).with_name(back[0].name)), path=back[0])


def _bring_back(repository: Repository, edits: Sequence[Edited]) -> list[str]:
    """Bring edits back into their files; return the names of those in which something is left to decide."""
    now = blobs_on_disk(repository, [one.name for one in edits]) if edits else {}
    return [one.name for one in edits if not _is_back(one, is_as_before=now.get(one.name) == one.blob)]


def _is_back(one: Edited, *, is_as_before: bool) -> bool:
    if is_as_before:
        one.path.write_bytes(one.present)
        return True
    with tempfile.TemporaryDirectory(prefix="cjm-edit-") as name:
        base, ours, theirs = (Path(name, side) for side in ("base.toml", "ours.toml", "theirs.toml"))
        base.write_bytes(one.base)
        ours.write_bytes(one.present)
        theirs.write_bytes(one.path.read_bytes() if one.path.exists() else b"")
        driven = merge_files(base, ours, theirs, one.name)
        one.path.write_bytes(ours.read_bytes())
    return driven.is_clean
