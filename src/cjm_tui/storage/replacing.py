"""Puts new bytes in the place of a file, whole or not at all.

A temporary file beside the real one is written, made durable, given the original's mode and group, and renamed over
it. Whatever fails, the old file stands as it stood. Where a file cannot be replaced (it has two names, or nobody may
make files beside it) it is written in place, after a copy of it has been put aside.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import stat
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import SaveError
from cjm_tui.groups import is_shared, rights_in
from cjm_tui.storage.in_place import ChangedOnDiskError, content_of, write_all, write_in_place
from cjm_tui.storage.lock import words
from cjm_tui.storage.processes import is_alive

if TYPE_CHECKING:
    from cjm_tui.storage.git_at_work import GitAtWork

__all__ = ["ChangedOnDiskError", "content_of", "remove_stale", "replace"]

_COUNT = itertools.count()
_HOST = f"{zlib.crc32(os.uname().nodename.encode()):08x}"
_TEMPORARY = re.compile(rf"\..+\.cjm-{_HOST}-([0-9]+)-[0-9]+\Z")
_REMEDIES = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk",
    errno.EACCES: "`ls -la` shows who may write there",
    errno.EPERM: "`ls -la` shows who may write there",
    errno.EROFS: "`mount` shows what is mounted read-only",
}
_UNREPLACEABLE = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EXDEV}


def replace(path: Path, raw: bytes, expected: bytes | None, folder: int, git: GitAtWork | None = None) -> None:
    """Make `raw` the content of the file at `path`, durably; `folder` is a descriptor of its folder.

    `expected` is what stands there now, None for no file: then one is made, and only if there is still none. Raises
    `ChangedOnDiskError` when the disk says otherwise, or `git` has begun to write; `SaveError` when it cannot be done;
    in both cases the file is untouched.
    """
    remove_stale(path.parent)
    try:
        if expected is not None and (path.stat().st_nlink > 1 or _is_closed(path, folder)):
            write_in_place(path, raw, expected)
            return
        try:
            _write_beside(path, raw, expected, rights_in(folder), git)
        except OSError as error:
            if expected is None or error.errno not in _UNREPLACEABLE:
                raise
            write_in_place(path, raw, expected)
        os.fsync(folder)
    except OSError as error:
        stands = "No file was made" if expected is None else "The file is as it was"
        hint = f"{stands}; {_REMEDIES.get(error.errno or 0, 'try again')}."
        raise SaveError("Not saved", f"{path.name} could not be written: {words(error)}", hint) from error


def remove_stale(folder: Path) -> None:
    """Remove temporary files in a folder which processes of ours on this machine left behind when they were killed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.match(entry.name)
            if found and not is_alive(int(found[1])):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_uid == os.geteuid():
                        Path(entry.path).unlink()


def _is_closed(path: Path, folder: int) -> bool:
    """Tell whether a file is not to be replaced since it may not be written.

    One of somebody else's that they may write themselves was closed by their umask, not by their wish, where the
    folder is shared with a group; it is opened to the group by being replaced.
    """
    if os.access(path, os.W_OK):
        return False
    found = path.stat()
    return found.st_uid == os.geteuid() or not found.st_mode & stat.S_IWUSR or not is_shared(folder)


def _write_beside(path: Path, raw: bytes, expected: bytes | None, rights: int, git: GitAtWork | None) -> None:
    """Replace a file by way of a temporary one; `rights` are those a shared folder gives to what is made in it."""
    temporary = path.with_name(f".{path.name[:100]}.cjm-{_HOST}-{os.getpid()}-{next(_COUNT)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            write_all(descriptor, raw)
            if expected is not None:
                _dress_like(descriptor, path.stat())
                rights &= stat.S_IRWXG
            _open_up(descriptor, rights)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if content_of(path) != expected or (git is not None and git.is_writing()):
            raise ChangedOnDiskError
        if expected is None:
            _make(temporary, path)
        else:
            temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _make(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise ChangedOnDiskError from None
    except OSError:
        # A file system without hard links: the look a moment ago has to do.
        temporary.replace(path)


def _open_up(descriptor: int, rights: int) -> None:
    """Give a file some rights more, unless it is to be written by nobody."""
    mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
    if mode | rights != mode and mode & stat.S_IWUSR:
        os.fchmod(descriptor, mode | rights)


def _dress_like(descriptor: int, original: os.stat_result) -> None:
    mine = os.fstat(descriptor)
    if mine.st_uid != original.st_uid:
        with suppress(PermissionError):
            os.fchown(descriptor, original.st_uid, -1)
    if mine.st_gid != original.st_gid:
        # Failing here sends the caller to writing in place, which keeps the group.
        os.fchown(descriptor, -1, original.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(original.st_mode))
