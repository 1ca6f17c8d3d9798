"""Fetching from the remote and pushing to it: the person's own act, never a prompt that hangs."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.history.command import Answer, act, look
from cjm_tui.history.remote_words import FETCH, PUSH, SYNC, Errand, in_words, is_known, kept_by_hook
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


def remotes_of(repository: Repository) -> tuple[str, ...]:
    """Return the names of the remotes."""
    return tuple(look(repository.root, "remote").text.split())


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
    fetch_all_of(repository, upstream.remote, SYNC, in_terminal=in_terminal)
    found = look(repository.root, "rev-parse", "--verify", "-q", f"{upstream.tracking}^{{commit}}")
    return found.text.strip() if found.is_fine else ""


def fetch_all_of(
    repository: Repository, remote: str, errand: Errand = FETCH, *, in_terminal: bool = False, is_whole: bool = False
) -> None:
    """Fetch the branches of a remote; raise `RemoteError` in words for the `errand` that asked for it.

    With `is_whole` a shallow clone gets all that was before what it has.
    """
    past = ("--unshallow",) if is_whole else ()
    words = ("fetch", "--quiet", "--no-auto-gc", *past, *_no_fetch_head(repository), "--", remote)
    answer = _asking(repository, *words) if in_terminal else act(repository.root, *words, extra=_ssh(repository))
    if not answer.is_fine:
        raise in_words(repository, remote, answer, errand)


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
        theirs = fetch(repository, upstream, in_terminal=True)
        # With a terminal git's own words went to the person, and only the commits can tell.
        if _is_in(repository, theirs, f"refs/heads/{branch}"):
            raise in_words(repository, upstream.remote, answer, PUSH)
        return False
    if _REJECTED.search(answer.err) and not is_known(answer):
        return False
    raise kept_by_hook(repository, answer) or in_words(repository, upstream.remote, answer, PUSH)


def _is_in(repository: Repository, theirs: str, ours: str) -> bool:
    """Tell whether we have all that the remote has, empty for nothing: then a push failed for another reason."""
    return not theirs or look(repository.root, "merge-base", "--is-ancestor", theirs, ours).is_fine


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
