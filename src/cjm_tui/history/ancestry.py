"""How commits descend from each other: what one has that another has not, and where they parted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.history.command import look
from cjm_tui.history.remote import remotes_of

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository

_NAMES = ("main", "master", "trunk")


def _main_of(remote: str) -> tuple[str, ...]:
    """Return the full names that a main branch may have, the likeliest first."""
    # What is committed on a main branch of one's own and the remote has not is proposed as well. A checkout of a CI
    # service has no branch of its own but the one it builds.
    named = (f"refs/{where}/{name}" for name in _NAMES for where in (f"remotes/{remote}", "heads"))
    return (f"refs/remotes/{remote}/HEAD", *named)


def main_remote(repository: Repository) -> str:
    """Return the remote whose main branch is meant: origin, or the only one."""
    remotes = remotes_of(repository)
    return remotes[0] if len(remotes) == 1 else "origin"


def is_ancestor(repository: Repository, older: str, newer: str) -> bool:
    """Tell whether one commit is contained in another."""
    return look(repository.root, "merge-base", "--is-ancestor", older, newer).is_fine


def commits_between(repository: Repository, older: str, newer: str) -> int:
    """Return how many commits `newer` has that `older` has not; where `older` is empty, that no remote has."""
    without = [f"^{older}"] if older else ["--not", "--remotes"]
    answer = look(repository.root, "rev-list", "--count", newer, *without)
    return int(answer.text or 0) if answer.is_fine else 0


def on_no_branch(repository: Repository) -> int:
    """Return how many commits are on HEAD and on nothing that has a name."""
    named = ("--branches", "--remotes", "--tags")
    answer = look(repository.root, "rev-list", "--count", "HEAD", "--not", *named)
    return int(answer.text or 0) if answer.is_fine else 0


def fork_point(repository: Repository, one: str, other: str) -> str:
    """Return the last commit that both have (full hash), empty when they share none."""
    answer = look(repository.root, "merge-base", one, other)
    return answer.text.strip() if answer.is_fine else ""


def main_branch(repository: Repository, target: str = "") -> str:
    """Return the full name of the branch others are compared with: the remote's own, main, master; empty without.

    Where `target` is given, it is the branch of that name and no other, the remote's before one of our own.
    """
    remote = main_remote(repository)
    for name in (f"refs/remotes/{remote}/{target}", f"refs/heads/{target}") if target else _main_of(remote):
        if look(repository.root, "rev-parse", "--verify", "-q", f"{name}^{{commit}}").is_fine:
            pointed = look(repository.root, "symbolic-ref", "--quiet", name)
            return pointed.text.strip() if pointed.is_fine else name
    return ""
