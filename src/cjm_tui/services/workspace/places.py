"""Where everything is kept.

Invariant: looking makes nothing: a folder that is not there yet is named all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.services.workspace.documents import workspace_here
from cjm_tui.services.workspace.faults import log_path
from cjm_tui.services.workspace.shipped import templates_folder, themes_folder


@dataclass(frozen=True, slots=True)
class Place:
    """Something that is kept somewhere: its name, what it is for, its path, empty where there is none."""

    name: str
    purpose: str
    path: Path | None


def places() -> tuple[Place, ...]:
    """Return where maps, revisions, settings, logs and what comes with the program are kept."""
    from platformdirs import user_config_path

    settings = user_config_path("cjm", appauthor=False)
    try:
        folder: Path | None = workspace_here().folder
    except CjmError:
        folder = None
    return (
        Place("maps", "the maps here", folder),
        Place("repository", "where their revisions are kept", _repository(folder or Path())),
        Place("settings", "your own settings", settings / "config.toml"),
        Place("themes", "your own themes", settings / "themes"),
        Place("state", "drafts of half-typed text", log_path().parent),
        Place("log", "faults of cjm", log_path()),
        Place("shipped-themes", "themes that come with cjm", themes_folder()),
        Place("shipped-templates", "templates that come with cjm", templates_folder()),
    )


def _repository(folder: Path) -> Path | None:
    from cjm_tui.history.repository import Repository, find_repository

    found = find_repository(folder)
    return found.root if isinstance(found, Repository) else None
