"""The world that every state begins with, and who acts in it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.states.stagehand import Stagehand
from tests.states.world import World, make_world


@pytest.fixture(scope="module")
def hand() -> Iterator[Stagehand]:
    with Stagehand() as hand:
        yield hand


@pytest.fixture(scope="module")
def first_world() -> Iterator[World]:
    """Make the world that every state begins with; other accounts get there."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="cjm-states-") as name:
        Path(name).chmod(0o755)
        yield make_world(Path(name) / "first")
