"""Which moments of the customer a change of code touches.

A touchpoint names the code behind it in `watch`; a map lives where the code lives, so that a review of code knows
what it is about.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import GitError, NotFoundError
from cjm_tui.history.ancestry import fork_point, main_branch, main_remote
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.patterns import wanted
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.shallow import shallow_commits
from cjm_tui.history.watched import CodeCommit, code_commits, files_changed
from cjm_tui.model.document import Document
from cjm_tui.model.measures import insights_by_touchpoint
from cjm_tui.model.record import Record
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.services.workspace.documents import glance

_TARGETS = ("GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "BITBUCKET_PR_DESTINATION_BRANCH")
"""Where CI services say which branch a pull request goes to."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One touchpoint whose code a change touches.

    `path` and `map_title` say in which map it stands, `team` is the name of the team behind it, `pains` are the
    names of its pains, `files` the watched files that changed.
    """

    path: Path
    map_title: str
    touchpoint: Record
    team: str
    pains: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def map_id(self) -> str:
        """Return the id of the map."""
        return self.path.stem


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two commits (full hashes) and how the person calls them."""

    base: str
    head: str
    words: str


def touched(range_: str = "") -> tuple[Comparison, tuple[Touched, ...]]:
    """Return the touchpoints whose watched code differs in `BASE..HEAD`, in the order of the journeys.

    By default what this branch adds to the main one, or in CI to the one that the pull request goes to; `BASE` alone is
    compared with HEAD. Raises `NotFoundError` for an unknown revision, `GitError` where there is no repository or where
    two branches have nothing in common, as in a shallow clone.
    """
    workspace = workspace_of(Path())
    repository = require_repository(workspace.folder, "No history here")
    compared = _comparison(repository, range_)
    teams = _team_names(workspace.settings)
    found: list[Touched] = []
    for path in workspace.maps.values():
        document = glance(path).document
        if document is not None and document.kind == "map":
            found += _touched_in(repository, compared, path, document, teams)
    return compared, tuple(found)


def commits_behind(path: Path, touchpoint: Record, limit: int = 50) -> tuple[CodeCommit, ...]:
    """Return the last commits of the code a touchpoint watches, newest first."""
    repository = require_repository(path, "No history here")
    return code_commits(repository, touchpoint.texts("watch"), limit=limit)


def _comparison(repository: Repository, range_: str) -> Comparison:
    base, dots, head = range_.partition("...") if "..." in range_ else range_.partition("..")
    tip = resolve_revision(repository, head or "HEAD")
    if base:
        start = resolve_revision(repository, base)
        start = _fork(repository, start, tip, base) if dots == "..." else start
        return Comparison(start, tip, f"{base}{dots or '..'}{head or 'HEAD'}")
    target = next(filter(None, map(os.environ.get, _TARGETS)), "")
    main = main_branch(repository, target)
    if not main:
        missing = (
            f"this clone does not have {target}, which is asked to take this in"
            if target
            else "there is no main branch"
        )
        brings = f"`git fetch {main_remote(repository)} {target or 'main'}` may bring it"
        brings = "In CI let the checkout have all of it (fetch-depth: 0)" if shallow_commits(repository) else brings
        hint = f"{brings}; or name two: cjm touched BASE..HEAD"
        raise NotFoundError("Nothing to compare with", missing, hint)
    short = main.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    fork = _fork(repository, resolve_revision(repository, main), tip, short)
    return Comparison(fork, tip, f"since {short}{', which has all of it' * (fork == tip)}")


def _fork(repository: Repository, base: str, tip: str, name: str) -> str:
    """Return where two branches parted; raise `GitError` where this clone does not know that."""
    fork = fork_point(repository, base, tip)
    if fork:
        return fork
    if shallow_commits(repository):
        message = f"this clone is shallow, and where the branch parted from {name} is not in it"
        hint = "`git fetch --unshallow` brings it; in CI let the checkout have all of it (fetch-depth: 0)."
    else:
        message, hint = f"{name} and the branch have no commit in common", "Name two: cjm touched BASE..HEAD"
    raise GitError("Nothing to compare with", message, hint)


def _watching(document: Document) -> tuple[Record, ...]:
    return tuple(card for card in document.journey() if card.texts("watch"))


def _touched_in(
    repository: Repository, compared: Comparison, path: Path, document: Document, teams: dict[str, str]
) -> list[Touched]:
    watching = _watching(document)
    # What one card leaves out another one may watch.
    patterns = [pattern for card in watching for pattern in wanted(card.texts("watch"))]
    if not files_changed(repository, compared.base, compared.head, patterns):
        return []
    insights = insights_by_touchpoint(document)
    found = []
    for card in watching:
        files = files_changed(repository, compared.base, compared.head, card.texts("watch"))
        if files:
            pains = tuple(i.name for i in insights.get(card.id, ()) if i.text("kind") == "pain")
            team = teams.get(card.text("team"), card.text("team"))
            found.append(Touched(path, document.title, card, team, pains, files))
    return found


def _team_names(settings: Path | None) -> dict[str, str]:
    document = glance(settings).document if settings else None
    return {team.id: team.name for team in document.of_kind("team")} if document else {}
