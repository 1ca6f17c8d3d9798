"""Hooks and signing run in a commit, have no terminal unless there is one, and are quoted when they refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CommitError
from cjm_tui.history.commits import Commit, commit_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.history.conftest import Scene

MADE = "made"


def nobody(scene: Scene) -> None:
    scene.git(scene.folder, "config", "--global", "--unset", "user.name")
    scene.git(scene.folder, "config", "--global", "--unset", "user.email")
    scene.patch.setenv("EMAIL", "")


def failing_hook(scene: Scene) -> None:
    scene.hook("pre-commit", "echo 'Spell checker: outift?' >&2; exit 1")


def silent_hook(scene: Scene) -> None:
    scene.hook("commit-msg", "exit 1")


def asking_hook(scene: Scene) -> None:
    scene.hook("pre-commit", "read answer < /dev/tty || exit 1")


def hook_with_a_child_left_behind(scene: Scene) -> None:
    scene.hook("post-commit", "sleep 30 &")


def gpg_without_a_terminal(scene: Scene) -> None:
    gpg = scene.program("gpg", "echo 'gpg: signing failed: Inappropriate ioctl for device' >&2; exit 2")
    scene.git(scene.folder, "config", "commit.gpgSign", "true")
    scene.git(scene.folder, "config", "gpg.program", gpg)


def no_key(scene: Scene) -> None:
    scene.git(scene.folder, "config", "commit.gpgSign", "true")
    scene.git(scene.folder, "config", "gpg.format", "ssh")
    scene.git(scene.folder, "config", "user.signingKey", "/nowhere/key.pub")


def locked_ssh_key(scene: Scene) -> None:
    program = "echo 'Load key \"k\": incorrect passphrase supplied to decrypt private key' >&2; exit 1"
    scene.git(scene.folder, "config", "commit.gpgSign", "true")
    scene.git(scene.folder, "config", "gpg.format", "ssh")
    scene.git(scene.folder, "config", "gpg.ssh.program", scene.program("ssh-keygen", program))
    scene.git(scene.folder, "config", "user.signingKey", str(scene.map))


def no_gpg(scene: Scene) -> None:
    scene.git(scene.folder, "config", "commit.gpgSign", "true")
    scene.git(scene.folder, "config", "gpg.program", "/nowhere/gpg")


STATES: dict[Callable[[Scene], None], str] = {
    nobody: "does not know who you are",
    failing_hook: "Spell checker: outift",
    silent_hook: "commit-msg.* gave no reason",
    asking_hook: "wants to ask something and has no terminal",
    hook_with_a_child_left_behind: MADE,
    gpg_without_a_terminal: "is to be signed, and .*a terminal",
    locked_ssh_key: "signing needs a terminal for the passphrase",
    no_key: "signing failed:.*",
    no_gpg: "signing failed",
}
NEEDS_TERMINAL = (asking_hook, gpg_without_a_terminal, locked_ssh_key)


@pytest.mark.parametrize("scene", STATES, indirect=True, ids=lambda state: state.__name__)
def test_a_commit_is_made_or_says_what_is_in_the_way_and_whether_a_terminal_would_help(scene: Scene) -> None:
    staged = scene.staged()
    answer = scene.answer(lambda found, path: commit_paths(found, [path], "Two"))
    if STATES[scene.state] == MADE:
        assert isinstance(answer, Commit), answer
        return
    assert isinstance(answer, CommitError)
    assert re.search(STATES[scene.state], str(answer))
    assert scene.staged() == staged
    if scene.state is not no_gpg:  # git did not say why signing failed before 2.41
        assert answer.needs_terminal == (scene.state in NEEDS_TERMINAL)
