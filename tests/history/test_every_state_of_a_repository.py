"""Whatever state a repository is in, every action has a plain answer within five seconds and costs nobody anything."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CjmError
from cjm_tui.history import environment, patience
from cjm_tui.history.changes import standing_of
from cjm_tui.history.commits import Commit, commit_paths
from cjm_tui.history.names import text_at
from cjm_tui.history.repository import NoRepository, Repository, find_repository
from cjm_tui.history.revisions import revisions_of
from cjm_tui.history.state import state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.history.conftest import Scene

MADE = "made"


def clean(scene: Scene) -> None:
    """Leave everything as it is."""


def unborn(scene: Scene) -> None:
    scene.git(scene.folder, "checkout", "-q", "--orphan", "fresh")
    scene.git(scene.folder, "rm", "-rq", "--cached", ".")


def detached(scene: Scene) -> None:
    scene.git(scene.folder, "switch", "-q", "--detach")


def locked(scene: Scene) -> None:
    scene.patch.setattr(patience, "STUCK", 0.5)
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

in_every_state = pytest.mark.parametrize("scene", STATES, indirect=True, ids=lambda state: state.__name__)

ACTIONS: tuple[Callable[[Repository, Path], object], ...] = (
    lambda found, _: state_of(found),
    revisions_of,
    lambda found, path: text_at(found, "HEAD", path),
    lambda found, path: standing_of(found, [path])[path],
)


@in_every_state
def test_looking_has_an_answer(scene: Scene) -> None:
    assert isinstance(find_repository(scene.map), Repository | NoRepository)
    for action in ACTIONS:
        scene.answer(action)


@in_every_state
def test_committing_makes_a_revision_of_that_file_alone_or_says_why_not(scene: Scene) -> None:
    content, staged = scene.map.read_bytes(), scene.staged()
    answer = scene.answer(lambda found, path: commit_paths(found, [path], "Two"))
    assert scene.map.read_bytes() == content
    if STATES[scene.state] == MADE:
        assert isinstance(answer, Commit), answer
        assert scene.git(scene.folder, "show", "--format=%s", "--name-only", "HEAD").split() == ["Two", "maps/x.toml"]
    else:
        assert isinstance(answer, CjmError)
        assert re.search(STATES[scene.state], str(answer))
        assert scene.staged() == staged
