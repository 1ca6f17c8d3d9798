"""The commands that let a group share a clone, run for real as far as a test may."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.services.joining.sharing import commands_to_share

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_commands_are_shell_that_does_what_it_says(repository: Path, git: Callable[..., str]) -> None:
    lines = commands_to_share("designers", repository)
    assert not any("NAME" in line for line in lines if not line.startswith("usermod"))
    subprocess.run(["sh", "-n"], input="\n".join(lines), text=True, check=True)
    harmless = [line for line in lines if line.startswith(("chmod", "find", "git -C"))]
    subprocess.run(["sh", "-e"], input="\n".join(harmless), text=True, check=True)
    assert git(repository, "config", "core.sharedRepository").strip() == "group"
    assert (repository / ".git").stat().st_mode & 0o2070 == 0o2070
    assert (repository / "README.md").stat().st_mode & 0o060 == 0o060


@pytest.mark.parametrize("group", ["", "a b", "$(rm -rf /)", "x;y", "-x", "a" * 40, "Ä", "x\ny"])
def test_a_name_that_a_shell_could_misread_is_refused(repository: Path, group: str) -> None:
    with pytest.raises(UsageError):
        commands_to_share(group, repository)


def test_a_folder_with_a_blank_is_quoted(tmp_path: Path, git: Callable[..., str]) -> None:
    clone = tmp_path / "our maps"
    clone.mkdir()
    git(clone, "init", "-q")
    assert f"chgrp -R team '{clone}'" in commands_to_share("team", clone)


def test_outside_a_clone_there_is_nothing_to_share(tmp_path: Path) -> None:
    with pytest.raises(CjmError):
        commands_to_share("team", tmp_path)
