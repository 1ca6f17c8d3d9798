"""Merges of our own go by record and field, also in a clone that was never told how maps are merged.

Invariant: nothing is written into the repository's configuration or its attributes, and what the person's own
attributes say stays in force. The file that git is shown instead stands in `<git-dir>/cjm/`, held by a lock as long as
its process lives: what one that was killed left there is swept by the next.

Line by line git would merge one removed card and a new note on it without a word. A clone that was told is told again:
another branch may not have the attributes, and another cjm may be on the path.
"""

from __future__ import annotations

import fcntl
import os
import shlex
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import GitError
from cjm_tui.groups import make_folder, rights_in
from cjm_tui.history.command import look
from cjm_tui.history.setup import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_tui.history.repository import Repository

# Without -P a module in the repository's folder could stand for one of Python's.
_OURSELVES = (sys.executable, "-P", "-c", "from cjm_tui.cli.main import main; main()")
_NAME = "attributes-"


@contextmanager
def merging_by_record(repository: Repository, pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield the options by which one git command merges the files that `pattern` names with this very program.

    `pattern` is one of gitattributes(5). Raise `GitError` where its file cannot be written.
    """
    content = _own_attributes(repository) + f"\n{pattern} merge=cjm\n".encode("utf-8", "surrogateescape")
    driver = driver_of(shlex.join(_OURSELVES))
    sweep_attributes(repository.git_dir)
    try:
        descriptor, path = _held(repository.git_dir / "cjm")
        try:
            os.write(descriptor, content)
            yield ("-c", f"core.attributesFile={path}", "-c", f"merge.cjm.driver={driver}")
        finally:
            with suppress(OSError):
                path.unlink()
            os.close(descriptor)
    except PermissionError as failure:
        hint = "Ask its owner for write access (`cjm doctor --share GROUP` prints how), or work in a clone of your own."
        what = "git may not write to this repository: it is read-only for you"
        raise GitError("Not merged", what, hint) from failure
    except OSError as failure:
        raise GitError("Not merged", f"no temporary file can be written: {failure.strerror}", "Make room.") from failure


def sweep_attributes(git_dir: Path) -> None:
    """Remove the files that processes which were killed in the middle of a merge have left: nobody holds their lock."""
    for left in (git_dir / "cjm").glob(f"{_NAME}*"):
        with suppress(OSError):
            descriptor = os.open(left, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(descriptor)


def _held(folder: Path) -> tuple[int, Path]:
    """Make a file and hold its lock; return its descriptor and where it is. Raises `OSError`."""
    make_folder(folder)
    while True:
        descriptor, name = tempfile.mkstemp(prefix=_NAME, dir=folder)
        os.fchmod(descriptor, 0o600 | rights_in(folder))
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if Path(name).exists():  # somebody else may have swept it before it was held
            return descriptor, Path(name)
        os.close(descriptor)


def _own_attributes(repository: Repository) -> bytes:
    """Return what the person's own file of attributes says (gitattributes(5)), nothing where there is none."""
    answer = look(repository.root, "config", "--type=path", "--get", "core.attributesFile")
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path("~/.config").expanduser())
    path = Path(answer.text.rstrip("\n")) if answer.is_fine else Path(home, "git", "attributes")
    try:
        return path.read_bytes()
    except OSError:
        return b""
