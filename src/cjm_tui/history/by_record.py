"""Merges of our own go by record and field, also in a clone that was never told how maps are merged.

Invariant: nothing is written into the repository's configuration or its attributes, and what the person's own
attributes say stays in force. Line by line git would merge one removed card and a new note on it without a word.
A clone that was told is told again: another branch may not have the attributes, and another cjm may be on the path.
"""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import GitError
from cjm_tui.history.command import look
from cjm_tui.history.setup import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_tui.history.repository import Repository

# Without -P a module in the repository's folder could stand for one of Python's.
_OURSELVES = (sys.executable, "-P", "-c", "from cjm_tui.cli.main import main; main()")


@contextmanager
def merging_by_record(repository: Repository, pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield the options by which one git command merges the files that `pattern` names with this very program.

    `pattern` is one of gitattributes(5). Raise `GitError` where no temporary file can be written.
    """
    try:
        with tempfile.NamedTemporaryFile(prefix="cjm-attributes-") as file:
            file.write(_own_attributes(repository) + f"\n{pattern} merge=cjm\n".encode("utf-8", "surrogateescape"))
            file.flush()
            driver = driver_of(shlex.join(_OURSELVES))
            yield ("-c", f"core.attributesFile={file.name}", "-c", f"merge.cjm.driver={driver}")
    except OSError as failure:
        raise GitError("Not merged", f"no temporary file can be written: {failure.strerror}", "Make room.") from failure


def _own_attributes(repository: Repository) -> bytes:
    """Return what the person's own file of attributes says (gitattributes(5)), nothing where there is none."""
    answer = look(repository.root, "config", "--type=path", "--get", "core.attributesFile")
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path("~/.config").expanduser())
    path = Path(answer.text.rstrip("\n")) if answer.is_fine else Path(home, "git", "attributes")
    try:
        return path.read_bytes()
    except OSError:
        return b""
