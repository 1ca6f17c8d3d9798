"""Telling git in this clone how maps are merged, and taking it back."""

from __future__ import annotations

from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.repository import Repository, require_repository
from cjm_tui.history.setup import MERGE_SETTINGS, READABLE_DIFF, pattern_below, set_up, take_back
from cjm_tui.services.workspace.discovery import workspace_of


def set_up_here(*, with_outline: bool = False) -> tuple[str, ...]:
    """Make git merge the maps of the workspace here with cjm; return what was done, a line each.

    Raises `CjmError` where there is no workspace or no repository.
    """
    repository, pattern = _place()
    settings = {**MERGE_SETTINGS, **(READABLE_DIFF if with_outline else {})}
    return set_up(repository, pattern, settings).lines


def take_back_here() -> tuple[str, ...]:
    """Undo `set_up_here`; return what was done, a line each."""
    repository, pattern = _place()
    return take_back(repository, pattern).lines


def _place() -> tuple[Repository, str]:
    folder = workspace_of(Path()).folder
    repository = require_repository(folder, "Not set up")
    return repository, pattern_below(repository.name_of(folder))


def pattern_of(repository: Repository, start: Path) -> str:
    """Return the pattern of the maps around a file or folder; of all TOML files where there are none in sight."""
    try:
        return pattern_below(repository.name_of(workspace_of(start).folder))
    except CjmError:
        return "*.toml"
