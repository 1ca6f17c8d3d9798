"""What a remote did not do, in words: who it is, what was in the way, and what to do about it.

Invariant: no word of an address that could be a password is shown.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import Answer, look
from cjm_tui.history.hooks import hooks_present

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository

NO_TERMINAL = re.compile(r"/dev/tty|Inappropriate ioctl|not a (?:tty|terminal)")
_FOREIGN = re.compile(r"dubious ownership in repository at '([^']+)'")
_OF_GIT = re.compile(r"fatal: |Please make sure you have|and the repository exists|error: failed to push")
_FORBIDDEN = re.compile(r"cannot open '[^']*FETCH_HEAD'|insufficient permission|[Pp]ermission denied")
_SECRET = re.compile(r"(?<=://)[^\s'\"/]*@|(?<=://)[^\s'\"@/:]*:(?!\d+(?:[\s\'/]|$))[^\s'\"]*@")
_LINES = 8


class Errand(NamedTuple):
    """What the remote was asked for: the title when it fails, and the command."""

    title: str
    command: str
    is_push: bool = False


SYNC = Errand("Not synced", "cjm sync")
PUSH = SYNC._replace(is_push=True)
FETCH = Errand("Not fetched", "cjm branch --fetch")

_KNOWN: tuple[tuple[re.Pattern[str], str, str, bool], ...] = (
    (
        re.compile(r"terminal prompts disabled|could not read (?:Username|Password)|Authentication failed|askpass"),
        "the remote {remote} asks who you are, and there is nobody to answer",
        "Run `{command}` in a terminal, or store the credentials (git help credentials).",
        True,
    ),
    (
        re.compile(r"Permission denied \(|passphrase|Host key verification failed|publickey"),
        "ssh could not log in to the remote {remote}: it wants a password, a passphrase, a key, or the host trusted",
        "Run `{command}` in a terminal, or add the key to the agent (ssh-add).",
        True,
    ),
    (
        re.compile(r"Could not resolve host|unable to access|Connection (?:refused|timed out)|Network is unreachable"),
        "the remote {remote} cannot be reached: {address}",
        "Check the network and `git remote -v`, then `{command}` again; everything is saved here.",
        False,
    ),
    (
        re.compile(r"does not appear to be a git repository|Repository not found|repository .* not found|No such file"),
        "there is no repository where the remote {remote} points: {address}",
        "Ask for its address; `git remote set-url {remote} ADDRESS` corrects it.",
        False,
    ),
    (
        re.compile(r"protected branch|pre-receive hook declined|hook declined|denied updating|not allowed to push"),
        "the remote {remote} does not take pushes to this branch",
        "Propose the change on a branch of its own (`cjm branch NAME`) and open a pull request.",
        False,
    ),
)


class RemoteError(GitError):
    """The remote could not be reached or refused; with a terminal (`needs_terminal`) it might work."""

    def __init__(self, message: str, hint: str = "", *, needs_terminal: bool = False, title: str = SYNC.title) -> None:
        super().__init__(title, message, hint)
        self.needs_terminal = needs_terminal


def is_known(answer: Answer) -> bool:
    """Tell whether what git said has a plain reason that pushing again would not mend."""
    return any(pattern.search(answer.err) for pattern, *_ in _KNOWN)


def without_secrets(text: str) -> str:
    """Return a text with what stands before the host left out of every address in it: it may be a password."""
    return _SECRET.sub("", text)


def address_of(repository: Repository, remote: str, *, is_pushed: bool = False) -> str:
    """Return where a remote points, as git would go there, without a password; the remote itself where it is none."""
    words = ["remote", "get-url", *(["--push"] if is_pushed else []), "--", remote]
    answer = look(repository.root, *words)
    return without_secrets((answer.text.splitlines() or [remote])[0] if answer.is_fine else remote)


def in_words(repository: Repository, remote: str, answer: Answer, errand: Errand = SYNC) -> RemoteError:
    """Put what git said of a remote into words."""
    title, command, is_push = errand
    if answer.stopped == "wish":
        hint = f"`{command}` does it whenever you like."
        return RemoteError("stopped, as you wished; everything is saved here", hint, title=title)
    if answer.stopped:
        words = f"the remote {without_secrets(remote)} did not answer in time"
        return RemoteError(words, f"`{command}` tries again.", needs_terminal=True, title=title)
    if foreign := _FOREIGN.search(answer.err):
        hint = f"If you trust it: git config --global --add safe.directory {shlex.quote(foreign[1])}"
        what = "the remote belongs to somebody else on this machine, and git refuses to work with it"
        return RemoteError(what, hint, title=title)
    for pattern, message, hint, needs_terminal in _KNOWN:
        if pattern.search(answer.err):
            names = {"remote": without_secrets(remote), "command": command}
            names["address"] = address_of(repository, remote, is_pushed=is_push)
            said = _said_there(answer.err)
            words = message.format(**names) + (f"; it said:\n{said}" if said else "")
            return RemoteError(words, hint.format(**names), needs_terminal=needs_terminal, title=title)
    return _otherwise(answer, errand)


def _otherwise(answer: Answer, errand: Errand) -> RemoteError:
    """Hand on what git, or the program that reaches the remote, said itself."""
    if "Could not read from remote repository" in answer.err:
        said = " · ".join(line for line in answer.err.splitlines() if line.strip() and not _OF_GIT.match(line))
        words = f": {said}" if said else ""
        asked = bool(NO_TERMINAL.search(answer.err))
        message = f"what reaches the remote {'wanted to ask something' if asked else 'ended without an answer'}{words}"
        hint = f"`{errand.command}` in a terminal lets it ask."
        return RemoteError(without_secrets(message), hint, needs_terminal=True, title=errand.title)
    if _FORBIDDEN.search(answer.err):
        hint = "Ask its owner for write access (`cjm doctor --share GROUP` prints how), or work in a clone of your own."
        what = "git may not write to this repository: it is read-only for you"
        return RemoteError(what, hint, title=errand.title)
    hint = "`git fetch` and `git push` in a terminal say more."
    return RemoteError(without_secrets(answer.complaint), hint, title=errand.title)


def kept_by_hook(repository: Repository, answer: Answer) -> RemoteError | None:
    """Put a push that a hook of this repository kept back into words, with what it said; None where it was none."""
    is_here = "[remote rejected]" not in answer.err and "failed to push some refs" in answer.err
    if not is_here or not hooks_present(repository, ["pre-push"]):
        return None
    said = _last_lines(answer)
    words = f"it said:\n{said}" if said else "it gave no reason"
    if NO_TERMINAL.search(answer.err):
        message = f"a hook of this repository (pre-push) wants to ask something and has no terminal; {words}"
        return RemoteError(message, "`cjm sync` in a terminal lets it ask.", needs_terminal=True)
    return RemoteError(
        f"a hook of this repository (pre-push) kept the push back; {words}", "Do what it asks, then `cjm sync` again."
    )


def _last_lines(answer: Answer) -> str:
    lines = [line.rstrip() for line in (answer.text + answer.err).splitlines()]
    said = [line for line in lines if line.strip() and not line.startswith(("error: failed to push", "To ", "hint:"))]
    return "\n".join(said[-_LINES:])


def _said_there(complaint: str) -> str:
    """Return what a hook at the remote said, which git hands on line by line with who said it before."""
    lines = (line.removeprefix("remote:").strip() for line in complaint.splitlines() if line.startswith("remote:"))
    return "\n".join([line for line in lines if line][-_LINES:])
