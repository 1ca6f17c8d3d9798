"""The demo: the shipped maps, with a past that real git shows, in a folder that nothing of ours or theirs outlives."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cjm_tui.services.demo import samples
from cjm_tui.services.workspace import shipped

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the system's place for temporary files a folder of our own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def folder(place: Path) -> Iterator[Path]:
    with samples.repository(NOW) as folder:
        assert folder.parent == place
        yield folder


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_maps_are_the_shipped_ones_and_all_committed(folder: Path, git: Callable[..., str]) -> None:
    assert files_below(folder / "maps") == files_below(shipped.maps_folder())
    assert git(folder, "status", "--porcelain", "--ignored") == ""


def test_a_good_dozen_of_commits_by_three_people_on_main(folder: Path, git: Callable[..., str]) -> None:
    authors = git(folder, "log", "--format=%an", "main").splitlines()
    assert len(authors) >= 12
    assert len(set(authors)) == 3


def test_a_change_of_one_field_is_one_line_of_the_diff(folder: Path, git: Callable[..., str]) -> None:
    """Every state is written into the one after it, so no commit says more than it changed."""
    counts = [line.split("\t")[:2] for line in git(folder, "log", "--numstat", "--format=").splitlines() if line]
    assert counts[0] == ["1", "1"]
    whole = sum(len(text.splitlines()) for text in shipped.sample_files().values())
    assert sum(int(added) for added, _ in counts) < whole * 1.3


def test_the_visitor_commits_without_an_identity_a_signature_or_a_hook_of_their_own(
    place: Path, git: Callable[..., str], own_world: Path
) -> None:
    refusing = own_world / "hooks" / "pre-commit"
    refusing.parent.mkdir()
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    (own_world / "gitconfig").write_text(
        f"[commit]\ngpgSign = true\n[gpg]\nprogram = false\n[core]\nhooksPath = {refusing.parent}\n"
    )
    with samples.repository(NOW) as folder:
        (folder / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n')
        git(folder, "commit", "-q", "-a", "-m", "Try")
        assert git(folder, "log", "-1", "--format=%an").strip() == "You"
    assert list(place.iterdir()) == []


def test_without_git_there_are_the_maps_without_a_history(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(place))
    with samples.repository(NOW) as folder:
        assert files_below(folder / "maps") == files_below(shipped.maps_folder())
        assert not (folder / ".git").exists()
    assert list(place.iterdir()) == []


def test_nothing_outside_the_folder_is_touched(place: Path, own_world: Path) -> None:
    before = files_below(own_world)
    with samples.repository(NOW):
        pass
    assert files_below(own_world) == before
    assert list(place.iterdir()) == []
