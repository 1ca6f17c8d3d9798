"""The history of one file, as its readers expect it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import NotFoundError
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.commits import commit_paths
from cjm_tui.history.dates import last_touched
from cjm_tui.history.message import Person
from cjm_tui.history.names import resolve_revision, text_at
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.revisions import revisions_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KIM = Person("Kim Example", "kim@example.org")
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_revisions_come_newest_first_with_who_when_and_why(found: Repository) -> None:
    path = found.root / "maps" / "fiona.toml"
    for day, text in enumerate(("one\n", "two\n", "three\n")):
        commit_paths(
            found,
            [write(path, text)],
            f"Say {text}\nBecause.",
            author=KIM,
            when=NOON + timedelta(days=day),
            people=[KIM],
        )
    revisions = revisions_of(found, path)
    assert [revision.subject for revision in revisions] == ["Say three", "Say two", "Say one"]
    assert [revision.deed for revision in revisions] == ["changed", "changed", "added"]
    newest = revisions[0]
    assert (newest.author, newest.email, newest.when) == (KIM.name, KIM.email, NOON + timedelta(days=2))
    assert newest.body.startswith("Because.")
    assert newest.people == ("Kim Example",)
    assert texts_of(found, revisions) == {
        revisions[0].commit: b"three\n",
        revisions[1].commit: b"two\n",
        revisions[2].commit: b"one\n",
    }


def test_what_a_commit_changed_is_told_by_its_own_parent_not_by_its_neighbour_in_the_list(
    found: Repository, git: Callable[..., str]
) -> None:
    path = found.root / "x.toml"
    commit_paths(found, [write(path, "base\n")], "Base", author=KIM, when=NOON)
    git(found.root, "switch", "-q", "-c", "side")
    commit_paths(found, [write(path, "side\n")], "Side", author=KIM, when=NOON + timedelta(days=1))
    git(found.root, "switch", "-q", "main")
    commit_paths(found, [write(path, "main\n")], "Main", author=KIM, when=NOON + timedelta(days=2))
    git(found.root, "merge", "-q", "-s", "ours", "--no-commit", "side")
    write(path, "both\n")
    git(found.root, "commit", "-q", "-a", "-m", "Both")
    revisions = revisions_of(found, path)
    texts = read_blobs(found, (blob for r in revisions for blob in (r.blob, r.blob_before)))
    told = {r.subject: (texts.get(r.blob_before, b""), texts[r.blob]) for r in revisions}
    assert told == {
        "Both": (b"main\n", b"both\n"),
        "Main": (b"base\n", b"main\n"),
        "Side": (b"base\n", b"side\n"),
        "Base": (b"", b"base\n"),
    }


def test_a_part_of_the_revisions_can_be_asked_for(found: Repository) -> None:
    path = found.root / "x.toml"
    for number in range(6):
        commit_paths(found, [write(path, f"{number}\n")], f"Revision {number}")
        commit_paths(found, [write(found.root / "other", f"{number}\n")], "Something else")
    assert [one.subject for one in revisions_of(found, path, limit=2)] == ["Revision 5", "Revision 4"]
    assert [one.subject for one in revisions_of(found, path, limit=2, skip=3)] == ["Revision 2", "Revision 1"]


def test_history_goes_on_across_a_renaming(found: Repository, git: Callable[..., str]) -> None:
    path = write(found.root / "maps" / "old.toml", "a\nb\nc\nd\n")
    first = commit_paths(found, [path], "Begin").hash
    git(found.root, "mv", "maps/old.toml", "maps/new.toml")
    git(found.root, "commit", "-qm", "Rename")
    newest, oldest = revisions_of(found, found.root / "maps" / "new.toml")
    assert (newest.deed, newest.path_before, newest.path) == ("renamed", "maps/old.toml", "maps/new.toml")
    assert oldest.path == "maps/old.toml"
    assert text_at(found, first, found.root / "maps" / "new.toml") == b"a\nb\nc\nd\n"


def test_a_merge_that_changed_the_file_is_a_revision_of_it(found: Repository, git: Callable[..., str]) -> None:
    path = write(found.root / "x.toml", "a\nb\nc\nd\ne\n")
    commit_paths(found, [path], "Begin")
    git(found.root, "switch", "-qc", "theirs")
    commit_paths(found, [write(path, "a\nb\nc\nd\ntheirs\n")], "Theirs")
    git(found.root, "switch", "-q", "main")
    commit_paths(found, [write(path, "ours\nb\nc\nd\ne\n")], "Ours")
    git(found.root, "merge", "-q", "-m", "Both", "theirs")
    revisions = revisions_of(found, path)
    assert revisions[0].deed == "merged"
    assert len(revisions[0].parents) == 2
    assert texts_of(found, revisions[:1]) == {revisions[0].commit: b"ours\nb\nc\nd\ntheirs\n"}
    assert {revision.subject for revision in revisions} == {"Both", "Ours", "Theirs", "Begin"}


def test_a_removed_file_keeps_its_history(found: Repository) -> None:
    path = write(found.root / "x.toml", "a\n")
    commit_paths(found, [path], "Begin")
    path.unlink()
    commit_paths(found, [path], "Remove")
    revisions = revisions_of(found, path)
    assert [revision.deed for revision in revisions] == ["removed", "added"]
    assert list(texts_of(found, revisions)) == [revisions[1].commit]


def test_before_the_first_commit_there_are_no_revisions(tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q")
    found = require_repository(tmp_path)
    assert revisions_of(found, tmp_path / "x.toml") == ()
    assert last_touched(found, [tmp_path / "x.toml"]) == {}


@pytest.mark.parametrize(
    "name", [b"caf\xe9.toml", b"line\nbreak.toml", b":(glob)*.toml", b"*.toml", b"-x.toml", b" .toml"]
)
def test_any_file_name_has_a_history_of_its_own(found: Repository, name: bytes) -> None:
    path = found.root / "maps" / os.fsdecode(name)
    commit_paths(found, [write(found.root / "maps" / "other.toml", "other\n")], "Other")
    commit_paths(found, [write(path, "mine\n")], "Mine")
    revisions = revisions_of(found, path)
    assert [revision.subject for revision in revisions] == ["Mine"]
    assert texts_of(found, revisions) == {revisions[0].commit: b"mine\n"}
    assert text_at(found, "HEAD", path) == b"mine\n"
    assert last_touched(found, [path])[path].commit == revisions[0].commit


def test_a_message_cannot_pass_for_something_else(found: Repository) -> None:
    path = write(found.root / "x.toml", "a\n")
    words = "Subject\n\n:100644 100644 0 0 M\n\x01\x02\nCo-authored-by: Kim Example <kim@example.org>"
    commit_paths(found, [path], words)
    (revision,) = revisions_of(found, path)
    assert revision.body.splitlines()[0] == ":100644 100644 0 0 M"
    assert revision.people == ("Robin Example", "Kim Example")


def test_a_date_that_no_calendar_has_does_not_hide_the_history(
    found: Repository, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(found.root / "x.toml", "a\n")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "@999999999999 +0000")
    git(found.root, "add", "x.toml")
    git(found.root, "commit", "-qm", "Far away")
    assert [revision.subject for revision in revisions_of(found, path)] == ["Far away"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("diff.orderFile", "/nowhere"),
        ("log.showRoot", "false"),
        ("diff.relative", "true"),
        ("diff.renames", "false"),
        ("core.quotePath", "true"),
        ("log.follow", "false"),
        ("i18n.logOutputEncoding", "ISO-8859-1"),
        ("log.date", "relative"),
        ("format.pretty", "oneline"),
        ("core.abbrev", "4"),
        ("color.ui", "always"),
        ("log.diffMerges", "off"),
        ("core.attributesFile", "/nowhere"),
    ],
)
def test_configuration_does_not_change_what_is_listed(
    found: Repository, git: Callable[..., str], key: str, value: str
) -> None:
    path = write(found.root / "maps" / "ü.toml", "a\n")
    commit_paths(found, [path], "Über")
    before = revisions_of(found, path)
    git(found.root, "config", key, value)
    assert revisions_of(found, path) == before
    assert before[0].subject == "Über"
    assert last_touched(found, [path])[path].commit == before[0].commit


def test_the_last_touch_of_many_files_comes_from_one_look(found: Repository) -> None:
    paths = [write(found.root / "maps" / f"{letter}.toml", letter) for letter in "abc"]
    commit_paths(found, paths, "All", when=NOON)
    commit_paths(found, [write(paths[1], "again")], "One", author=KIM, when=NOON + timedelta(days=3))
    touched = last_touched(found, [*paths, found.root / "never.toml"])
    assert {path.name: answer.when for path, answer in touched.items()} == {
        "a.toml": NOON,
        "b.toml": NOON + timedelta(days=3),
        "c.toml": NOON,
    }
    assert touched[paths[1]].author == "Kim Example"


def test_a_commit_is_found_by_any_name_git_knows(found: Repository, git: Callable[..., str]) -> None:
    full = git(found.root, "rev-parse", "HEAD").strip()
    git(found.root, "tag", "-a", "v1.0", "-m", "First")
    for name in ("HEAD", "main", "v1.0", full, full[:8], "main@{0}", ":/Begin"):
        assert resolve_revision(found, name) == full


@pytest.mark.parametrize(
    "name", ["", "--help", "-n1", "main..HEAD", "HEAD:README.md", "nul\0", "maim", "line\nbreak", "^HEAD"]
)
def test_an_unknown_revision_is_said_and_never_taken_for_an_option(found: Repository, name: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        resolve_revision(found, name)
    assert refused.value.hint


def test_an_unknown_revision_names_the_nearest(found: Repository, git: Callable[..., str]) -> None:
    git(found.root, "branch", "workshop-march")
    with pytest.raises(NotFoundError, match="Did you mean workshop-march"):
        resolve_revision(found, "workshp-march")


def test_a_file_that_was_not_there_yet_says_since_when_it_is(found: Repository) -> None:
    path = write(found.root / "x.toml", "a\n")
    made = commit_paths(found, [path], "Begin", when=NOON)
    with pytest.raises(NotFoundError, match=rf"first revision is {made.hash[:7]}, of 2026-01-05"):
        text_at(found, "HEAD~1", path)
