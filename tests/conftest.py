"""What every test stands on: a home of its own, one identity, one clock, one language, and real git.

No test sees the person's configuration or leaves anything in their home.
"""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.permissions import CannotBeBoundError, bound_by_permissions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# What is started in the background ignores an interrupt and a hang-up, and so does all that it starts.
for _number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.default_int_handler if _number is signal.SIGINT else signal.SIG_DFL)

# A busy machine is no reason for a law to fail.
settings.register_profile("cjm", deadline=None, print_blob=True)
settings.load_profile("cjm")

GIT_CONFIGURATION = """\
[user]
    name = Robin Example
    email = robin@example.org
[init]
    defaultBranch = main
[commit]
    gpgSign = false
[gc]
    auto = 0
[maintenance]
    auto = false
"""
MOMENT = "2026-03-02T10:00:00+01:00"


@pytest.fixture(autouse=True)
def own_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fix home, folders of the user, git configuration, identity, clock and language; return the home."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("GIT_", "XDG_", "CJM_", "LC_"))]:
        if name != "CJM_CAMPAIGN":
            monkeypatch.delenv(name)
    # A worker of the test runner carries the size of a terminal it does not have.
    for name in (
        "COLUMNS",
        "LINES",
        "NO_COLOR",
        "COLORTERM",
        "LANGUAGE",
        "EDITOR",
        "VISUAL",
        "PAGER",
        "SSH_ASKPASS",
        "GPG_TTY",
    ):
        monkeypatch.delenv(name, raising=False)
    configuration = home / "gitconfig"
    configuration.write_text(GIT_CONFIGURATION)
    folders = {"XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state", "XDG_DATA_HOME": "share"}
    folders |= {"XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run"}
    fixed = {name: str(home / folder) for name, folder in folders.items()}
    fixed |= {"HOME": str(home), "GIT_CONFIG_GLOBAL": str(configuration), "GIT_CONFIG_NOSYSTEM": "1"}
    fixed |= {"GIT_AUTHOR_DATE": MOMENT, "GIT_COMMITTER_DATE": MOMENT}
    fixed |= {"LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color"}
    for name, value in fixed.items():
        monkeypatch.setenv(name, value)
    return home


@pytest.fixture
def bound() -> Iterator[None]:
    """Let permissions hold even where the tests run as root, who may otherwise write anywhere."""
    try:
        with bound_by_permissions():
            yield
    except CannotBeBoundError:
        pytest.skip("root may write anywhere here")


@pytest.fixture
def git() -> Callable[..., str]:
    """Run real git in a folder as a person would: `git(folder, "add", "x")`; its output, or a failed test."""

    def run(folder: Path, *words: str) -> str:
        ended = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        said = ended.stdout.decode(errors="surrogateescape")
        assert ended.returncode == 0, f"git {' '.join(words)}\n{said}{ended.stderr.decode(errors='replace')}"
        return said

    return run


@pytest.fixture
def repository(tmp_path: Path, git: Callable[..., str]) -> Path:
    """Make a repository on branch `main` with one commit, of README.md; return its folder."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "README.md").write_text("A team and its maps.\n")
    git(folder, "add", "README.md")
    git(folder, "commit", "-q", "-m", "Begin")
    return folder
