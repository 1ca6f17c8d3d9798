"""Who has which map open, as small files in a folder that all of them can write.

Each open app keeps one file, named by machine and process. A process that is gone is noticed and its file swept; one
on another machine counts as gone when it has not shown itself for a minute.
"""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cjm_tui.storage.json_objects import object_in

QUIET_SECONDS = 60.0
"""After so long without a sign a process on another machine counts as gone."""


_UNKNOWN, _NEVER = 0, -1


class Presence(NamedTuple):
    """One open map: who has it open, its file as named from the top of the repository, the process and its machine.

    `born` tells a process from a later one that was given the same number: its start in ticks since the machine came
    up, 0 where the system does not say.
    """

    name: str
    email: str
    map: str
    process: int
    machine: str
    born: int


def present_here(name: str, email: str, map_: str) -> Presence:
    """Return the presence of this process with a map."""
    process = os.getpid()
    return Presence(name, email, map_, process, socket.gethostname(), _born(process))


def show(folder: Path, presence: Presence) -> None:
    """Say, or say again, that somebody has a map open; where that cannot be written, nothing else fails."""
    with suppress(OSError):
        make_shared(folder)
        file, content = _file(folder, presence), json.dumps(presence._asdict()).encode()
        if _stands(file, content):
            # Only its time tells it again: a new file would have all others look who came.
            os.utime(file, follow_symlinks=False)
            return
        temporary = file.with_suffix(".new")
        # What stands there was left behind by a process that was killed, of another account perhaps.
        temporary.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        with os.fdopen(os.open(temporary, flags, 0o664), "wb") as written:
            written.write(content)
        share(temporary, folder)
        temporary.replace(file)


def hide(folder: Path, presence: Presence) -> None:
    """Take the sign away."""
    with suppress(OSError):
        _file(folder, presence).unlink()


def others(folder: Path, own: Presence) -> tuple[Presence, ...]:
    """Return who else has a map open, by name; signs of dead processes are swept on the way."""
    found: list[Presence] = []
    for file in sorted(folder.glob("*.json")):
        presence = _read(file)
        if presence is None or (presence.machine, presence.process) == (own.machine, own.process):
            continue
        if has_ended(presence, own) or (presence.machine != own.machine and _is_quiet(file)):
            with suppress(OSError):
                file.unlink()
        else:
            found.append(presence)
    return tuple(sorted(found, key=lambda one: (one.name, one.process)))


def has_ended(presence: Presence, own: Presence) -> bool:
    """Tell whether the process of a sign is gone, as far as that can be told: it may be on another machine.

    This costs so little that it can be asked every second. A process of another account counts as well, which may be
    looked at but not signalled.
    """
    if presence.machine != own.machine:
        return False
    try:
        os.kill(presence.process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    except OverflowError:
        return False
    return _born(presence.process) not in {_UNKNOWN, presence.born}


def make_shared(folder: Path) -> None:
    """Make a folder that everybody can write who can write the one that holds it. Raises `OSError`."""
    if folder.is_dir():
        return
    make_shared(folder.parent)
    folder.mkdir(exist_ok=True)
    share(folder, folder.parent)


def share(path: Path, like: Path) -> None:
    """Give a new file or folder the group and the group's rights of another, as far as that is permitted."""
    with suppress(OSError):
        model = like.stat()
        rights = 0o775 | model.st_mode & 0o2000 if path.is_dir() else 0o664
        path.chmod(rights if model.st_mode & 0o020 else rights & ~0o020)
        if path.stat().st_gid != model.st_gid:
            os.chown(path, -1, model.st_gid)


def _file(folder: Path, presence: Presence) -> Path:
    machine = "".join(letter if letter.isalnum() else "-" for letter in presence.machine)
    return folder / f"{machine}-{presence.process}.json"


def _stands(file: Path, content: bytes) -> bool:
    try:
        return not file.is_symlink() and file.read_bytes() == content
    except OSError:
        return False


def _read(file: Path) -> Presence | None:
    try:
        content = object_in(file.read_bytes())
        name, email, map_, machine = (str(content[key]) for key in ("name", "email", "map", "machine"))
        process, born = content["process"], content["born"]
    except (OSError, ValueError, LookupError):
        return None
    if not (isinstance(process, int) and isinstance(born, int) and process > 0):
        return None
    return Presence(name, email, map_, process, machine, born)


def _is_quiet(file: Path) -> bool:
    with suppress(OSError):
        return time.time() - file.stat().st_mtime >= QUIET_SECONDS
    return True


def _born(process: int) -> int:
    """Return field 22 of /proc/PID/stat (proc(5)): when the process started, in ticks since boot.

    A process that has ended and is still in the table (state Z) was never born.
    """
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
        fields = stat.rpartition(")")[2].split()
        return _NEVER if fields[0] == "Z" else int(fields[19])
    except (OSError, ValueError, IndexError):
        return _UNKNOWN
