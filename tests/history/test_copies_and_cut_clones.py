"""The history of a file where git knows less than it seems to: copies, other names, clones that end somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import NotFoundError
from cjm_tui.history.blame import touches_of
from cjm_tui.history.commits import commit_paths
from cjm_tui.history.dates import last_touched
from cjm_tui.history.message import Person
from cjm_tui.history.names import resolve_revision, text_at
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.revisions import revisions_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KIM = Person("Kim Example", "kim@example.org")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_copy_begins_with_the_commit_that_made_it_and_is_no_renaming(found: Repository) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    original = write(found.root / "maps" / "one.toml", text)
    commit_paths(found, [original], "Begin")
    copy = write(found.root / "maps" / "two.toml", text + "more\n")
    commit_paths(found, [copy], "Copy")
    only = revisions_of(found, copy)
    assert [(one.subject, one.deed, one.model, one.blob_before) for one in only] == [
        ("Copy", "added", "maps/one.toml", "")
    ]
    with pytest.raises(NotFoundError, match="does not exist"):
        text_at(found, "HEAD~1", copy)


def test_what_a_file_was_before_it_was_removed_and_made_again_as_a_copy_is_its_past(found: Repository) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    paths = [write(found.root / "maps" / name, text) for name in ("one.toml", "two.toml")]
    commit_paths(found, paths, "Begin")
    paths[1].unlink()
    commit_paths(found, paths[1:], "Remove")
    commit_paths(found, [write(paths[1], text)], "Again")
    assert [one.subject for one in revisions_of(found, paths[1])] == ["Again", "Remove", "Begin"]
    assert [one.subject for one in revisions_of(found, paths[1], limit=1, skip=1)] == ["Remove"]


def test_a_file_is_found_on_a_branch_where_it_goes_by_another_name(found: Repository, git: Callable[..., str]) -> None:
    path = write(found.root / "maps" / "shop.toml", "a\nb\nc\nd\n")
    commit_paths(found, [path], "Begin")
    git(found.root, "switch", "-qc", "feat/store")
    git(found.root, "mv", "maps/shop.toml", "maps/store.toml")
    git(found.root, "commit", "-qm", "Rename")
    commit_paths(found, [write(found.root / "maps" / "store.toml", "a\nb\nc\nstore\n")], "Edit")
    git(found.root, "switch", "-q", "main")
    assert text_at(found, "feat/store", path) == b"a\nb\nc\nstore\n"


def test_where_a_shallow_clone_ends_nobody_is_said_to_have_changed_anything(
    found: Repository, tmp_path: Path, git: Callable[..., str]
) -> None:
    path = write(found.root / "x.toml", "a\nb\n")
    commit_paths(found, [path], "Begin", author=KIM)
    commit_paths(found, [write(path, "a\nc\n")], "Edit", author=KIM)
    git(found.root, "commit", "-q", "--allow-empty", "-m", "Nothing")
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{found.root}", "shallow")
    shallow = require_repository(tmp_path / "shallow")
    file = shallow.root / "x.toml"
    assert [(one.subject, one.is_cut) for one in revisions_of(shallow, file)] == [("Edit", True)]
    assert {(touch.author, touch.is_cut) for touch in touches_of(shallow, file)} == {("", True)}
    touched = last_touched(shallow, [file])[file]
    assert (touched.author, touched.is_cut) == ("", True)


def test_a_map_goes_by_where_git_stood_without_the_second_at(found: Repository) -> None:
    path = write(found.root / "x.toml", "a\n")
    first = commit_paths(found, [path], "Begin").hash
    commit_paths(found, [write(path, "b\n")], "Edit")
    assert resolve_revision(found, "{1}") == resolve_revision(found, "@{1}") == first
