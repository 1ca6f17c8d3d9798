"""A past made in one go is what real git then shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cjm_tui.errors import GitError
from cjm_tui.history.creation import create_repository
from cjm_tui.history.message import Person
from cjm_tui.history.past import PastCommit, make_past

MINA = Person("Mina Ode", "mina@example.org")
JUN = Person("Jun <the> Elder", "jun@example.org")
FIRST = datetime(2026, 1, 5, 9, 30, tzinfo=timezone(timedelta(hours=1)))
ODD = 'maps/a "b"\\c é.toml'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return create_repository(tmp_path).root


def test_every_commit_has_its_author_its_date_and_its_files(repository: Path, git: Callable[..., str]) -> None:
    past = [
        PastCommit(MINA, FIRST, "Begin\n\nWith two files.", {"maps/x.toml": b"one\n", ODD: b"\r\n\x00"}),
        PastCommit(JUN, FIRST + timedelta(days=3), "Go on", {"maps/x.toml": b"two", ODD: None}),
    ]
    make_past(create_repository(repository), past)
    said = git(repository, "log", "--format=%an|%ae|%aI|%cI|%s|%b", "--name-status", "-z", "--reverse")
    assert "Mina Ode|mina@example.org|2026-01-05T09:30:00+01:00|2026-01-05T09:30:00+01:00|Begin|With two files." in said
    assert "Jun the Elder|jun@example.org|2026-01-08T09:30:00+01:00" in said
    assert [part for part in said.split("\0") if part.endswith(".toml")].count(ODD) == 2
    assert git(repository, "show", f"HEAD~:{ODD}") == "\r\n\x00"


def test_files_and_index_stand_as_in_the_last_commit(repository: Path, git: Callable[..., str]) -> None:
    make_past(create_repository(repository), [PastCommit(MINA, FIRST, "Begin", {"maps/x.toml": b"one\n"})])
    assert (repository / "maps" / "x.toml").read_bytes() == b"one\n"
    assert git(repository, "status", "--porcelain") == ""


def test_no_hook_and_no_signature_stands_in_the_way(repository: Path, git: Callable[..., str]) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    git(repository, "config", "commit.gpgSign", "true")
    git(repository, "config", "gpg.program", "false")
    make_past(create_repository(repository), [PastCommit(MINA, FIRST, "Begin", {"x": b""})])
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "1"


def test_what_git_refuses_is_said(repository: Path) -> None:
    with pytest.raises(GitError, match="No history made"):
        make_past(create_repository(repository), [PastCommit(MINA, datetime.now(UTC), "x", {"../up": b""})])
