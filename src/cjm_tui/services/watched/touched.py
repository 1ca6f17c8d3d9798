"""Which moments of the customer a change of code touches.

A touchpoint names the code behind it in `watch`; a map lives where the code lives, so that a review of code knows
what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import NotFoundError
from cjm_tui.history.ancestry import fork_point, main_branch
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.watched import CodeCommit, code_commits, files_changed
from cjm_tui.model.document import Document
from cjm_tui.model.measures import insights_by_touchpoint
from cjm_tui.model.record import Record
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.services.workspace.documents import glance


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

    By default what this branch adds to the main one; `BASE` alone is compared with HEAD. Raises `NotFoundError` for
    an unknown revision, `GitError` where there is no repository.
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
        fork = fork_point(repository, start, tip) if dots == "..." else ""
        return Comparison(fork or start, tip, f"{base}{dots or '..'}{head or 'HEAD'}")
    main = main_branch(repository)
    if not main:
        raise NotFoundError("Nothing to compare with", "there is no main branch", "Name it: cjm touched BASE..HEAD")
    fork = fork_point(repository, resolve_revision(repository, main), tip)
    short = main.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    return Comparison(fork or tip, tip, f"since {short}")


def _watching(document: Document) -> tuple[Record, ...]:
    return tuple(card for card in document.journey() if card.texts("watch"))


def _touched_in(
    repository: Repository, compared: Comparison, path: Path, document: Document, teams: dict[str, str]
) -> list[Touched]:
    watching = _watching(document)
    patterns = [pattern for card in watching for pattern in card.texts("watch")]
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
