"""Writes a file in its place where it cannot be replaced, after a copy of it has been put aside.

A process that is killed right then leaves half a file, and the copy: it is offered when the file is read next.
"""

from __future__ import annotations

import errno
import itertools
import os
import stat
import zlib
from contextlib import suppress
from pathlib import Path

from cjm_tui.storage.processes import is_alive

_COUNT = itertools.count()


class ChangedOnDiskError(Exception):
    """The file is not what it was a moment ago; nothing was written."""


def content_of(path: Path, most: int = -1) -> bytes | None:
    """Return the bytes of a file, the first `most` where that is no less than 0; None when there is none.

    Raises `OSError` for what is no regular file or cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        return file.read(most)


def write_in_place(path: Path, raw: bytes, expected: bytes) -> None:
    """Overwrite a file, which has to hold `expected` still; put that back when it fails.

    Raises `ChangedOnDiskError` when the file holds something else, `OSError` when it cannot be written.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        copy = _put_aside(path, expected)
        if content_of(path) != expected:
            copy.unlink()
            raise ChangedOnDiskError
        try:
            _overwrite(descriptor, raw)
        except OSError:
            # Should this fail as well, the copy stays.
            _overwrite(descriptor, expected)
            copy.unlink()
            raise
        copy.unlink()
    finally:
        os.close(descriptor)


def copy_of(path: Path) -> Path | None:
    """Return the copy of a file that a process had put aside before it was killed, None when there is none."""
    prefix = _prefix(path)
    with suppress(OSError):
        for file in sorted(_folder().iterdir()):
            process = file.name.removeprefix(prefix).partition("-")[0]
            if file.name.startswith(prefix) and process.isdigit() and not is_alive(int(process)):
                return file
    return None


def write_all(descriptor: int, raw: bytes) -> None:
    """Write all bytes, however many the system takes at once."""
    view = memoryview(raw)
    while view:
        view = view[os.write(descriptor, view) :]


def _put_aside(path: Path, raw: bytes) -> Path:
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = folder / f"{_prefix(path)}{os.getpid()}-{next(_COUNT)}"
    descriptor = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        write_all(descriptor, raw)
        os.fsync(descriptor)
    except OSError:
        copy.unlink()
        raise
    finally:
        os.close(descriptor)
    return copy


def _overwrite(descriptor: int, raw: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, raw)
    os.ftruncate(descriptor, len(raw))
    os.fsync(descriptor)


def _prefix(path: Path) -> str:
    return f"{path.name[:100]}.{zlib.crc32(os.path.realpath(path).encode('utf-8', 'surrogateescape')):08x}."


def _folder() -> Path:
    import platformdirs  # rare, and slow to load

    return platformdirs.user_state_path("cjm") / "backups"
