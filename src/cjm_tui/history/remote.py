"""Fetching from the remote and pushing to it: the person's own act, never a prompt that hangs."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import GitError
from cjm_tui.history.command import Answer, act, look
from cjm_tui.history.hooks import hooks_present
from cjm_tui.history.terminal import act_in_terminal

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository
    from cjm_tui.history.route import Upstream

_UNATTENDED = "-o BatchMode=yes -o ConnectTimeout=20"
"""Without these ssh would wait for a passphrase, or for a host to be trusted, where nobody can answer."""

_REJECTED = re.compile(
    r"\[rejected\]|fetch first|non-fast-forward|cannot lock ref|failed to update ref|\[remote rejected\] .*lock"
)

_ELSEWHERE = re.compile(r"[\w.+-]+://|[^/]+:")
_FOREIGN = re.compile(r"dubious ownership in repository at '([^']+)'")
_NO_TERMINAL = re.compile(r"/dev/tty|Inappropriate ioctl|not a (?:tty|terminal)")
_OF_GIT = re.compile(r"fatal: |Please make sure you have|and the repository exists|error: failed to push")
_FORBIDDEN = re.compile(r"cannot open '[^']*FETCH_HEAD'|insufficient permission|[Pp]ermission denied")
_LINES = 8

_KNOWN: tuple[tuple[re.Pattern[str], str, str, bool], ...] = (
    (
        re.compile(r"terminal prompts disabled|could not read (?:Username|Password)|Authentication failed|askpass"),
        "the remote asks who you are, and there is nobody to answer",
        "Run `cjm sync` in a terminal, or store the credentials (git help credentials).",
        True,
    ),
    (
        re.compile(r"Permission denied \(|passphrase|Host key verification failed|publickey"),
        "ssh could not log in to the remote: it wants a passphrase, a key, or the host to be trusted",
        "Run `cjm sync` in a terminal, or add the key to the agent (ssh-add).",
        True,
    ),
    (
        re.compile(r"Could not resolve host|unable to access|Connection (?:refused|timed out)|Network is unreachable"),
        "the remote cannot be reached",
        "Check the network and `git remote -v`, then sync again; everything is saved here.",
        False,
    ),
    (
        re.compile(r"does not appear to be a git repository|Repository not found|repository .* not found|No such file"),
        "there is no repository where the remote points",
        "Ask for its address; `git remote set-url origin ADDRESS` corrects it.",
        False,
    ),
    (
        re.compile(r"protected branch|pre-receive hook declined|hook declined|denied updating|not allowed to push"),
        "the remote does not take pushes to this branch",
        "Propose the change on a branch of its own (`cjm branch NAME`) and open a pull request.",
        False,
    ),
)


class RemoteError(GitError):
    """The remote could not be reached or refused; with a terminal (`needs_terminal`) it might work."""

    def __init__(self, message: str, hint: str = "", *, needs_terminal: bool = False) -> None:
        super().__init__("Not synced", message, hint)
        self.needs_terminal = needs_terminal


def folders_of_remotes(repository: Repository) -> tuple[Path, ...]:
    """Return the remotes that are folders of this machine."""
    answer = look(repository.root, "config", "-z", "--get-regexp", r"^remote\..*\.url$")
    addresses = (entry.partition("\n")[2].removeprefix("file://") for entry in answer.text.split("\0"))
    folders = (repository.root / address for address in addresses if address and not _ELSEWHERE.match(address))
    is_there = os.path.isdir  # Path.is_dir() raises where a folder may not be read
    return tuple(dict.fromkeys(Path(os.path.realpath(folder)) for folder in folders if is_there(folder)))


def fetch(repository: Repository, upstream: Upstream, *, in_terminal: bool = False) -> str:
    """Fetch what the remote has of a branch; return its commit (full hash), empty where it has no such branch yet.

    `in_terminal` lends git the person's terminal, so that it may ask.
    """
    words = ("fetch", "--quiet", "--no-auto-gc", *_no_fetch_head(repository), "--", upstream.remote)
    answer = _asking(repository, *words) if in_terminal else act(repository.root, *words, extra=_ssh(repository))
    if not answer.is_fine:
        raise _in_words(answer)
    found = look(repository.root, "rev-parse", "--verify", "-q", f"{upstream.tracking}^{{commit}}")
    return found.text.strip() if found.is_fine else ""


def _no_fetch_head(repository: Repository) -> tuple[str, ...]:
    """Have git not write FETCH_HEAD where somebody else's fetch left it closed to us: nothing here reads it."""
    written = repository.git_dir / "FETCH_HEAD"
    may_not = os.path.lexists(written) and not os.access(written, os.W_OK)
    return ("--no-write-fetch-head",) if may_not else ()


def push(repository: Repository, upstream: Upstream, branch: str, *, in_terminal: bool = False) -> bool:
    """Push a branch to its place there; return false where somebody pushed in between and has to be merged first."""
    follow = [] if upstream.is_known else ["--set-upstream"]
    names = f"refs/heads/{branch}:refs/heads/{upstream.branch}"
    words = ("push", "--quiet", *follow, "--", upstream.remote, names)
    answer = _asking(repository, *words) if in_terminal else act(repository.root, *words, extra=_ssh(repository))
    if answer.is_fine:
        return True
    if in_terminal:
        return _is_ahead_of(repository, fetch(repository, upstream, in_terminal=True), branch, answer)
    if _REJECTED.search(answer.err) and not any(pattern.search(answer.err) for pattern, *_ in _KNOWN):
        return False
    if (
        "[remote rejected]" not in answer.err
        and "failed to push some refs" in answer.err
        and hooks_present(repository, ["pre-push"])
    ):
        raise _kept_by_hook(answer)
    raise _in_words(answer)


def _kept_by_hook(answer: Answer) -> RemoteError:
    """Put a push that a hook of this repository kept back into words, with what it said."""
    said = _last_lines(answer)
    words = f"it said:\n{said}" if said else "it gave no reason"
    if _NO_TERMINAL.search(answer.err):
        message = f"a hook of this repository (pre-push) wants to ask something and has no terminal; {words}"
        return RemoteError(message, "`cjm sync` in a terminal lets it ask.", needs_terminal=True)
    return RemoteError(
        f"a hook of this repository (pre-push) kept the push back; {words}", "Do what it asks, sync again."
    )


def _last_lines(answer: Answer) -> str:
    lines = [line.rstrip() for line in (answer.text + answer.err).splitlines()]
    said = [line for line in lines if line.strip() and not line.startswith(("error: failed to push", "To ", "hint:"))]
    return "\n".join(said[-_LINES:])


def _said_there(complaint: str) -> str:
    """Return what a hook at the remote said, which git hands on line by line with who said it before."""
    lines = (line.removeprefix("remote:").strip() for line in complaint.splitlines() if line.startswith("remote:"))
    return "\n".join([line for line in lines if line][-_LINES:])


def _is_ahead_of(repository: Repository, theirs: str, branch: str, answer: Answer) -> bool:
    """Return false where the remote has what we have not, so that a push had to fail; raise where it failed otherwise.

    With a terminal git's own words went to the person, and only the commits can tell.
    """
    ours = f"refs/heads/{branch}"
    if theirs and not look(repository.root, "merge-base", "--is-ancestor", theirs, ours).is_fine:
        return False
    raise _in_words(answer)


def _asking(repository: Repository, *words: str) -> Answer:
    """Run git with the person's terminal; what it said stands there already."""
    answer = act_in_terminal(repository.root, *words)
    return answer if answer.is_fine else Answer(answer.status, b"", f"git {words[0]} said why in the terminal")


def _ssh(repository: Repository) -> dict[str, str]:
    """Return the person's own way to ssh, found as git finds it (git(1), `GIT_SSH_COMMAND`), told not to ask."""
    own = configured(repository, "core.sshCommand")
    command = os.environ.get("GIT_SSH_COMMAND") or own or shlex.quote(os.environ.get("GIT_SSH") or "ssh")
    variant = os.environ.get("GIT_SSH_VARIANT") or configured(repository, "ssh.variant") or "auto"
    # Other programs than OpenSSH take other options, or none.
    return {"GIT_SSH_COMMAND": f"{command} {_UNATTENDED}" if variant in {"auto", "ssh"} else command}


def configured(repository: Repository, key: str) -> str:
    """Return what git is configured with under a key, empty where it is not."""
    return look(repository.root, "config", "--get", key).text.strip()


def _in_words(answer: Answer) -> RemoteError:
    if answer.stopped == "wish":
        return RemoteError("stopped, as you wished; everything is saved here", "Sync again whenever you like.")
    if answer.stopped:
        return RemoteError("the remote did not answer in time", "Sync again later.", needs_terminal=True)
    if foreign := _FOREIGN.search(answer.err):
        hint = f"If you trust it: git config --global --add safe.directory {shlex.quote(foreign[1])}"
        return RemoteError("the remote belongs to somebody else on this machine, and git refuses to work with it", hint)
    for pattern, message, hint, needs_terminal in _KNOWN:
        if pattern.search(answer.err):
            said = _said_there(answer.err)
            words = f"{message}; it said:\n{said}" if said else message
            return RemoteError(words, hint, needs_terminal=needs_terminal)
    if "Could not read from remote repository" in answer.err:
        said = " · ".join(line for line in answer.err.splitlines() if line.strip() and not _OF_GIT.match(line))
        words = f": {said}" if said else ""
        asked = bool(_NO_TERMINAL.search(answer.err))
        message = f"what reaches the remote {'wanted to ask something' if asked else 'ended without an answer'}{words}"
        return RemoteError(message, "`cjm sync` in a terminal lets it ask.", needs_terminal=True)
    if _FORBIDDEN.search(answer.err):
        hint = "Ask its owner for write access (`cjm doctor --share GROUP` prints how), or work in a clone of your own."
        return RemoteError("git may not write to this repository: it is read-only for you", hint)
    return RemoteError(answer.complaint, "`git fetch` and `git push` in a terminal say more.")
