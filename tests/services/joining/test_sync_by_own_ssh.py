"""Whatever a person reaches their remote with is what a sync reaches it with, told not to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.sync import sync
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git


@pytest.fixture
def own_ssh(clones: tuple[Clone, Clone]) -> Path:
    """Give both clones a remote behind a program that writes down what it is called with."""
    folder = clones[0].folder.parent
    ssh = folder / "my ssh"
    ssh.write_text(f'#!/bin/sh\necho "$*" >> "{folder}/said"\nfor last; do :; done\nexec sh -c "$last"\n')
    ssh.chmod(0o755)
    for clone in clones:
        git(clone.folder, "remote", "set-url", "origin", f"ssh://somewhere{folder}/remote.git")
    return ssh


@pytest.mark.parametrize("how", ["core.sshCommand", "GIT_SSH_COMMAND", "GIT_SSH"])
def test_the_persons_own_ssh_is_used_and_told_not_to_ask(
    clones: tuple[Clone, Clone], own_ssh: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    nora, tomas = clones
    if how == "core.sshCommand":
        for clone in clones:
            git(clone.folder, "config", how, f"'{own_ssh}'")
    else:
        monkeypatch.setenv(how, f"'{own_ssh}'" if how == "GIT_SSH_COMMAND" else str(own_ssh))
    nora.edits(lambda d: set_field(d, PAY, "emotion", -2))
    assert sync(nora.folder).sent == 1
    assert sync(tomas.folder).received == 1
    assert "BatchMode=yes" in own_ssh.with_name("said").read_text()


def test_a_program_that_is_no_openssh_gets_none_of_its_options(
    clones: tuple[Clone, Clone], own_ssh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH", str(own_ssh))
    git(clones[0].folder, "config", "ssh.variant", "simple")
    assert sync(clones[0].folder).is_done
    assert "BatchMode" not in own_ssh.with_name("said").read_text()
