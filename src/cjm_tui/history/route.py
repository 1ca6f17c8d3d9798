"""Where a branch comes from and where it goes: what it follows, and where it is pushed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.history.command import look
from cjm_tui.history.remote import configured, remotes_of
from cjm_tui.history.remote_words import RemoteError

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository


class Upstream(NamedTuple):
    """What a branch follows: the remote's name, the branch there, and its name here (`refs/remotes/origin/main`).

    `is_known` is false where the branch has no place of its own there yet and the only remote is taken.
    """

    remote: str
    branch: str
    tracking: str
    is_known: bool = True


class Route(NamedTuple):
    """Where a branch is fetched from, in this order, and its place on the remote it is pushed to, which is the last.

    `fork` is that remote where the branch follows none or another one, else empty.
    """

    sources: tuple[Upstream, ...]
    target: Upstream
    fork: str = ""


def route_of(repository: Repository, branch: str) -> Route:
    """Return where a branch comes from and goes to; raise `GitError` where nobody can tell.

    It goes where `git push` would send it. Of a fork (`remote.pushDefault`, `branch.NAME.pushRemote`) that is another
    remote than the one it follows: what it follows is taken in, and so is what the fork has of it already.
    """
    form = "--format=%(upstream:remotename)%00%(push:remotename)%00%(push:remoteref)"
    answer = look(repository.root, "for-each-ref", form, f"refs/heads/{branch}")
    follows, fork, ref = [*answer.text.strip("\n").split("\0"), "", "", ""][:3]
    if fork in {"", ".", follows}:
        followed = upstream_of(repository, branch)
        return Route((followed,), followed)
    if fork not in remotes_of(repository):
        raise RemoteError(
            f"{branch} is to be pushed to {fork}, which is none of the remotes",
            f"Add it: git remote add NAME ADDRESS, then git config branch.{branch}.pushRemote NAME",
        )
    if follows and _pushes_to_what_it_follows(repository):
        raise RemoteError(
            f"{branch} follows {follows} and is to be pushed to {fork}, but push.default allows only what it follows",
            "Let it have the same name there: git config push.default simple",
        )
    there = ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else branch
    place = Upstream(fork, there, f"refs/remotes/{fork}/{there}")
    followed = upstream_of(repository, branch) if follows not in {"", "."} else place
    # One that was made from another branch follows that, and does not take it in unseen.
    return Route((followed, place) if followed != place and followed.is_known else (place,), place, fork)


def upstream_of(repository: Repository, branch: str) -> Upstream:
    """Return what a branch follows, or would with the only remote; raise `GitError` where there is none to choose.

    A branch that was made from another one follows that, and is not pushed onto it unseen: it gets a place of its own,
    as `git push` would insist, unless `push.default` says that this is what the person wants.
    """
    form = "--format=%(upstream:remotename)%00%(upstream:remoteref)%00%(upstream)"
    answer = look(repository.root, "for-each-ref", form, f"refs/heads/{branch}")
    remote, ref, tracking = [*answer.text.strip("\n").split("\0"), "", "", ""][:3]
    followed = ref.removeprefix("refs/heads/")
    if remote not in {"", "."} and (followed == branch or _pushes_to_what_it_follows(repository)):
        return Upstream(remote, followed, tracking)
    remotes = remotes_of(repository)
    if remote in remotes:
        return Upstream(remote, branch, f"refs/remotes/{remote}/{branch}", is_known=False)
    if len(remotes) == 1 or "origin" in remotes:
        chosen = "origin" if "origin" in remotes else remotes[0]
        return Upstream(chosen, branch, f"refs/remotes/{chosen}/{branch}", is_known=False)
    if not remotes:
        raise RemoteError("this repository has no remote", "Add one: git remote add origin ADDRESS")
    raise RemoteError(
        f"the branch {branch} follows none of the remotes {', '.join(remotes)}",
        f"Choose one: git branch --set-upstream-to=REMOTE/BRANCH {branch}",
    )


def _pushes_to_what_it_follows(repository: Repository) -> bool:
    return configured(repository, "push.default") in {"upstream", "tracking"}


def unsent_commits(repository: Repository, branch: str) -> int:
    """Return how many commits of the current `branch` its place on the remote has not; 0 where it has none there."""
    try:
        place = route_of(repository, branch).target
    except RemoteError:
        return 0
    known = look(repository.root, "rev-parse", "--verify", "-q", f"{place.tracking}^{{commit}}").is_fine
    answer = look(repository.root, "rev-list", "--count", f"{place.tracking if known else '@{upstream}'}..HEAD")
    return int(answer.text or 0) if answer.is_fine else 0
