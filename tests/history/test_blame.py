"""Who last touched each line, as git knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.history.blame import touches_of
from cjm_tui.history.repository import require_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_each_line_names_its_last_author_date_and_message(repository: Path, git: Callable[..., str]) -> None:
    path = repository / "x.toml"
    path.write_text("one\ntwo\n")
    git(repository, "add", "x.toml")
    git(repository, "commit", "-qm", "First")
    path.write_text("one\nthree\n")
    git(repository, "commit", "-qam", "Second", "--author", "Noah Müller <n@x>", "--date", "2026-05-01T10:00:00-03:30")
    touches = touches_of(require_repository(path), path)
    assert [touch.subject for touch in touches] == ["First", "Second"]
    assert (touches[1].author, touches[1].email) == ("Noah Müller", "n@x")
    assert touches[1].when.isoformat() == "2026-05-01T10:00:00-03:30"
    assert git(repository, "rev-parse", "HEAD").startswith(touches[1].short)


def test_a_line_that_only_moved_or_was_indented_keeps_its_author(repository: Path, git: Callable[..., str]) -> None:
    path = repository / "x.toml"
    path.write_text("a long line about paying by card on a phone\nanother long line about waiting for a parcel\n")
    git(repository, "add", "x.toml")
    git(repository, "commit", "-qm", "First")
    path.write_text(
        "new\n  another long line about waiting for a parcel\na long line about paying by card on a phone\n"
    )
    git(repository, "commit", "-qam", "Second")
    touches = touches_of(require_repository(path), path)
    assert [touch.subject for touch in touches] == ["Second", "First", "First"]


def test_a_file_never_committed_was_touched_by_nobody(repository: Path, git: Callable[..., str]) -> None:
    path = repository / "x.toml"
    path.write_text("one\n")
    found = require_repository(path)
    assert touches_of(found, path) == ()
    git(repository, "commit", "-q", "--allow-empty", "-m", "Nothing")
    assert touches_of(found, path) == ()
