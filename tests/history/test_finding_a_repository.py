"""A path belongs to a repository, or to none, and either is an answer in plain words."""

from __future__ import annotations

import os
from shutil import which
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import GitError
from cjm_tui.history import environment
from cjm_tui.history.hooks import hooks_present
from cjm_tui.history.repository import NoRepository, Repository, find_repository, require_repository
from cjm_tui.history.revisions import revisions_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def reason_at(path: Path) -> str:
    answer = find_repository(path)
    assert isinstance(answer, NoRepository)
    assert answer.message
    assert answer.hint
    return answer.reason


def test_a_file_that_does_not_exist_yet_belongs_to_the_repository_around_it(repository: Path) -> None:
    answer = find_repository(repository / "maps" / "new" / "map.toml")
    assert isinstance(answer, Repository)
    assert answer.root == repository
    assert answer.git_dir == answer.common_dir == repository / ".git"


def test_a_folder_without_git_is_an_answer_that_offers_git_init(tmp_path: Path) -> None:
    answer = find_repository(tmp_path / "x.toml")
    assert isinstance(answer, NoRepository)
    assert answer.reason == "no-repository"
    assert "git init" in answer.hint
    with pytest.raises(GitError, match="no revisions"):
        require_repository(tmp_path)


def test_without_a_git_program_that_is_the_answer(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reason_at(repository) == "no-git"


def test_inherited_git_variables_do_not_lead_elsewhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert find_repository(repository) == Repository(repository, repository / ".git", repository / ".git")
    assert "GIT_CONFIG_GLOBAL" in os.environ


def test_a_bare_repository_is_refused(git: Callable[..., str], tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "team.git")
    assert reason_at(tmp_path / "team.git") == "bare"


def test_a_bare_repository_hidden_in_a_clone_is_refused(repository: Path, git: Callable[..., str]) -> None:
    hidden = repository / "maps"
    git(repository, "init", "-q", "--bare", "maps")
    assert reason_at(hidden / "x.toml") == "bare"


def test_a_hidden_repository_that_names_a_work_tree_is_refused(repository: Path, git: Callable[..., str]) -> None:
    git(repository, "init", "-q", "--bare", "maps")
    git(repository, "config", "--file", "maps/config", "core.bare", "false")
    git(repository, "config", "--file", "maps/config", "core.worktree", str(repository))
    assert reason_at(repository / "maps") == "bare"


def test_somebody_elses_repository_is_refused_until_git_is_told_to_trust_it(
    repository: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # git's own switch for its tests; it stands for a repository of another account.
    monkeypatch.setitem(environment.QUIET, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    answer = find_repository(repository)
    assert isinstance(answer, NoRepository)
    assert answer.reason == "foreign-owner"
    assert f"safe.directory {repository}" in answer.hint
    git(repository, "config", "--global", "--add", "safe.directory", str(repository))
    assert isinstance(find_repository(repository), Repository)


def test_the_inside_of_the_git_folder_is_no_place_for_maps(repository: Path) -> None:
    assert reason_at(repository / ".git") == "inside-git-folder"


def test_a_broken_repository_says_what_git_said(repository: Path) -> None:
    (repository / ".git" / "config").write_text("[core\n")
    assert reason_at(repository) == "broken"


def test_a_linked_work_tree_has_a_git_folder_of_its_own(
    repository: Path, git: Callable[..., str], tmp_path: Path
) -> None:
    git(repository, "worktree", "add", "-q", str(tmp_path / "second"))
    answer = find_repository(tmp_path / "second")
    assert isinstance(answer, Repository)
    assert answer.root == tmp_path / "second"
    assert answer.git_dir == repository / ".git" / "worktrees" / "second"
    assert answer.common_dir == repository / ".git"


def test_a_submodule_is_a_repository_of_its_own(repository: Path, git: Callable[..., str], tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(repository), "other")
    git(tmp_path / "other", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository), "maps")
    answer = find_repository(tmp_path / "other" / "maps" / "x.toml")
    assert isinstance(answer, Repository)
    assert answer.root == tmp_path / "other" / "maps"


@pytest.mark.parametrize("name", ["with space", "line\nbreak", "-dash", "*.glob", "umläut", "emoji 🙂"])
def test_a_repository_is_found_whatever_its_folder_is_called(
    tmp_path: Path, git: Callable[..., str], name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    git(folder, "init", "-q")
    answer = find_repository(folder)
    assert isinstance(answer, Repository)
    assert answer.root == folder


def test_a_git_of_a_few_years_ago_is_asked_in_words_that_it_knows(
    repository: Path, git: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "maps").mkdir()
    (repository / "maps" / "x.toml").write_text("one\n")
    git(repository, "add", "maps")
    git(repository, "commit", "-qm", "A map")
    programs = tmp_path / "programs"
    programs.mkdir()
    # Debian 11 has git 2.30, which knows neither of these.
    unknown = "*--path-format=*|*--diff-merges=*"
    script = f'#!/bin/sh\ncase "$*" in {unknown}) echo "unknown: $*" >&2; exit 129;; esac\nexec {which("git")} "$@"\n'
    (programs / "git").write_text(script)
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    answer = find_repository(repository / "maps")
    assert answer == Repository(repository, repository / ".git", repository / ".git")
    assert [one.subject for one in revisions_of(answer, repository / "maps" / "x.toml")] == ["A map"]
    hook = repository / ".git" / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")
    hook.chmod(0o755)
    assert hooks_present(answer, ["pre-commit", "pre-push"]) == ("pre-push",)


def test_a_repository_is_found_in_a_folder_whose_name_is_not_utf_8(tmp_path: Path, git: Callable[..., str]) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    git(folder, "init", "-q")
    answer = find_repository(folder)
    assert isinstance(answer, Repository)
    assert answer.root == folder


def test_names_are_given_from_the_root_and_links_to_the_repository_are_followed(
    repository: Path, tmp_path: Path
) -> None:
    (tmp_path / "short").symlink_to(repository)
    answer = require_repository(tmp_path / "short")
    assert answer.name_of(tmp_path / "short" / "maps" / "x.toml") == "maps/x.toml"
    with pytest.raises(GitError, match="not inside"):
        answer.name_of(tmp_path / "x.toml")
