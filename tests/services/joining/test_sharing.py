"""The commands that let a group share a clone, run for real as far as a test may."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.sharing import commands_to_share
from cjm_tui.services.joining.sync import Synced, sync
from tests.accounts import ANA, as_account, only_root, rights, shared_by_the_group
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone
from tests.services.joining.conftest import git as git_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tell(synced: Synced) -> None:
    """Carry out of a process what a sync came to."""
    raise CjmError("Done", synced.sentence)


def test_the_commands_are_shell_that_does_what_it_says(repository: Path, git: Callable[..., str]) -> None:
    lines = commands_to_share("designers", repository)
    assert not any("NAME" in line for line in lines if not line.startswith("usermod"))
    subprocess.run(["sh", "-n"], input="\n".join(lines), text=True, check=True)
    harmless = [line for line in lines if line.startswith(("chmod", "find", "git config --file"))]
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


def test_a_remote_that_is_a_folder_of_the_machine_is_shared_as_well(clones: tuple[Clone, Clone]) -> None:
    nora, _ = clones
    remote = nora.folder.with_name("remote.git")
    lines = commands_to_share("team", nora.folder)
    assert f"chgrp -R team {remote}" in lines
    assert f"git config --file {remote}/config core.sharedRepository group" in lines
    assert f"git config --global --add safe.directory {remote}" in lines
    git_in(nora.folder, "remote", "set-url", "origin", "nobody@example.org:shop.git")
    git_in(nora.folder, "remote", "add", "web", "https://example.org/shop.git")
    assert not any("shop.git" in line for line in commands_to_share("team", nora.folder))


def test_a_clone_below_a_folder_that_is_closed_is_said_to_be_out_of_reach(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    clone = tmp_path / "home" / "shop"
    clone.mkdir(parents=True)
    git(clone, "init", "-q")
    clone.parent.chmod(0o700)
    assert f"# {clone.parent} is closed to others: nobody of team gets to {clone} as long as it lies there." in (
        commands_to_share("team", clone)
    )


@only_root
def test_what_is_printed_lets_two_accounts_fetch_and_push_from_one_clone(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    tomas.edits(lambda document: set_field(document, PAY, "emotion", -2))
    git_in(tomas.folder, "push", "-q")
    settings = [line for line in commands_to_share("team", nora.folder) if line.startswith("git config --file")]
    shared_by_the_group(nora.folder)
    shared_by_the_group(nora.folder.with_name("remote.git"))
    subprocess.run(["sh", "-e"], input="\n".join(settings), text=True, check=True)
    fetched = nora.folder / ".git" / "FETCH_HEAD"
    fetched.write_text("")
    fetched.chmod(0o644)

    assert as_account(ANA, lambda: tell(sync(nora.folder))) == "Done: In step on main: 1 commit received."
    assert nora.document == tomas.document
    assert rights(nora.map) == 0o660
