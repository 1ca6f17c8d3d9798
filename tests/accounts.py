"""Other accounts of this machine, for as long as some work takes: real ones, which only root can become.

Their numbers need no names. All of them work in one group, as people do who share a clone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.states.stagehand import load_everything
from tests.storage.cards import in_another_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GROUP, ANA, BEN = 40000, 40001, 40002

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def as_account(account: int, work: Callable[[], object], *, umask: int = 0o022) -> str:
    """Do some work as somebody of the group; return what was said about an error, empty when there was none."""

    def deed() -> None:
        os.umask(umask)
        os.setgroups([GROUP])
        os.setgid(account)
        os.setuid(account)
        os.environ["GIT_CONFIG_GLOBAL"] = os.devnull
        work()

    load_everything()
    return in_another_process(deed)


def shared_by_the_group(folder: Path, owner: int = ANA) -> Path:
    """Give a folder and all in it to the group, as `cjm doctor --share` says; let everybody go there. Return it."""
    for above in folder.parents[:-2]:
        above.chmod(above.stat().st_mode | 0o055)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner, GROUP)
        mode = path.stat().st_mode
        path.chmod(0o2770 if path.is_dir() else mode & 0o777 | 0o060)
    return folder


def rights(path: Path) -> int:
    """Return who may do what with a file, and whether a folder gives what is made in it to its group."""
    return path.stat().st_mode & 0o7777
