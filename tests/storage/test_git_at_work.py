"""Saving while git writes the same file: a real git, stopped in the middle of its work."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.storage import git_at_work
from cjm_tui.storage.files import load, save
from cjm_tui.storage.git_at_work import GitAtWork
from tests.patience import PATIENCE
from tests.stopped_pull import StoppedPull
from tests.tui.board_stories import OMAR, PAY, Team, feels, git, two_clones

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """Do what is put into the list when a save waits for git, however busy the machine is."""
    deeds: list[Callable[[], None]] = []
    pause = time.sleep

    def sleep(seconds: float) -> None:
        for deed in deeds:
            deed()
        pause(seconds)

    monkeypatch.setattr(git_at_work, "PATIENCE", PATIENCE)
    monkeypatch.setattr("cjm_tui.storage.git_at_work.time.sleep", sleep)
    return deeds


def omar_pushes(omar: Team) -> None:
    """Push a new file of the team's, and another card of the map."""
    (omar.folder / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n# ours\n')
    omar.commits(OMAR, "Comparing is hard", feels(-1, "compare"), 12)
    git(omar.folder, "push", "-q")


def test_a_save_during_a_pull_waits_for_git_and_both_are_in_the_file(
    tmp_path: Path, waits: list[Callable[[], None]]
) -> None:
    nora, omar = two_clones(tmp_path)
    omar_pushes(omar)
    loaded = load(nora.map)
    assert loaded.document is not None
    with StoppedPull(nora.folder) as pull:
        waits.append(pull.go_on)
        save(nora.map, loaded.reading, feels(2)(loaded.document))
    found = nora.document
    assert (found.records[PAY].emotion, found.records[PAY._replace(id="compare")].emotion) == (2, -1)


class Beginning:
    """A git that begins at the first fsync of what `is_then` tells, and writes the map as it had found it."""

    def __init__(self, team: Team, monkeypatch: pytest.MonkeyPatch, is_then: Callable[[int], bool]) -> None:
        self._team, self._monkeypatch, self._is_then = team, monkeypatch, is_then
        self._lock = team.folder / ".git" / "index.lock"
        self._theirs, self._fsync = set_field(team.document, PAY, "doing", "Pays at once"), os.fsync
        monkeypatch.setattr(os, "fsync", self._begin)

    def _begin(self, descriptor: int) -> None:
        if self._is_then(descriptor):
            self._monkeypatch.setattr(os, "fsync", self._fsync)
            self._lock.touch()
        self._fsync(descriptor)

    def ends(self) -> None:
        if self._lock.exists():
            self._team.writes(lambda _: self._theirs)
            self._lock.unlink()


@pytest.mark.parametrize("is_named", [False, True], ids=["before it is named", "when it is in its place"])
def test_what_git_begins_to_write_during_a_save_is_waited_for_and_has_the_save_in_it(
    tmp_path: Path, waits: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch, is_named: bool
) -> None:
    nora, _ = two_clones(tmp_path)
    loaded = load(nora.map)
    assert loaded.document is not None

    def is_then(descriptor: int) -> bool:
        """Tell whether the folder is made durable, as it is last, or what is to take the file's place."""
        return os.path.samestat(os.fstat(descriptor), nora.map.parent.stat()) == is_named

    waits.append(Beginning(nora, monkeypatch, is_then).ends)
    saved = save(nora.map, loaded.reading, feels(2)(loaded.document))
    pay = nora.document.records[PAY]
    assert (pay.emotion, pay.text("doing")) == (2, "Pays at once")
    assert saved.document == nora.document


@pytest.mark.parametrize(
    ("ages", "is_writing"),
    [
        ({"ORIG_HEAD": 0.01, "index": 0, "logs/HEAD": 5}, True),
        ({"ORIG_HEAD": 0.01, "index": 0, "logs/HEAD": 0}, False),  # it is done
        ({"ORIG_HEAD": 0.01, "index": 5, "logs/HEAD": 5}, False),
        ({"ORIG_HEAD": 50, "index": 0, "logs/HEAD": 60}, False),  # something else writes
    ],
)
def test_a_merge_is_let_finish_also_between_the_steps_in_which_git_takes_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ages: dict[str, float], is_writing: bool
) -> None:
    nora, _ = two_clones(tmp_path)
    (nora.folder / ".git" / "ORIG_HEAD").write_text(git(nora.folder, "rev-parse", "HEAD"))
    now = time.time()
    for name, age in ages.items():
        os.utime(nora.folder / ".git" / name, (now, now - age))
    monkeypatch.setattr("cjm_tui.storage.git_at_work.time.time", lambda: now)
    assert GitAtWork(nora.map.parent).is_writing() is is_writing


@pytest.mark.parametrize(
    ("ages", "is_given_up"),
    [
        ({"maps/shop.toml": 1, ".git/ORIG_HEAD": 1.5, ".git/logs/HEAD": 5}, True),
        ({"maps/shop.toml": 1, ".git/ORIG_HEAD": 1.5, ".git/logs/HEAD": 1.4}, False),  # it is done
        ({"maps/shop.toml": 1, ".git/ORIG_HEAD": 0.5, ".git/logs/HEAD": 5}, False),  # the file was written before
        ({"maps/shop.toml": 1, ".git/ORIG_HEAD": 9, ".git/logs/HEAD": 60}, False),  # and here long afterwards
    ],
)
def test_a_merge_that_was_given_up_is_known_by_what_it_left_of_itself(
    tmp_path: Path, ages: dict[str, float], is_given_up: bool
) -> None:
    nora, _ = two_clones(tmp_path)
    (nora.folder / ".git" / "ORIG_HEAD").touch()
    now = time.time()
    for name, age in ages.items():
        os.utime(nora.folder / name, (now, now - age))
    found = git_at_work.given_up_merge(nora.map)
    known = now - ages[".git/ORIG_HEAD"], now - ages[".git/logs/HEAD"]
    assert found == (pytest.approx(known) if is_given_up else None)


def test_a_lock_that_was_left_behind_is_not_waited_for(tmp_path: Path) -> None:
    nora, _ = two_clones(tmp_path)
    lock, work = nora.folder / ".git" / "index.lock", GitAtWork(nora.map.parent)
    lock.touch()
    assert work.is_writing()
    os.utime(lock, (time.time(), time.time() - git_at_work.PATIENCE))
    assert not work.is_writing()


def test_a_lock_that_stays_is_waited_for_as_long_as_a_save_can_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, _ = two_clones(tmp_path)
    lock = nora.folder / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (time.time(), time.time() + PATIENCE))  # a clock of a server's that goes ahead
    monkeypatch.setattr(git_at_work, "PATIENCE", 0.05)
    loaded = load(nora.map)
    assert loaded.document is not None
    save(nora.map, loaded.reading, feels(2)(loaded.document))
    assert nora.document.records[PAY].emotion == 2
    assert lock.exists()


def test_in_a_second_worktree_its_own_lock_counts(tmp_path: Path) -> None:
    nora, _ = two_clones(tmp_path)
    git(nora.folder, "worktree", "add", "-q", str(tmp_path / "beside"))
    work = GitAtWork(tmp_path / "beside" / "maps")
    os.utime(nora.folder / ".git" / "worktrees" / "beside" / "index", (0, 0))
    assert not work.is_writing()
    (nora.folder / ".git" / "index.lock").touch()
    assert not work.is_writing()
    (nora.folder / ".git" / "worktrees" / "beside" / "index.lock").touch()
    assert work.is_writing()
