"""The one place that runs git.

Looking runs nothing that a repository's configuration names and reaches no network; acting is the person's own deed,
hooks and signing included. Invariant: every git process of this program is started by `run`.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from cjm_tui.errors import GitError
from cjm_tui.history.environment import ALONE, OFFLINE, QUIET, clean_own_environment
from cjm_tui.history.process import Attendance, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from git.cmd import Git

LOOKING_SECONDS = 30.0
ACTING_SECONDS = 120.0

# Hooks inherit what is set here, so only what no hook can mind: no pattern rules, no length of hashes, no quoting.
_ALWAYS = ("--no-pager", "-c", "safe.bareRepository=explicit")
_LOOKING = ("-c", "core.fsmonitor=false")


@dataclass(frozen=True, slots=True)
class Answer:
    """What git answered: exit status (negative: ended by that signal), bytes on stdout, text on stderr.

    `stopped` is `"time"` or `"size"` when we ended it because it took too long or said too much.
    """

    status: int
    out: bytes
    err: str
    stopped: Stop = ""

    @property
    def is_fine(self) -> bool:
        """Tell whether git ended by itself with status 0."""
        return self.status == 0 and not self.stopped

    @property
    def text(self) -> str:
        """Return stdout as text; bytes that are not UTF-8 stay as lone surrogates, as in file names."""
        return self.out.decode("utf-8", "surrogateescape")

    @property
    def complaint(self) -> str:
        """Return the line of stderr that says what went wrong, without git's `fatal:`."""
        if self.stopped:
            return "git did not answer in time" if self.stopped == "time" else "git had too much to say"
        lines = [line for line in self.err.splitlines() if line.strip()]
        serious = [line for line in lines if line.startswith(("fatal:", "error:"))]
        chosen = (serious or lines or [f"git ended with status {self.status}"])[0]
        return chosen.removeprefix("fatal: ").removeprefix("error: ")


class NoGitProgramError(GitError):
    """There is no `git` to run."""


def pathspecs(names: Iterable[str]) -> list[str]:
    """Return `names` so that git takes each for itself and never for a pattern."""
    return [f":(literal){name}" for name in names]


def look(folder: Path, *words: str, given: bytes | None = None, seconds: float = LOOKING_SECONDS) -> Answer:
    """Run a reading git command in `folder`, offline, with `given` on its standard input; return its answer."""
    return run(folder, (*_LOOKING, *words), environment=QUIET | ALONE | OFFLINE, given=given, seconds=seconds)


def act(
    folder: Path,
    *words: str,
    given: bytes | None = None,
    extra: Mapping[str, str] | None = None,
    seconds: float = ACTING_SECONDS,
) -> Answer:
    """Run a git command that writes, with hooks and signing but without a terminal; `extra` adds to its environment."""
    return run(folder, words, environment={**QUIET, **ALONE, **(extra or {})}, given=given, seconds=seconds)


def act_in_terminal(folder: Path, *words: str) -> Answer:
    """Run a git command that writes with the person's own terminal as its input, output and errors, without a limit.

    What git and its hooks say goes to the screen and is not in the answer. Raise `GitError` where there is no terminal.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError as failure:
        raise GitError("No terminal", "there is no terminal to run git in", "") from failure
    try:
        # GitPython always makes pipes of output and errors; the shell puts the terminal back in their place.
        command = ["/bin/sh", "-c", 'exec "$@" >&0 2>&0', "sh", *_words(folder, words)]
        # GitPython would set both to C; here git talks to the person, in their language.
        environment = {name: os.environ.get(name, "") for name in ("LC_ALL", "LANGUAGE")}
        environment["GPG_TTY"] = _name_of_terminal()
        with _interrupts_left_to_git():
            wrapped = _git().execute(command, istream=terminal, as_process=True, env=environment)
            return Answer(cast("subprocess.Popen[bytes]", wrapped.proc).wait(), b"", "")
    finally:
        os.close(terminal)


def run(
    folder: Path, words: Sequence[str], *, environment: Mapping[str, str], given: bytes | None, seconds: float
) -> Answer:
    """Run `git -C folder words…` in a session of its own and return its answer.

    Without `given` there is no standard input. After `seconds` the process group gets SIGTERM, two seconds later
    SIGKILL. Raise `NoGitProgramError` where no git can be started.
    """
    if any("\0" in word for word in words):
        raise GitError("Not a name for git", "a name with a NUL byte in it cannot be handed to git", "")
    git = _git()
    from git.exc import GitCommandNotFound

    try:
        wrapped = git.execute(
            _words(folder, words),
            istream=None if given is None else subprocess.PIPE,
            as_process=True,
            env=environment,
            start_new_session=True,
        )
    except (GitCommandNotFound, OSError) as failure:
        if isinstance(failure, OSError) and failure.errno == errno.E2BIG:
            raise GitError("Too many paths", "git cannot be given so many paths at once", "") from failure
        raise NoGitProgramError(
            "No git", "there is no git program on this machine's path", "Install git; everything but history works."
        ) from failure
    process = cast("subprocess.Popen[bytes]", wrapped.proc)
    ended = Attendance(process, given or b"", seconds).until_end()
    return Answer(ended.status, ended.out, ended.err.decode("utf-8", "replace"), ended.stopped)


def _name_of_terminal() -> str:
    """Return the terminal under its own name, since `/dev/tty` is another one to a gpg-agent."""
    for descriptor in range(3):
        if os.isatty(descriptor):
            return os.ttyname(descriptor)
    return os.environ.get("GPG_TTY", "")


@contextmanager
def _interrupts_left_to_git() -> Iterator[None]:
    """Ignore ctrl+c meanwhile: it reaches git and its hooks as well, and they decide what to do about it.

    A handler that does nothing, as an ignored signal would be ignored by git too; and an exception in the middle of
    waiting could lose git's exit status.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _words(folder: Path, words: Sequence[str]) -> list[str]:
    return ["git", "-C", str(folder), *_ALWAYS, *words]


def _git() -> Git:
    clean_own_environment()
    # Importing GitPython looks for git at once and raises where there is none; quiet, it raises when git is run.
    os.environ["GIT_PYTHON_REFRESH"] = "quiet"
    try:
        from git.cmd import Git
    finally:
        os.environ.pop("GIT_PYTHON_REFRESH", None)
    return Git()
