"""Repositories that the program makes: one for a team, and throw-away ones to show things in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cjm_tui.history.commits import commit_paths
from cjm_tui.history.creation import create_repository, create_throwaway_repository
from cjm_tui.history.identity import identity_of
from cjm_tui.history.message import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Git = Callable[..., str]


def test_a_new_repository_has_no_hooks_and_takes_a_commit(tmp_path: Path, git: Git, own_world: Path) -> None:
    hook = own_world / "template" / "hooks" / "pre-commit"
    hook.parent.mkdir(parents=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    git(tmp_path, "config", "--global", "init.templateDir", str(own_world / "template"))
    made = create_repository(tmp_path)
    (tmp_path / "x.toml").write_text("one\n")
    commit_paths(made, [tmp_path / "x.toml"], "First")
    assert git(tmp_path, "log", "--format=%an %s", "main") == "Robin Example First\n"


def test_a_throwaway_repository_takes_commits_of_anybody_at_any_time(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "config", "--global", "commit.gpgSign", "true")
    git(tmp_path, "config", "--global", "core.hooksPath", "/nowhere")
    git(tmp_path, "config", "--global", "--unset", "user.name")
    made = create_throwaway_repository(tmp_path, Person("You", "you@example.org"))
    when = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    (tmp_path / "x.toml").write_text("one\n")
    commit_paths(made, [tmp_path / "x.toml"], "First", author=Person("Kim Example", "kim@example.org"), when=when)
    assert git(tmp_path, "log", "--format=%an %ae %aI %cn %cI").strip() == (
        "Kim Example kim@example.org 2026-01-05T09:30:00+00:00 Kim Example 2026-01-05T09:30:00+00:00"
    )
    assert identity_of(made) == Person("You", "you@example.org")
