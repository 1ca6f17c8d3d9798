"""A commit holds exactly the files it was asked for, whatever else is going on, and fails without a trace."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CommitError, GitError, NothingToCommit, UsageError
from cjm_tui.history import commits
from cjm_tui.history.command import act
from cjm_tui.history.commits import commit_paths
from cjm_tui.history.identity import identity_of
from cjm_tui.history.message import Person
from cjm_tui.history.repository import Repository, require_repository

if TYPE_CHECKING:
    from collections.abc import Callable

    Git = Callable[..., str]

KIM = Person("Kim Example", "kim@example.org")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def hook(found: Repository, name: str, body: str) -> None:
    path = write(found.git_dir / "hooks" / name, f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def test_a_commit_says_what_it_made(found: Repository, git: Git) -> None:
    made = commit_paths(found, [write(found.root / "maps" / "x.toml", "one\n")], "Map the journey")
    assert made.hash == git(found.root, "rev-parse", "HEAD").strip()
    assert (made.branch, made.paths, made.notice) == ("main", ("maps/x.toml",), "")


def test_new_changed_and_removed_files_go_into_one_commit(found: Repository, git: Git) -> None:
    paths = [found.root / name for name in ("changed", "removed", "new")]
    commit_paths(found, [write(paths[0], "1"), write(paths[1], "1")], "Begin")
    write(paths[0], "2")
    paths[1].unlink()
    write(paths[2], "1")
    commit_paths(found, paths, "All three")
    listed = git(found.root, "show", "--format=", "--name-status", "--no-renames", "HEAD")
    assert set(listed.split("\n")) == {"M\tchanged", "D\tremoved", "A\tnew", ""}
    assert git(found.root, "status", "--porcelain") == ""


def test_what_a_colleague_has_staged_stays_staged_and_out_of_the_commit(found: Repository, git: Git) -> None:
    write(found.root / "secret.env", "TOKEN=1")
    git(found.root, "add", "secret.env")
    git(found.root, "rm", "-q", "--cached", "README.md")
    commit_paths(found, [write(found.root / "x.toml", "one\n")], "Mine")
    assert git(found.root, "show", "--format=", "--name-only", "HEAD") == "x.toml\n"
    assert git(found.root, "diff", "--cached", "--name-status") == "D\tREADME.md\nA\tsecret.env\n"


@pytest.mark.parametrize(
    "name", [b"caf\xe9.toml", b"line\nbreak", b"*.toml", b":/x", b"-x", b"a b\tc", b"\xf0\x9f\x99\x82"]
)
def test_a_file_name_is_never_a_pattern_or_an_option(found: Repository, git: Git, name: bytes) -> None:
    write(found.root / "other.toml", "one\n")
    git(found.root, "add", "other.toml")
    commit_paths(found, [write(found.root / os.fsdecode(name), "one\n")], "One name")
    assert git(found.root, "show", "-z", "--format=", "--name-only", "HEAD").strip("\0") == os.fsdecode(name)


def test_a_failed_commit_leaves_the_index_as_it_was(found: Repository, git: Git) -> None:
    hook(found, "pre-commit", "exit 1")
    before = git(found.root, "ls-files", "--stage", "--debug")
    with pytest.raises(CommitError, match="refused"):
        commit_paths(found, [write(found.root / "new.toml", "one\n")], "Never")
    assert git(found.root, "ls-files", "--stage", "--debug") == before
    assert git(found.root, "status", "--porcelain") == "?? new.toml\n"


def test_a_file_that_a_person_announced_stays_announced_when_the_commit_fails(found: Repository, git: Git) -> None:
    hook(found, "pre-commit", "exit 1")
    path = write(found.root / "new.toml", "one\n")
    git(found.root, "add", "-N", "new.toml")
    with pytest.raises(CommitError):
        commit_paths(found, [path], "Never")
    assert git(found.root, "status", "--porcelain") == " A new.toml\n"


def test_nothing_to_commit_is_said_and_runs_no_hook(found: Repository) -> None:
    hook(found, "pre-commit", f"touch {found.root}/ran")
    with pytest.raises(NothingToCommit) as said:
        commit_paths(found, [found.root / "README.md"], "Nothing")
    assert said.value.exit_code == 0
    assert not (found.root / "ran").exists()


def test_a_file_changed_in_its_time_stamp_only_is_nothing_to_commit(found: Repository) -> None:
    os.utime(found.root / "README.md", (1, 1))
    with pytest.raises(NothingToCommit):
        commit_paths(found, [found.root / "README.md"], "Nothing")


def test_unchanged_files_among_changed_ones_do_no_harm(found: Repository) -> None:
    paths = [found.root / "README.md", write(found.root / "x.toml", "one\n"), found.root / "never-there"]
    assert commit_paths(found, paths, "One of them").paths == ("x.toml",)


def test_hooks_run_and_may_change_the_message(found: Repository, git: Git) -> None:
    hook(found, "commit-msg", 'echo "Ticket: 12" >> "$1"')
    commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words")
    assert git(found.root, "log", "-1", "--format=%B").split("\n")[:2] == ["Words", "Ticket: 12"]


def test_hooks_read_nothing_of_the_message_from_their_input(found: Repository, git: Git) -> None:
    hook(found, "pre-commit", f"cat > {found.root}/seen")
    hook(found, "commit-msg", f"cat >> {found.root}/seen")
    commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words")
    assert (found.root / "seen").read_text() == ""
    assert git(found.root, "log", "-1", "--format=%B").strip() == "Words"


def test_hooks_find_the_git_they_know(found: Repository, git: Git) -> None:
    hook(
        found,
        "pre-commit",
        f"""cd {found.root}
{{ git diff --cached --name-only -- '*.toml'; git rev-parse --short HEAD; git config core.fsmonitor; }} > seen""",
    )
    git(found.root, "config", "core.fsmonitor", "true")
    short = git(found.root, "rev-parse", "--short", "HEAD")
    commit_paths(found, [write(found.root / "ü.toml", "one\n")], "Words")
    assert (found.root / "seen").read_text() == '"\\303\\274.toml"\n' + short + "true\n"


def test_what_a_hook_said_is_passed_on(found: Repository) -> None:
    hook(found, "pre-commit", "echo out; echo 'error: maps/x.toml: no review' >&2; exit 1")
    with pytest.raises(CommitError) as refused:
        commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words")
    assert "pre-commit" in refused.value.message
    assert "maps/x.toml: no review" in refused.value.message
    assert not refused.value.needs_terminal


def test_the_words_of_a_message_stay_as_they_were_written(found: Repository, git: Git) -> None:
    git(found.root, "config", "commit.cleanup", "strip")
    git(found.root, "config", "i18n.commitEncoding", "ISO-8859-1")
    words = "Pay by card: emotion −1 → −2\n\n# not a comment\n  indented\n" + "long " * 40_000
    commit_paths(found, [write(found.root / "x.toml", "one\n")], words)
    assert git(found.root, "log", "-1", "--format=%B").strip() == words.strip()


def test_everybody_who_took_part_is_named_once(found: Repository, git: Git) -> None:
    sneaky = Person("Eve\nSigned-off-by: Boss", "eve>@example.org")
    commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words", people=[KIM, sneaky, KIM])
    assert git(found.root, "log", "-1", "--format=%(trailers)").split("\n")[:2] == [
        "Co-authored-by: Kim Example <kim@example.org>",
        "Co-authored-by: Eve Signed-off-by: Boss <eve@example.org>",
    ]


@pytest.mark.parametrize("words", ["", "  \n\n", "\0"])
def test_a_message_needs_words(found: Repository, words: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        commit_paths(found, [write(found.root / "x.toml", "one\n")], words)


def test_a_guessed_identity_is_none(found: Repository, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    assert identity_of(found) == Person("Robin Example", "robin@example.org")
    git(found.root, "config", "--global", "--unset", "user.email")
    monkeypatch.setenv("EMAIL", "guess@example.org")
    assert identity_of(found) is None
    with pytest.raises(CommitError, match="who you are"):
        commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words")


def test_an_old_lock_is_reported_at_once_with_its_age_and_left_alone(found: Repository) -> None:
    lock = write(found.git_dir / "index.lock", "")
    os.utime(lock, (lock.stat().st_mtime - 7300,) * 2)
    with pytest.raises(CommitError, match="locked, since 2 hours"):
        commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words")
    assert lock.exists()


def test_a_detached_head_is_committed_to_and_said(found: Repository, git: Git) -> None:
    git(found.root, "switch", "-q", "--detach")
    made = commit_paths(found, [write(found.root / "x.toml", "one\n")], "Words")
    assert made.branch == ""
    assert "detached" in made.notice


def test_a_folder_is_not_committed(found: Repository) -> None:
    write(found.root / "maps" / "x.toml", "one\n")
    with pytest.raises(UsageError, match="is a folder"):
        commit_paths(found, [found.root / "maps"], "Words")


def test_a_hook_that_runs_after_the_commit_may_hang_and_the_revision_stands(
    found: Repository, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(found, "post-commit", "sleep 60")
    monkeypatch.setattr(commits, "act", partial(act, seconds=1.5))
    made = commit_paths(found, [write(found.root / "new.toml", "one\n")], "Words")
    assert "was stopped" in made.notice
    assert made.hash == git(found.root, "rev-parse", "HEAD").strip()
    assert git(found.root, "status", "--porcelain") == ""


def test_a_path_outside_the_repository_is_refused(found: Repository, tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not inside"):
        commit_paths(found, [write(tmp_path / "x.toml", "one\n")], "Words")


def test_a_repository_that_may_not_be_written_says_so(read_only: Path) -> None:
    with pytest.raises(CommitError, match="read-only for you"):
        commit_paths(require_repository(read_only), [read_only / "x.toml"], "Words")
