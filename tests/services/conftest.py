"""What tests of services stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.wayside import MAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def way(repository: Path, git: Callable[..., str]) -> Path:
    """Make a folder of one map, committed; return the folder of the maps."""
    maps = repository / "maps"
    maps.mkdir()
    (maps / "way.toml").write_text(MAP)
    git(repository, "add", "maps")
    git(repository, "commit", "-q", "-m", "A map")
    return maps
