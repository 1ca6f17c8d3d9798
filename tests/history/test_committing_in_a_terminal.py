"""A commit typed in a terminal has that terminal, as `git commit` has."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

COMMIT = """
import sys
from pathlib import Path
from cjm_tui.errors import CjmError
from cjm_tui.history.commits import commit_paths
from cjm_tui.history.repository import require_repository
path = Path(sys.argv[1])
try:
    made = commit_paths(require_repository(path), [path], "Typed", in_terminal=True)
except CjmError as refused:
    print(f"[{refused}]")
else:
    print(f"[made {made.hash[:7]}]")
"""


def talk(path: Path, question: str, answer: str) -> str:
    """Run a commit of `path` on a terminal of its own, answer one question; return all that stood on it."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.executable, [sys.executable, "-c", COMMIT, str(path)])  # noqa: S606  # no shell is the point
    seen, answered, end = b"", False, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:  # the other side has gone
            break
        seen += chunk
        if not answered and question.encode() in seen:
            os.write(terminal, answer.encode())
            answered = True
        if not chunk:
            break
    os.waitpid(pid, 0)
    os.close(terminal)
    return seen.decode()


def start(path: Path) -> subprocess.Popen[str]:
    """Start the same commit where there is no terminal."""
    return subprocess.Popen(
        [sys.executable, "-c", COMMIT, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def asking(repository: Path) -> Path:
    """Make a repository whose hook asks on the terminal and wants to write to one; return a changed file of it."""
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        '#!/bin/sh\ntest -t 1 && test -t 2 || exit 1\nprintf "Sure? "\nread answer < /dev/tty\ntest "$answer" = yes\n'
    )
    hook.chmod(0o755)
    (repository / "README.md").write_text("changed\n")
    return repository / "README.md"


def test_a_hook_may_ask_and_get_its_answer(asking: Path, git: Callable[..., str]) -> None:
    assert "[made " in talk(asking, "Sure? ", "yes\n")
    assert git(asking.parent, "log", "-1", "--format=%s") == "Typed\n"


def test_a_long_message_reaches_git_whole_in_a_terminal(
    asking: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "COMMIT", COMMIT.replace('"Typed"', '"Typed\\n\\n" + "long " * 40_000'))
    assert "[made " in talk(asking, "Sure? ", "yes\n")
    assert git(asking.parent, "log", "-1", "--format=%B").count("long") == 40_000


def test_a_hook_may_be_told_no(asking: Path, git: Callable[..., str]) -> None:
    seen = talk(asking, "Sure? ", "no\n")
    assert "said why in the terminal" in seen
    assert git(asking.parent, "log", "-1", "--format=%s") == "Begin\n"


def test_an_interrupt_ends_the_commit_and_nothing_else(asking: Path, git: Callable[..., str]) -> None:
    seen = talk(asking, "Sure? ", "\x03")
    assert "Not committed" in seen
    assert "Traceback" not in seen
    assert git(asking.parent, "status", "--porcelain") == " M README.md\n"
    assert not (asking.parent / ".git" / "index.lock").exists()


def test_where_there_is_no_terminal_that_is_said(repository: Path, git: Callable[..., str]) -> None:
    (repository / "new.toml").write_text("one\n")
    said, errors = start(repository / "new.toml").communicate(timeout=PATIENCE)
    assert "there is no terminal" in said
    assert errors == ""
    assert git(repository, "status", "--porcelain") == "?? new.toml\n"


def test_an_interrupt_of_a_commit_without_a_terminal_leaves_nothing_behind(
    repository: Path, git: Callable[..., str]
) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {repository}.started\nsleep 60\n")
    hook.chmod(0o755)
    (repository / "new.toml").write_text("one\n")
    code = COMMIT.replace(", in_terminal=True", "")
    arguments = [sys.executable, "-c", code, str(repository / "new.toml")]
    running = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
    while not Path(f"{repository}.started").exists():
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=PATIENCE)
    assert errors.splitlines()[-1] == "KeyboardInterrupt"
    assert git(repository, "status", "--porcelain") == "?? new.toml\n"
    assert not list((repository / ".git").glob("*.lock"))


def test_a_commit_that_is_killed_leaves_no_message_behind(repository: Path, tmp_path: Path) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\necho $$ > {repository}.new && mv {repository}.new {repository}.started\nexec sleep 60\n"
    )
    hook.chmod(0o755)
    (repository / "new.toml").write_text("one\n")
    (scratch := tmp_path / "scratch").mkdir()
    code = COMMIT.replace(", in_terminal=True", "")
    arguments = [sys.executable, "-c", code, str(repository / "new.toml")]
    running = subprocess.Popen(arguments, env={**os.environ, "TMPDIR": str(scratch)})
    while not Path(f"{repository}.started").exists():
        time.sleep(0.01)
    running.kill()
    running.wait()
    os.kill(int(Path(f"{repository}.started").read_text()), signal.SIGTERM)
    assert list(scratch.iterdir()) == []
