"""Two colleagues, two clones and one remote."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.storage.lens import read, write
from tests.model.documents import shop


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@dataclass(frozen=True)
class Clone:
    """A colleague's clone of the remote, with one map in it."""

    folder: Path

    @property
    def map(self) -> Path:
        return self.folder / "maps" / "shop.toml"

    @property
    def document(self) -> Document:
        found = read(self.map.read_text()).document
        assert found is not None
        return found

    def edits(self, edit: Callable[[Document], Document], message: str = "edit") -> None:
        """Edit the map and commit."""
        self.map.write_text(write(self.map.read_text(), edit(self.document)))
        git(self.folder, "commit", "-qam", message)


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Clone, Clone]:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    git(tmp_path, "clone", "-q", "remote.git", "nora")
    nora = Clone(tmp_path / "nora")
    git(nora.folder, "switch", "-q", "-c", "main")
    nora.map.parent.mkdir()
    nora.map.write_text(write("", shop()))
    git(nora.folder, "add", "-A")
    git(nora.folder, "commit", "-qm", "start")
    git(nora.folder, "push", "-q", "-u", "origin", "main")
    git(tmp_path, "clone", "-q", "remote.git", "tomas")
    return nora, Clone(tmp_path / "tomas")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a committed map in a repository of its own, in which one stands."""
    file = tmp_path / "maps" / "shop.toml"
    file.parent.mkdir()
    file.write_text(write("", shop()))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "start")
    monkeypatch.chdir(tmp_path)
    return file
