"""Repositories in every state that a person may find theirs in."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CjmError
from cjm_tui.history.repository import Repository, require_repository
from tests.patience import STUCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Git = Callable[..., str]

SECONDS = 5.0


@dataclass(frozen=True)
class Scene:
    """A repository with a map of one revision in some state, real git, and what may be changed for one test."""

    state: Callable[[Scene], None]
    folder: Path
    git: Git
    patch: pytest.MonkeyPatch

    @property
    def map(self) -> Path:
        return self.folder / "maps" / "x.toml"

    def hook(self, name: str, script: str) -> None:
        """Install a hook that is a shell script."""
        path = self.folder / ".git" / "hooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def program(self, name: str, script: str) -> str:
        """Make a program that is a shell script, outside of the repository; return its path."""
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
        """Run a git command that has to fail."""
        with pytest.raises(AssertionError):
            self.git(self.folder, *words)

    def staged(self) -> str:
        """Return what is in the index, nothing where git cannot say."""
        with suppress(AssertionError, FileNotFoundError):
            return self.git(self.folder, "ls-files", "--stage")
        return ""

    def answer(self, action: Callable[[Repository, Path], object]) -> object:
        """Do `action` as a command would, in time; return what it returned or the error it raised."""
        start, work = time.monotonic(), seconds_of_work()
        try:
            answer = action(require_repository(self.map, "Not done"), self.map)
        except CjmError as refused:
            answer = refused
        assert seconds_of_work() - work < SECONDS
        assert time.monotonic() - start < STUCK
        assert not isinstance(answer, CjmError) or answer.message
        return answer


def seconds_of_work() -> float:
    """Return the processor time that this process and all it started have used, in seconds."""
    return sum(os.times()[:4])


@pytest.fixture
def scene(request: pytest.FixtureRequest, repository: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Make a repository with a map of one revision, put it into the state asked for, and change the map on disk."""
    made = Scene(request.param, repository, git, monkeypatch)
    made.map.parent.mkdir()
    made.map.write_text("one\n")
    git(repository, "add", "maps")
    git(repository, "commit", "-qm", "A map")
    request.param(made)
    if made.map.read_text() == "one\n":
        made.map.write_text("two\n")
    return made


@pytest.fixture
def found(repository: Path) -> Repository:
    """Return the repository of the shared fixture as the program finds it."""
    return require_repository(repository)


@pytest.fixture
def read_only(git: Git, own_world: Path) -> Iterator[Path]:
    """Make a repository that this process may read and not write; as root, by stepping down to another account."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:  # another account gets there
        folder = Path(name)
        folder.chmod(0o755)
        configuration = folder / "gitconfig"
        configuration.write_text((own_world / "gitconfig").read_text())
        git(folder, "init", "-q")
        (folder / "x.toml").write_text("one\n")
        inside = [folder, *folder.rglob("*")]
        for path in inside:
            path.chmod(path.stat().st_mode & 0o555)
        if os.geteuid() == 0:
            for path in inside:
                os.chown(path, 65534, 65534)
            os.environ["GIT_CONFIG_GLOBAL"] = str(configuration)
            os.seteuid(65534)
        yield folder
        if os.getuid() == 0:
            os.seteuid(0)
        for path in inside:
            path.chmod(0o755)
