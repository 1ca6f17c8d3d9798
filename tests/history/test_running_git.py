"""The one function that runs git: nothing it starts can ask, hang or outlive its limit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import GitError
from cjm_tui.history import process
from cjm_tui.history.command import NoGitProgramError, act, look
from tests.patience import STUCK, happens

if TYPE_CHECKING:
    from pathlib import Path


def script(folder: Path, body: str) -> str:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


def alias(repository: Path, body: str) -> tuple[str, ...]:
    """Return the words that make git run a shell script of ours, as a hook would run."""
    return ("-c", f"alias.play=!{script(repository.parent, body)}", "play")


def test_git_is_given_what_it_reads_and_answers_in_bytes(repository: Path) -> None:
    content = bytes(range(256)) * 4096
    written = act(repository, "hash-object", "-w", "--stdin", given=content)
    assert look(repository, "cat-file", "blob", written.text.strip()).out == content


def test_a_failing_command_is_an_answer_too(repository: Path) -> None:
    answer = look(repository, "rev-parse", "--verify", "nothing")
    assert not answer.is_fine
    assert answer.complaint == "Needed a single revision"


def test_standard_input_is_at_its_end_when_nothing_is_given(repository: Path) -> None:
    assert act(repository, *alias(repository, "cat; echo end")).text == "end\n"


@pytest.mark.parametrize(
    "asking",
    [
        "read x < /dev/tty",
        "git -c core.askPass=false credential fill <<< 'protocol=https' ",
        "git var GIT_EDITOR | grep -qx false && exit 1",
        'echo "url=https://example.invalid" | git credential fill',
    ],
)
def test_whoever_asks_is_refused_at_once(repository: Path, asking: str) -> None:
    start = time.monotonic()
    answer = act(repository, *alias(repository, asking))
    assert time.monotonic() - start < STUCK
    assert not answer.is_fine
    assert not answer.stopped


def test_what_takes_too_long_is_asked_to_end_and_cleans_up(repository: Path) -> None:
    body = f"trap 'rm {repository}/mine.lock; exit 1' TERM; touch {repository}/mine.lock; sleep 60 & wait"
    start = time.monotonic()
    answer = act(repository, *alias(repository, body), seconds=0.3)
    assert answer.stopped == "time"
    assert time.monotonic() - start < STUCK
    assert not (repository / "mine.lock").exists()


def test_a_commit_that_is_stopped_leaves_no_lock(repository: Path) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nsleep 60\n")
    hook.chmod(0o755)
    (repository / "README.md").write_text("changed\n")
    answer = act(repository, "commit", "-qam", "Never", seconds=0.3)
    assert answer.stopped == "time"
    assert not list((repository / ".git").glob("*.lock"))


def test_what_will_not_end_is_killed_with_its_children(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "GRACE", 0.2)
    body = "trap '' TERM; sh -c 'trap \"\" TERM; echo $$; sleep 60; sleep 60' & wait; sleep 60"
    start = time.monotonic()
    answer = act(repository, *alias(repository, f"({body}) > {repository}/pid"), seconds=0.3)
    assert answer.stopped == "time"
    assert time.monotonic() - start < STUCK
    child = int((repository / "pid").read_text())
    assert happens(lambda: is_gone(child))


def is_gone(pid: int) -> bool:
    """Tell whether there is no such process; a zombie counts as gone."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return not state or state.startswith("Z")


def test_a_child_left_behind_does_not_keep_us_waiting(repository: Path) -> None:
    start = time.monotonic()
    answer = act(repository, *alias(repository, "echo done; sleep 30 &"))
    assert answer.is_fine
    assert answer.text == "done\n"
    assert time.monotonic() - start < STUCK


def test_what_says_too_much_is_stopped(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MOST", 1_000_000)
    for talk in ("yes", "yes >&2"):
        assert act(repository, *alias(repository, talk)).stopped == "size"


def test_a_nul_byte_is_refused_in_words(repository: Path) -> None:
    with pytest.raises(GitError, match="NUL"):
        look(repository, "rev-parse", "a\0b")


def test_no_git_on_the_path_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoGitProgramError, match="no git program"):
        look(repository, "version")


def test_the_first_use_of_git_works_without_a_git_program(repository: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from cjm_tui.history.repository import find_repository;"
        "assert 'git' not in sys.modules; print(find_repository(Path(sys.argv[1])).reason)"
    )
    environment = {**os.environ, "PATH": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-c", code, str(repository)], capture_output=True, text=True, check=False, env=environment
    )
    assert (ended.stdout, ended.stderr) == ("no-git\n", "")


def test_many_workers_may_use_git_for_the_first_time_at_once(repository: Path) -> None:
    code = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; from pathlib import Path;"
        "from cjm_tui.history.repository import find_repository;"
        "print(len(set(ThreadPoolExecutor(8).map(find_repository, [Path(sys.argv[1])] * 40))))"
    )
    environment = {**os.environ, "GIT_DIR": "/nowhere", "GIT_PYTHON_REFRESH": "raise", "GIT_INDEX_FILE": "/nowhere"}
    ended = subprocess.run(
        [sys.executable, "-c", code, str(repository)], capture_output=True, text=True, check=False, env=environment
    )
    assert (ended.stdout, ended.stderr) == ("1\n", "")


def test_the_room_is_entered_without_loading_gitpython() -> None:
    code = (
        "import sys; from cjm_tui.history import blobs, changes, command, commits, creation, dates, identity, names,"
        "repository, revisions, state; sys.exit('git' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
