"""Git with the person's own terminal, for passphrases and for hooks that ask.

Invariant: what the person types and what git shows pass by us untouched, as with `git commit` typed in a shell.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, cast

from cjm_tui.errors import GitError
from cjm_tui.groups import umask_in
from cjm_tui.history.command import Answer, gitpython, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def act_in_terminal(folder: Path, *words: str, given: bytes | None = None) -> Answer:
    """Run a git command that writes with the person's own terminal as its input, output and errors, without a limit.

    With `given` that is its input instead; who asks something, as a hook or a signing program does, asks at the
    terminal itself. What git and its hooks say goes to the screen and is not in the answer. Raise `GitError` where
    there is no terminal.
    """
    with ExitStack() as opened:
        try:
            terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        except OSError as failure:
            raise GitError("No terminal", "there is no terminal to run git in", "") from failure
        opened.callback(os.close, terminal)
        source = terminal if given is None else opened.enter_context(_unnamed(given)).fileno()
        # GitPython always makes pipes of output and errors; the shell puts the terminal back in their place.
        command = ["/bin/sh", "-c", 'exec "$@" >/dev/tty 2>&1', "sh", *words_of(folder, words)]
        # GitPython would set both to C; here git talks to the person, in their language.
        environment = {name: os.environ.get(name, "") for name in ("LC_ALL", "LANGUAGE")}
        environment["GPG_TTY"] = _name_of_terminal()
        with _interrupts_left_to_git():
            umask = umask_in(folder)
            wrapped = gitpython().execute(command, istream=source, as_process=True, env=environment, umask=umask)
            return Answer(cast("subprocess.Popen[bytes]", wrapped.proc).wait(), b"", "")


def _unnamed(content: bytes) -> IO[bytes]:
    """Return a file that has no name, so that nobody can leave it behind, to be read from its beginning."""
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever asks for it closes it
        file.write(content)
        file.seek(0)
    except OSError as failure:
        raise GitError("Not done", f"there is no room for a temporary file: {failure.strerror}") from failure
    return file


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
