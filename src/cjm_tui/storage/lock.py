"""One writer at a time in a folder, so that two programs never save over each other.

The lock is the operating system's own on the folder itself: it leaves no file behind and is gone when its process is.
It is advisory: an editor does not know of it, which is why a save looks at the disk once more right before it
replaces the file.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cjm_tui.errors import SaveError
from cjm_tui.turns import turn_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_tui.turns import Turn

PATIENCE = 10.0
"""Seconds to wait for another program's save."""

_NOT_SUPPORTED = {errno.ENOTSUP, errno.ENOLCK, errno.EBADF, errno.EINVAL, errno.ENOSYS}


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[int]:
    """Hold the lock on a folder, and yield a descriptor of it.

    On a file system that has no locks this does nothing. Raises `SaveError` when the folder is not there, cannot be
    opened, or another program holds the lock for longer than `patience` seconds.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        hint = "Make the folder, or check who may enter it."
        raise SaveError(
            "Not saved", f"the folder {folder} cannot be opened: {words(error, 'enter it')}", hint
        ) from error
    try:
        with turn_at(descriptor) as turn:
            if not _comes(turn, folder, patience):
                message = f"another program has been saving in {folder} for {patience:g} seconds"
                raise SaveError("Not saved", message, "Try again when it is done.")
            yield descriptor
    finally:
        os.close(descriptor)


def words(error: OSError, deed: str = "write there") -> str:
    """Return what the operating system says, as a part of a sentence; `deed` is what a person may not do."""
    said = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your share of the disk is full",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: f"you may not {deed}",
        errno.EPERM: f"you may not {deed}",
        errno.ENOENT: "it does not exist",
        errno.ENOTDIR: "a part of the path is no folder",
        errno.EFBIG: "the file would be larger than allowed",
        errno.EIO: "the disk reports a fault",
    }
    return said.get(error.errno or 0) or (error.strerror or str(error)).lower()


def _comes(turn: Turn, folder: Path, patience: float) -> bool:
    try:
        return turn.comes_within(patience)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise SaveError("Not saved", f"the folder {folder} cannot be locked: {words(error)}") from error
    return True
