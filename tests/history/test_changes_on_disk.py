"""What is on disk and in no commit yet is told by comparing bytes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cjm_tui.history.changes import Standing, standing_of
from cjm_tui.history.commits import commit_paths
from cjm_tui.history.repository import Repository, require_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Git = Callable[..., str]


def one(found: Repository, path: Path) -> Standing:
    return standing_of(found, [path])[path]


def test_a_file_as_it_was_committed_is_not_changed(found: Repository) -> None:
    words = (found.root / "README.md").read_bytes()
    assert one(found, found.root / "README.md") == Standing(
        committed=words, present=words, is_changed=False, is_tracked=True, is_ignored=False
    )


def test_a_changed_file_comes_with_both_its_contents(found: Repository) -> None:
    path = found.root / "README.md"
    before = path.read_bytes()
    path.write_bytes(b"\xff\x00 not text\r\n")
    assert one(found, path) == Standing(
        before, b"\xff\x00 not text\r\n", is_changed=True, is_tracked=True, is_ignored=False
    )


def test_a_change_that_was_staged_is_still_in_no_commit(found: Repository, git: Git) -> None:
    (found.root / "README.md").write_text("staged\n")
    git(found.root, "add", "README.md")
    assert one(found, found.root / "README.md").is_changed


def test_new_announced_ignored_and_removed_files_are_told_apart(found: Repository, git: Git) -> None:
    for name in ("new", "announced", "ignored"):
        (found.root / name).write_text("words\n")
    git(found.root, "add", "-N", "announced")
    (found.root / ".gitignore").write_text("ignored\n")
    (found.root / "README.md").unlink()
    names = ("new", "announced", "ignored", "README.md", "never")
    standing = standing_of(found, [found.root / name for name in names])
    seen = {path.name: (one.is_changed, one.is_tracked, one.is_ignored) for path, one in standing.items()}
    assert seen == {
        "new": (True, False, False),
        "announced": (True, True, False),
        "ignored": (True, False, True),
        "README.md": (True, True, False),
        "never": (False, False, False),
    }
    assert standing[found.root / "README.md"].present is None


def test_before_the_first_commit_every_file_is_new(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "x.toml").write_text("words\n")
    standing = one(require_repository(tmp_path), tmp_path / "x.toml")
    assert (standing.committed, standing.is_changed) == (None, True)


def test_a_repository_of_long_hashes_is_compared_as_well(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    path = tmp_path / "x.toml"
    path.write_text("words\n")
    found = require_repository(tmp_path)
    commit_paths(found, [path], "Words")
    assert not one(found, path).is_changed


def test_names_of_any_bytes_are_compared(found: Repository) -> None:
    paths = [found.root / os.fsdecode(name) for name in (b"caf\xe9", b"line\nbreak", b"*", b":x", b"-x")]
    for path in paths:
        path.write_text(path.name.encode("utf-8", "replace").decode())
    commit_paths(found, paths, "Names")
    paths[2].write_text("changed")
    assert [path for path, standing in standing_of(found, paths).items() if standing.is_changed] == [paths[2]]


def test_a_pipe_in_place_of_a_file_does_not_keep_us_waiting(found: Repository) -> None:
    os.mkfifo(found.root / "pipe")
    assert one(found, found.root / "pipe").present is None


def test_a_file_of_any_size_does_not_fill_the_memory(found: Repository) -> None:
    path = found.root / "README.md"
    with path.open("r+b") as file:
        file.truncate(1 << 40)
    assert one(found, path).is_changed
    assert len(one(found, path).present or b"") < 1 << 27


@pytest.mark.usefixtures("bound")
def test_a_file_that_nobody_may_read_is_not_taken_for_one_that_is_gone(found: Repository) -> None:
    path = found.root / "README.md"
    path.chmod(0)
    assert (one(found, path).present, one(found, path).is_changed) == (None, False)
    path.unlink()
    assert one(found, path).is_changed


def test_a_link_to_a_file_of_the_repository_stands_for_that_file(found: Repository, git: Git) -> None:
    link = found.root / "link"
    link.symlink_to("README.md")
    git(found.root, "add", "link")
    git(found.root, "commit", "-qm", "Link")
    assert not one(found, link).is_changed
    link.write_text("written through the link\n")
    assert one(found, link).is_changed
    assert commit_paths(found, [link], "Through the link").paths == ("README.md",)


def test_a_link_that_leads_out_of_the_repository_stands_for_itself(found: Repository, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("words\n")
    link = found.root / "link"
    link.symlink_to(outside)
    commit_paths(found, [link], "Link")
    outside.write_text("other words\n")
    assert one(found, link) == Standing(
        str(outside).encode(), str(outside).encode(), is_changed=False, is_tracked=True, is_ignored=False
    )
