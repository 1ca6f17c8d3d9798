"""Repositories in every state that a person may find theirs in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.history.repository import Repository, require_repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def found(repository: Path) -> Repository:
    """Return the repository of the shared fixture as the program finds it."""
    return require_repository(repository)
