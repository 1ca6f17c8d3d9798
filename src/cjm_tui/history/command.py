"""The one place that runs git.

Looking runs nothing that a repository's configuration names and reaches no network; acting is the person's own deed,
hooks and signing included. Invariant: every git process of this program is started by `run`, or in a person's
terminal by `terminal.act_in_terminal`.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, cast

from cjm_tui.errors import GitError
from cjm_tui.groups import umask_in
from cjm_tui.history.environment import ALONE, OFFLINE, QUIET, clean_own_environment
from cjm_tui.history.process import Attendance, Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from git.cmd import Git

LOOKING_SECONDS = 30.0
ACTING_SECONDS = 120.0

# Hooks inherit what is set here, so only what no hook can mind: no pattern rules, no length of hashes, no quoting.
_ALWAYS = ("--no-pager", "-c", "safe.bareRepository=explicit")
# Workers of the app run git at the same moment, and the environment is one for all of them.
_loading = Lock()
_LOOKING = ("-c", "core.fsmonitor=false")


_STOPPED = {
    "time": "git did not answer in time",
    "size": "git had too much to say",
    "wish": "git was stopped, as you wished",
}


class Answer(NamedTuple):
    """What git answered: exit status (negative: ended by that signal), bytes on stdout, text on stderr.

    `stopped` is `"time"`, `"size"` or `"wish"` when we ended it because it took too long, said too much, or was not
    wanted any more.
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
            return _STOPPED[self.stopped]
        lines = [line for line in self.err.splitlines() if line.strip()]
        serious = [line for line in lines if line.startswith(("fatal:", "error:"))]
        chosen = (serious or lines or [f"git ended with status {self.status}"])[0]
        if chosen.endswith(":"):  # what it announces stands in the lines below
            chosen = " ".join([chosen, *(line.strip() for line in lines[lines.index(chosen) + 1 :])])
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


def run(
    folder: Path, words: Sequence[str], *, environment: Mapping[str, str], given: bytes | None, seconds: float
) -> Answer:
    """Run `git -C folder words…` in a session of its own and return its answer.

    Without `given` there is no standard input. After `seconds` the process group gets SIGTERM, two seconds later
    SIGKILL. Raise `NoGitProgramError` where no git can be started.
    """
    if any("\0" in word for word in words):
        raise GitError("Not a name for git", "a name with a NUL byte in it cannot be handed to git", "")
    git = gitpython()
    from git.exc import GitCommandNotFound

    try:
        wrapped = git.execute(
            words_of(folder, words),
            istream=None if given is None else subprocess.PIPE,
            as_process=True,
            env=environment,
            start_new_session=True,
            umask=umask_in(folder),
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


def words_of(folder: Path, words: Sequence[str]) -> list[str]:
    """Return the whole command line for a git command in `folder`."""
    return ["git", "-C", str(folder), *_ALWAYS, *words]


def gitpython() -> Git:
    """Load GitPython, into an environment that leads git nowhere, and return its way to run commands."""
    with _loading:
        clean_own_environment()
        if "git.cmd" not in sys.modules:
            # Importing GitPython looks for git at once and raises where there is none; quiet, it raises on use.
            os.environ["GIT_PYTHON_REFRESH"] = "quiet"
            try:
                import_module("git.cmd")
            finally:
                del os.environ["GIT_PYTHON_REFRESH"]
    from git.cmd import Git

    return Git()
