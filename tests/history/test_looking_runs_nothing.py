"""Opening, listing and comparing in a hostile repository starts none of the programs that it names."""

from __future__ import annotations

import stat
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import GitError, NotFoundError
from cjm_tui.history.blame import touches_of
from cjm_tui.history.blobs import read_blobs
from cjm_tui.history.changes import standing_of
from cjm_tui.history.dates import last_touched
from cjm_tui.history.identity import identity_of
from cjm_tui.history.names import resolve_revision, text_at
from cjm_tui.history.repository import find_repository, require_repository
from cjm_tui.history.revisions import revisions_of, texts_of
from cjm_tui.history.state import state_of
from cjm_tui.history.unmerged import unmerged

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TRAPS = (
    "core.fsmonitor",
    "core.sshCommand",
    "core.pager",
    "core.editor",
    "core.askPass",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.trap.command",
    "diff.trap.textconv",
    "filter.trap.clean",
    "filter.trap.smudge",
    "filter.trap.process",
    "gpg.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "merge.trap.driver",
    "pager.log",
    "credential.helper",
    "uploadpack.packObjectsHook",
    "remote.origin.uploadpack",
    "remote.origin.vcs",
    "sequence.editor",
    "alias.log",
    "alias.rev-parse",
    "alias.cat-file",
)


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """Make a program that leaves a trace whenever and however it is started."""
    program = tmp_path / "trap"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{tmp_path}/sprung"\nexit 1\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def sprung(trap: Path) -> str:
    trace = trap.with_name("sprung")
    return trace.read_text() if trace.exists() else ""


def set_traps(folder: Path, trap: Path, git: Callable[..., str]) -> None:
    for key in TRAPS:
        git(folder, "config", key, f"!{trap}" if key.startswith("alias.") else str(trap))
    for key, value in {"log.showSignature": "true", "core.hooksPath": str(trap.parent / "hooks")}.items():
        git(folder, "config", key, value)
    hooks = trap.parent / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman", "pre-commit"):
        (hooks / hook).symlink_to(trap)


def look_at_everything(path: Path) -> None:
    found = require_repository(path)
    state_of(found)
    revisions = revisions_of(found, path)
    texts_of(found, revisions)
    text_at(found, "HEAD", path)
    standing_of(found, [path, path.with_name("new.toml")])
    last_touched(found, [path])
    resolve_revision(found, "HEAD")
    identity_of(found)
    touches_of(found, path)
    unmerged(found, path)
    for name in ("HAED", "origin/nothing"):
        with pytest.raises(NotFoundError):
            resolve_revision(found, name)


@pytest.fixture
def hostile(repository: Path, trap: Path, git: Callable[..., str]) -> Path:
    """Make a repository full of traps, a file in it changed since its signed-looking commit; return the file."""
    path = repository / "maps" / "x.toml"
    path.parent.mkdir()
    path.write_text("one\n")
    git(repository, "add", "maps")
    tree = git(repository, "write-tree").strip()
    signed = (
        f"tree {tree}\nauthor Eve <e@e> 1767225600 +0000\ncommitter Eve <e@e> 1767225600 +0000\n"
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n\nSigned\n"
    )
    (repository / "commit").write_text(signed)
    commit = git(repository, "hash-object", "-t", "commit", "-w", "commit").strip()
    git(repository, "update-ref", "HEAD", commit)
    (repository / ".gitattributes").write_text("* diff=trap filter=trap merge=trap\n")
    set_traps(repository, trap, git)
    path.write_text("two\n")
    return path


def test_looking_springs_none_of_the_traps(hostile: Path, trap: Path) -> None:
    look_at_everything(hostile)
    assert sprung(trap) == ""


def test_the_traps_are_real(hostile: Path, trap: Path, git: Callable[..., str]) -> None:
    root = hostile.parents[1]
    for words in (("status",), ("log", "-1", "-p"), ("diff",)):
        with suppress(AssertionError):
            git(root, *words)
        assert sprung(trap), words
        trap.with_name("sprung").unlink(missing_ok=True)


def test_a_missing_object_of_a_partial_clone_is_not_fetched(
    repository: Path, trap: Path, tmp_path: Path, git: Callable[..., str]
) -> None:
    (repository / "x.toml").write_text("one\n")
    git(repository, "add", "x.toml")
    git(repository, "commit", "-qm", "One")
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{repository}", "partial")
    partial = tmp_path / "partial"
    git(partial, "config", "remote.origin.url", "ssh://example.invalid/x")
    git(partial, "config", "core.sshCommand", str(trap))
    found = require_repository(partial)
    (revision,) = revisions_of(found, partial / "x.toml")
    assert revision.subject == "One"
    assert read_blobs(found, [revision.blob]) == {}
    with pytest.raises(GitError):
        text_at(found, "HEAD", partial / "x.toml")
    assert standing_of(found, [partial / "x.toml"])[partial / "x.toml"].committed is None
    assert sprung(trap) == ""


def test_looking_leaves_the_index_as_it_is(repository: Path, git: Callable[..., str]) -> None:
    path = repository / "x.toml"
    path.write_text("one\n")
    git(repository, "add", "x.toml")
    git(repository, "commit", "-qm", "One")
    path.write_text("two\n")
    index = repository / ".git" / "index"
    before = (index.read_bytes(), index.stat().st_mtime_ns)
    look_at_everything(path)
    assert (index.read_bytes(), index.stat().st_mtime_ns) == before


def test_a_hidden_bare_repository_springs_nothing(
    repository: Path, trap: Path, tmp_path: Path, git: Callable[..., str]
) -> None:
    git(repository, "init", "-q", "--bare", "maps")
    set_traps(repository / "maps", trap, lambda folder, *words: git(tmp_path, "--git-dir", str(folder), *words))
    find_repository(repository / "maps" / "x.toml")
    assert sprung(trap) == ""
