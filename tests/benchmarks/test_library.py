"""What the library costs with a thousand maps: its first screen, and the whole list."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.library import entries
from tests.benchmarks.bare_app import MARKER
from tests.benchmarks.conftest import BARE, CJM
from tests.benchmarks.made_maps import map_text
from tests.benchmarks.ratio import Row, interleaved, judge, process
from tests.benchmarks.terminal import Terminal, shows
from tests.benchmarks.test_commands import READ_ALL
from tests.benchmarks.test_paint import first_paint

pytestmark = pytest.mark.benchmark

MAPS = 1_000
LAST_IN_SIGHT = "Way 0020"
LAST_READ = "#last"
"""The title of the map that is read last: it stands first in the list, and no letter of it where one stood before."""


@pytest.fixture(scope="module")
def shelf(place: Path) -> Path:
    """Make 1,000 maps of 20 touchpoints, each with a title of its own; return their folder."""
    folder = place / "shelf" / "maps"
    folder.mkdir(parents=True)
    (folder / "cjm.toml").write_text('schema = "workspace/1"\n', encoding="utf-8")
    for at in range(MAPS):
        title = LAST_READ if at == MAPS - 1 else f"Way {at:04}"
        (folder / f"way-{at:04}.toml").write_text(map_text(20, title=title), encoding="utf-8")
    return folder


def test_first_screen_of_the_library(shelf: Path) -> None:
    measured, floor = interleaved(
        first_paint([CJM, str(shelf)], LAST_IN_SIGHT, shelf), first_paint([*BARE], MARKER, shelf), rounds=9
    )
    judge(Row(f"first screen of a list of {MAPS:,} maps / bare Textual app", measured, floor, 1.5))


def test_the_whole_list_on_the_screen(shelf: Path) -> None:
    """The app is there with its first screen; from then on it reads the rest while it can be used."""

    def until_complete() -> float:
        with Terminal([CJM, str(shelf)], 120, 40, folder=shelf) as terminal:
            terminal.seconds_until(shows(LAST_IN_SIGHT), since=terminal.started)
            start = time.perf_counter()
            return terminal.seconds_until(shows(LAST_READ), since=start)

    names = [str(path) for path in sorted(shelf.glob("way-*.toml"))]
    measured, floor = interleaved(until_complete, process([sys.executable, "-c", READ_ALL, *names], shelf))
    judge(Row(f"list of {MAPS:,} maps complete on the screen / tomli reading them", measured, floor, 2.0))


def test_the_whole_list_in_a_program(shelf: Path) -> None:
    import tomli

    workspace = workspace_in(shelf)

    def listed() -> float:
        start = time.process_time()
        assert len(entries(workspace)) == MAPS
        return time.process_time() - start

    def read() -> float:
        start = time.process_time()
        for path in workspace.maps.values():
            with path.open("rb") as file:
                tomli.load(file)
        return time.process_time() - start

    measured, floor = interleaved(listed, read)
    judge(Row(f"list of {MAPS:,} maps made / tomli reading them", measured, floor, 2.0))
