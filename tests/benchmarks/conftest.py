"""What the benchmarks share: the programs they start, and maps and repositories made once a run."""

from __future__ import annotations

import compileall
import sys
from pathlib import Path

import pytest

import cjm_tui
from tests.benchmarks.made_maps import write_map, write_repository

CJM = str(Path(sys.executable).with_name("cjm"))
BARE = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """Compile the package as an installation does, so that nobody pays for a source that was changed a minute ago."""
    compileall.compile_dir(Path(cjm_tui.__file__).parent, quiet=1)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder for everything the benchmarks make."""
    return tmp_path_factory.mktemp("benchmarks")


@pytest.fixture(scope="session")
def small(place: Path) -> Path:
    """Make a map of 20 touchpoints."""
    return write_map(place / "small", 20)


@pytest.fixture(scope="session")
def large(place: Path) -> Path:
    """Make a map of 1,000 touchpoints."""
    return write_map(place / "large", 1_000)


@pytest.fixture(scope="session")
def huge(place: Path) -> Path:
    """Make a map of 10,000 touchpoints."""
    return write_map(place / "huge", 10_000)


@pytest.fixture(scope="session")
def many(place: Path) -> Path:
    """Make 500 maps of 20 touchpoints; return the folder above `maps/`."""
    for at in range(500):
        write_map(place / "many", 20, name=f"way-{at:03}")
    return place / "many"


@pytest.fixture
def old(place: Path) -> Path:
    """Make a map with 200 revisions among 10,000 commits; return its path."""
    top = place / "old"
    return (
        top / "maps" / "way.toml"
        if top.exists()
        else write_repository(top, touchpoints=20, revisions=200, commits=10_000)
    )


@pytest.fixture
def revised(place: Path) -> Path:
    """Make a map of 1,000 touchpoints with 20 revisions; return its path."""
    top = place / "revised"
    return (
        top / "maps" / "way.toml"
        if top.exists()
        else write_repository(top, touchpoints=1_000, revisions=20, commits=20)
    )
