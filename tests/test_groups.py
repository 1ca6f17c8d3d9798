"""Folders that a group shares: what is made in them is the group's, whatever anybody's umask says; real accounts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.history.command import act
from cjm_tui.storage.files import load
from cjm_tui.storage.making import create
from tests.accounts import ANA, BEN, as_account, only_root, rights, shared_by_the_group
from tests.storage.cards import emotion_in, saved_card
from tests.storage.changes import document_of
from tests.storage.conftest import MAP


@pytest.fixture
def umask() -> Iterator[None]:
    """Let only oneself do anything with what is made."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a map of Ben's in a folder that he shares with the group."""
    folder = tmp_path / "maps"
    folder.mkdir()
    file = folder / "outfit.toml"
    file.write_text(MAP)
    os.chown(shared_by_the_group(folder) / file.name, BEN, -1)
    return file


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize(("mode", "file", "inner"), [(0o2770, 0o660, 0o2770), (0o2775, 0o664, 0o2775)])
def test_a_map_made_in_a_shared_folder_is_as_open_as_that(tmp_path: Path, mode: int, file: int, inner: int) -> None:
    tmp_path.chmod(mode)
    create(tmp_path / "personas" / "young" / "fiona.toml", document_of('schema = "persona/1"\nname = "Fiona"\n'))
    assert rights(tmp_path / "personas" / "young" / "fiona.toml") == file
    assert rights(tmp_path / "personas") == rights(tmp_path / "personas" / "young") == inner


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("mode", [0o775, 0o2755, 0o755])
def test_in_a_folder_that_nobody_shares_the_umask_holds(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    create(tmp_path / "personas" / "fiona.toml", document_of('schema = "persona/1"\nname = "Fiona"\n'))
    assert rights(tmp_path / "personas" / "fiona.toml") == 0o600


@pytest.mark.usefixtures("umask")
def test_what_git_writes_for_us_in_a_shared_clone_is_open_to_the_group(
    repository: Path, git: Callable[..., str]
) -> None:
    git(repository, "config", "core.sharedRepository", "group")
    for folder in (repository, repository / ".git"):
        folder.chmod(0o2770)
    (repository / "README.md").unlink()
    act(repository, "checkout", "HEAD", "--", "README.md")
    act(repository, "fetch", "--quiet", ".")
    assert rights(repository / "README.md") == 0o660
    assert rights(repository / ".git" / "FETCH_HEAD") == 0o660


@only_root
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o664])
def test_a_map_that_a_colleague_s_umask_closed_is_saved_and_open_again(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert as_account(ANA, lambda: saved_card(path), umask=0o077) == ""
    assert emotion_in(path) == 1
    assert rights(path) == mode | 0o060


@only_root
def test_a_map_that_a_colleague_lets_nobody_write_stays_as_it_is(path: Path) -> None:
    path.chmod(0o444)
    assert "you may not write there" in as_account(ANA, lambda: saved_card(path))
    assert path.read_text() == MAP


@only_root
def test_a_map_of_one_s_own_that_nobody_shall_write_stays_as_it_is(path: Path) -> None:
    path.chmod(0o444)
    assert "you may not write there" in as_account(BEN, lambda: saved_card(path))
    assert path.read_text() == MAP


@only_root
def test_of_a_map_that_only_a_colleague_may_read_it_is_said_whose_it_is_and_what_opens_it(path: Path) -> None:
    path.chmod(0o600)
    said = as_account(ANA, lambda: load(path))
    assert "you may not read it" in said
    assert f"user {BEN}" in said
    assert "chmod g+rw outfit.toml" in said


@only_root
def test_who_is_not_in_the_group_is_not_told_that_a_colleague_could_help(path: Path) -> None:
    path.parent.chmod(0o755)
    path.chmod(0o600)
    assert "Check who may read it" in as_account(ANA, lambda: load(path))


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaveError, match="cannot be made"):
        create(tmp_path / "file" / "personas" / "fiona.toml", document_of('schema = "persona/1"\nname = "F"\n'))
