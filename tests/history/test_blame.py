"""Who last touched each line, as git knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


@pytest.mark.parametrize(
    ("author", "when"),
    [
        ("Noah <n@x> 0 +9999", "1970-01-01T00:00:00+00:00"),
        ("Noah <n@x> 0 +518", "1970-01-01T00:00:00+00:00"),
        ("Noah <n@x> 60 ", "1970-01-01T00:00:00+00:00"),
        ("Noah <n@x>", "1970-01-01T00:00:00+00:00"),
        ("Noah <n@x> 99999999999999999 +0100", "1970-01-01T01:00:00+01:00"),
        ("Noah <n@x> 99999999999999999 -0100", "1969-12-31T23:00:00-01:00"),
    ],
)
def test_a_commit_that_git_would_not_have_made_has_an_author_all_the_same(
    repository: Path, git: Callable[..., str], author: str, when: str
) -> None:
    path = repository / "x.toml"
    path.write_text("one\n")
    git(repository, "add", "x.toml")
    odd = repository / "odd"
    tree = git(repository, "write-tree").strip()
    odd.write_text(f"tree {tree}\nauthor {author}\ncommitter C <c@x> 0 +0000\n\nOdd\n")
    git(repository, "reset", "--soft", git(repository, "hash-object", "-wt", "commit", "--literally", "odd").strip())
    (touch,) = touches_of(require_repository(path), path)
    assert (touch.subject, touch.when.isoformat()) == ("Odd", when)


def test_what_a_person_tells_their_own_blame_does_not_keep_ours_from_answering(
    repository: Path, git: Callable[..., str]
) -> None:
    path = repository / "x.toml"
    path.write_text("one\n")
    git(repository, "config", "blame.ignoreRevsFile", "not-on-this-branch")
    git(repository, "config", "i18n.logOutputEncoding", "latin1")
    git(repository, "add", "x.toml")
    git(repository, "commit", "-qm", "Grüße")
    assert [touch.subject for touch in touches_of(require_repository(path), path)] == ["Grüße"]
