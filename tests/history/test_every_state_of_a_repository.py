"""Whatever state a repository is in, every action has a plain answer within five seconds and costs nobody anything."""

from __future__ import annotations

import re
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CjmError
from cjm_tui.history import environment
from cjm_tui.history.changes import standing_of
from cjm_tui.history.commits import Commit, commit_paths
from cjm_tui.history.names import text_at
from cjm_tui.history.repository import NoRepository, Repository, find_repository, require_repository
from cjm_tui.history.revisions import revisions_of
from cjm_tui.history.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Git = Callable[..., str]

SECONDS = 5.0
MADE = "made"


@dataclass(frozen=True)
class Scene:
    """A state under test: the folder that holds `maps/x.toml`, real git, and what may be changed for one test."""

    state: Callable[[Scene], None]
    folder: Path
    git: Git
    patch: pytest.MonkeyPatch

    @property
    def map(self) -> Path:
        return self.folder / "maps" / "x.toml"

    def hook(self, name: str, script: str) -> None:
        path = self.folder / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def program(self, name: str, script: str) -> str:
        path = self.folder.parent / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    def diverge(self) -> None:
        """Make a branch `theirs` that conflicts with `main` in README.md."""
        self.git(self.folder, "switch", "-qc", "theirs")
        (self.folder / "README.md").write_text("theirs\n")
        self.git(self.folder, "commit", "-qam", "Theirs")
        self.git(self.folder, "switch", "-q", "main")
        (self.folder / "README.md").write_text("ours\n")
        self.git(self.folder, "commit", "-qam", "Ours")

    def fail(self, *words: str) -> None:
        with pytest.raises(AssertionError):
            self.git(self.folder, *words)


def clean(scene: Scene) -> None:
    """Leave everything as it is."""


def unborn(scene: Scene) -> None:
    scene.git(scene.folder, "checkout", "-q", "--orphan", "fresh")
    scene.git(scene.folder, "rm", "-rq", "--cached", ".")


def detached(scene: Scene) -> None:
    scene.git(scene.folder, "switch", "-q", "--detach")


def locked(scene: Scene) -> None:
    (scene.folder / ".git" / "index.lock").touch()


def merging(scene: Scene) -> None:
    scene.diverge()
    scene.fail("merge", "-q", "theirs")


def rebasing(scene: Scene) -> None:
    scene.diverge()
    scene.fail("rebase", "-q", "theirs")


def picking(scene: Scene) -> None:
    scene.diverge()
    scene.fail("cherry-pick", "theirs")


def reverting(scene: Scene) -> None:
    scene.diverge()
    scene.fail("revert", "--no-edit", "theirs")


def applying(scene: Scene) -> None:
    scene.diverge()
    scene.git(scene.folder, "format-patch", "-q", "-1", "theirs", "--output=patch")
    scene.fail("am", "-q", "patch")


def bisecting(scene: Scene) -> None:
    scene.git(scene.folder, "bisect", "start")


def unmerged_without_a_merge(scene: Scene) -> None:
    scene.map.write_text("stashed\n")
    scene.git(scene.folder, "stash", "-q")
    scene.map.write_text("kept\n")
    scene.git(scene.folder, "commit", "-qam", "Kept")
    scene.fail("stash", "pop", "-q")


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


def partly_staged(scene: Scene) -> None:
    scene.map.write_text("staged\n")
    scene.git(scene.folder, "add", "maps/x.toml")
    scene.map.write_text("staged, and changed again\n")


def fully_staged(scene: Scene) -> None:
    scene.map.write_text("staged\n")
    scene.git(scene.folder, "add", "maps/x.toml")


def colleagues_secret_staged(scene: Scene) -> None:
    (scene.folder / "secret.env").write_text("TOKEN=1\n")
    scene.git(scene.folder, "add", "secret.env")


def index_version_4(scene: Scene) -> None:
    scene.git(scene.folder, "update-index", "--index-version", "4")


def split_index(scene: Scene) -> None:
    scene.git(scene.folder, "update-index", "--split-index")


def sparse(scene: Scene) -> None:
    scene.git(scene.folder, "sparse-checkout", "set", "--cone", "--sparse-index", "maps")


def shared(scene: Scene) -> None:
    scene.git(scene.folder, "config", "core.sharedRepository", "group")


def line_ends_changed(scene: Scene) -> None:
    scene.git(scene.folder, "config", "core.autocrlf", "true")
    scene.map.write_bytes(b"new\r\nlines\r\n")


def broken_head(scene: Scene) -> None:
    (scene.folder / ".git" / "HEAD").write_text("nonsense\n")


def broken_index(scene: Scene) -> None:
    (scene.folder / ".git" / "index").write_bytes(b"nonsense")


def lost_objects(scene: Scene) -> None:
    shutil.rmtree(scene.folder / ".git" / "objects")
    (scene.folder / ".git" / "objects").mkdir()


def somebody_elses(scene: Scene) -> None:
    scene.patch.setitem(environment.QUIET, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")


def no_git(scene: Scene) -> None:
    scene.patch.setenv("PATH", "/nowhere")


def no_repository(scene: Scene) -> None:
    shutil.rmtree(scene.folder / ".git")


def bare(scene: Scene) -> None:
    scene.git(scene.folder, "config", "core.bare", "true")


def ignored(scene: Scene) -> None:
    (scene.folder / ".gitignore").write_text("maps/\n")
    scene.git(scene.folder, "rm", "-q", "--cached", "maps/x.toml")
    scene.git(scene.folder, "commit", "-qm", "Untrack")


STATES: dict[Callable[[Scene], None], str] = {
    clean: MADE,
    unborn: MADE,
    detached: MADE,
    locked: r"index is locked, since \d second",
    merging: "in the middle of a merge",
    rebasing: "in the middle of a rebase",
    picking: "in the middle of a cherry-pick",
    reverting: "in the middle of a revert",
    applying: "in the middle of applying patches",
    bisecting: MADE,
    unmerged_without_a_merge: "conflict",
    nobody: "does not know who you are",
    failing_hook: "Spell checker: outift",
    silent_hook: "commit-msg.* gave no reason",
    asking_hook: "wants to ask something and has no terminal",
    hook_with_a_child_left_behind: MADE,
    gpg_without_a_terminal: "is to be signed, and .*a terminal",
    locked_ssh_key: "signing needs a terminal for the passphrase",
    no_key: "signing failed:.*",
    no_gpg: "signing failed",
    partly_staged: "staged by hand and changed since",
    fully_staged: MADE,
    colleagues_secret_staged: MADE,
    index_version_4: MADE,
    split_index: MADE,
    sparse: MADE,
    shared: MADE,
    line_ends_changed: MADE,
    broken_head: "not in a git repository|cannot read",
    broken_index: "index",
    lost_objects: "",
    somebody_elses: "belongs to somebody else",
    no_git: "no git program",
    no_repository: "not in a git repository",
    bare: "no work tree",
    ignored: "is ignored",
}
NEEDS_TERMINAL = (asking_hook, gpg_without_a_terminal, locked_ssh_key)


@pytest.fixture(params=STATES, ids=lambda state: state.__name__)
def scene(request: pytest.FixtureRequest, repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Make a repository with a map of one revision, changed on disk since, in one of the states."""
    made = Scene(request.param, repository, git, monkeypatch)
    made.map.parent.mkdir()
    made.map.write_text("one\n")
    git(repository, "add", "maps")
    git(repository, "commit", "-qm", "A map")
    request.param(made)
    if request.param not in (partly_staged, fully_staged, unmerged_without_a_merge, line_ends_changed):
        made.map.write_text("two\n")
    return made


def answer_of(action: Callable[[Repository, Path], object], path: Path) -> object:
    """Do `action` as a command would; return what it returned, or the sentence it failed with."""
    start = time.monotonic()
    try:
        answer = action(require_repository(path, "Not done"), path)
    except CjmError as refused:
        answer = refused
    assert time.monotonic() - start < SECONDS
    assert not isinstance(answer, CjmError) or answer.message
    return answer


ACTIONS: dict[str, Callable[[Repository, Path], object]] = {
    "state": lambda found, _: state_of(found),
    "log": revisions_of,
    "show": lambda found, path: text_at(found, "HEAD", path),
    "compare": lambda found, path: standing_of(found, [path])[path],
}


@pytest.mark.parametrize("action", ACTIONS)
def test_looking_has_an_answer(scene: Scene, action: str) -> None:
    answer_of(ACTIONS[action], scene.map)


def test_finding_has_an_answer_that_is_a_value(scene: Scene) -> None:
    assert isinstance(find_repository(scene.map), Repository | NoRepository)


def staged_in(scene: Scene) -> str:
    with suppress(AssertionError, FileNotFoundError):
        return scene.git(scene.folder, "ls-files", "--stage")
    return ""


def test_committing_makes_a_revision_of_that_file_alone_or_says_why_not(scene: Scene) -> None:
    content, staged = scene.map.read_bytes(), staged_in(scene)
    answer = answer_of(lambda found, path: commit_paths(found, [path], "Two"), scene.map)
    assert scene.map.read_bytes() == content
    if STATES[scene.state] == MADE:
        assert isinstance(answer, Commit), answer
        assert scene.git(scene.folder, "show", "--format=%s", "--name-only", "HEAD").split() == ["Two", "maps/x.toml"]
    else:
        assert isinstance(answer, CjmError)
        assert re.search(STATES[scene.state], str(answer))
        assert staged_in(scene) == staged
    if scene.state is not no_gpg:  # git did not say why signing failed before 2.41
        assert getattr(answer, "needs_terminal", False) == (scene.state in NEEDS_TERMINAL)
