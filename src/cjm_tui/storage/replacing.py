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

from cjm_tui.errors import SaveError
from cjm_tui.storage.lock import words

_COUNT = itertools.count()
_HOST = f"{zlib.crc32(os.uname().nodename.encode()):08x}"
_TEMPORARY = re.compile(rf"\..+\.cjm-{_HOST}-([0-9]+)-[0-9]+\Z")
_UNREPLACEABLE = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY, errno.EXDEV}


class ChangedOnDiskError(Exception):
    """The file is not what it was a moment ago; nothing was written."""


def content_of(path: Path) -> bytes | None:
    """Return the bytes of a file, None when there is none.

    Raises `OSError` for what is no regular file or cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        return file.read()


def replace(path: Path, raw: bytes, expected: bytes | None, folder: int) -> None:
    """Make `raw` the content of the file at `path`, durably; `folder` is a descriptor of its folder.

    `expected` is what stands there now, None for no file: then one is made, and only if there is still none. Raises
    `ChangedOnDiskError` when the disk says otherwise, `SaveError` when it cannot be done; in both cases the file is
    untouched.
    """
    remove_stale(path.parent)
    try:
        if expected is not None and (path.stat().st_nlink > 1 or not os.access(path, os.W_OK)):
            _write_in_place(path, raw, expected)
            return
        try:
            _write_beside(path, raw, expected)
        except OSError as error:
            if expected is None or error.errno not in _UNREPLACEABLE:
                raise
            _write_in_place(path, raw, expected)
        os.fsync(folder)
    except OSError as error:
        message = f"{path.name} could not be written: {words(error)}."
        raise SaveError("Save", message, "The file is as it was, and the edit is kept; it is tried again.") from error


def remove_stale(folder: Path) -> None:
    """Remove temporary files in a folder which processes of ours on this machine left behind when they were killed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.match(entry.name)
            if found and not _is_alive(int(found[1])):
                with suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_uid == os.geteuid():
                        Path(entry.path).unlink()


def _write_beside(path: Path, raw: bytes, expected: bytes | None) -> None:
    temporary = path.with_name(f".{path.name[:100]}.cjm-{_HOST}-{os.getpid()}-{next(_COUNT)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            _write_all(descriptor, raw)
            if expected is not None:
                _dress_like(descriptor, path.stat())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if content_of(path) != expected:
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


def _dress_like(descriptor: int, original: os.stat_result) -> None:
    mine = os.fstat(descriptor)
    if mine.st_uid != original.st_uid:
        with suppress(PermissionError):
            os.fchown(descriptor, original.st_uid, -1)
    if mine.st_gid != original.st_gid:
        # Failing here sends the caller to writing in place, which keeps the group.
        os.fchown(descriptor, -1, original.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(original.st_mode))


def _write_in_place(path: Path, raw: bytes, expected: bytes) -> None:
    backup = _put_aside(path, expected)
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        if content_of(path) != expected:
            raise ChangedOnDiskError
        try:
            _overwrite(descriptor, raw)
        except OSError:
            _overwrite(descriptor, expected)
            raise
    finally:
        os.close(descriptor)
        backup.unlink()


def _put_aside(path: Path, raw: bytes) -> Path:
    import platformdirs  # rare, and slow to load

    folder = platformdirs.user_state_path("cjm") / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    backup = folder / f"{path.name[:100]}.{os.getpid()}-{next(_COUNT)}"
    descriptor = os.open(backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        _write_all(descriptor, raw)
        os.fsync(descriptor)
    except OSError:
        backup.unlink()
        raise
    finally:
        os.close(descriptor)
    return backup


def _overwrite(descriptor: int, raw: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    _write_all(descriptor, raw)
    os.ftruncate(descriptor, len(raw))
    os.fsync(descriptor)


def _write_all(descriptor: int, raw: bytes) -> None:
    view = memoryview(raw)
    while view:
        view = view[os.write(descriptor, view) :]


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
