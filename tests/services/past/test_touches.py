"""When maps were touched last, told for any state of a repository."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from cjm_tui.services.past.touches import Touch, touches

COMMITTED = datetime.fromisoformat("2026-03-02T10:00:00+01:00")


def a_file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(f'schema = "map/1"\ntitle = "{name}"\n')
    return path


def test_days_are_counted_from_the_commit_that_changed_the_file(repository: Path, git: Callable[..., str]) -> None:
    path = a_file(repository, "a.toml")
    git(repository, "add", "a.toml")
    git(repository, "commit", "-q", "-m", "A map")
    told = touches([path], COMMITTED + timedelta(days=40, hours=3))
    assert told == {path: Touch(40, "Robin Example", is_changed=False)}
    assert [Touch(days, "", is_changed=False).words for days in (None, 0, 1, 40)] == [
        "never",
        "today",
        "1 day",
        "40 days",
    ]


def test_a_change_since_and_a_file_no_commit_has_are_told(repository: Path, git: Callable[..., str]) -> None:
    old, new = a_file(repository, "old.toml"), a_file(repository, "new.toml")
    git(repository, "add", "old.toml")
    git(repository, "commit", "-q", "-m", "A map")
    old.write_text(old.read_text() + "# a note\n")
    told = touches([old, new], COMMITTED)
    assert told[old].is_changed
    assert told[new] == Touch(None, "", is_changed=True)


def test_where_git_cannot_tell_nothing_is_told(tmp_path: Path) -> None:
    assert touches([a_file(tmp_path, "a.toml")], COMMITTED) == {}
    assert touches([], COMMITTED) == {}
