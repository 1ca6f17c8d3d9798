"""Folders that a group of people shares: what is made in them is as open as they are.

A person's umask is for what is theirs alone. In a folder that gives all that is made in it to a group (its setgid bit)
and lets the group write, it would lock the others out. Invariant: no right is given that the folder does not give.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_OTHERS_AND_GROUP = 0o077
_READ_AND_WRITE = 0o066


def is_shared(folder: int | Path) -> bool:
    """Tell whether a group works in a folder together (of a path, or an open descriptor)."""
    return bool(_rights(folder))


def rights_in(folder: int | Path) -> int:
    """Return what group and others may do with a file made in a folder (as `0o060`), 0 where the folder is not shared.

    Nobody but owner and group may write.
    """
    return _rights(folder) & _READ_AND_WRITE


def umask_in(folder: Path) -> int:
    """Return the umask for a program that makes files in a folder, −1 (leave it) where the folder is not shared."""
    rights = _rights(folder)
    return ~rights & _OTHERS_AND_GROUP if rights else -1


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each as open as the shared folder it stands in.

    Raises `OSError`.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    rights = _rights(folder.parent)
    if rights:
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_ISGID | rights)


def remedy(path: Path) -> str:
    """Say how somebody else's file that may not be read or written is opened to the group its folder is shared with.

    Empty where that is not what is in the way.
    """
    try:
        found = path.stat()
    except OSError:
        return ""
    if found.st_uid == os.geteuid() or not is_shared(path.parent):
        return ""
    return (
        f"It is {_name_of(found.st_uid)}'s, who made it for nobody else: `chmod g+rw {path.name}` by them lets you in."
    )


def _rights(folder: int | Path) -> int:
    try:
        mode = os.stat(folder).st_mode  # noqa: PTH116  # a descriptor has no path
    except OSError:
        return 0
    is_shared_one = mode & stat.S_ISGID and mode & stat.S_IWGRP
    return mode & _OTHERS_AND_GROUP & ~stat.S_IWOTH if is_shared_one else 0


def _name_of(account: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return f"user {account}"
