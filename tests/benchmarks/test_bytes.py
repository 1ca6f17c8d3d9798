"""What single keys cost in bytes over the line: the worst of a walk over everything there is, in every view and screen.

Opening another screen or view draws it whole; what that costs is printed, and judged nowhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from cjm_tui.render.views.order import VIEWS
from cjm_tui.services.workspace.shipped import maps_folder
from tests.benchmarks.conftest import CJM
from tests.benchmarks.ratio import judge_bytes
from tests.benchmarks.terminal import Terminal

pytestmark = pytest.mark.benchmark

RIGHT, LEFT, DOWN, UP = b"\x1b[C", b"\x1b[D", b"\x1b[B", b"\x1b[A"
PAGE_DOWN, PAGE_UP, FIRST, LAST = b"\x1b[6~", b"\x1b[5~", b"g", b"G"
NAMES = {
    RIGHT: "right", LEFT: "left", DOWN: "down", UP: "up", PAGE_DOWN: "page down", PAGE_UP: "page up", b"\x1b": "escape"
}  # fmt: skip
SIZES = [(80, 24, 2_048), (120, 40, 4_096)]
SIDEWAYS = (*(RIGHT,) * 5, *(LEFT,) * 5)
DOWN_AND_UP = (*(DOWN,) * 28, *(PAGE_DOWN,) * 3, LAST, *(UP,) * 28, *(PAGE_UP,) * 3, LAST, FIRST)
WALK = (*DOWN_AND_UP, *SIDEWAYS, *(DOWN, RIGHT, RIGHT, DOWN, RIGHT, UP, RIGHT, DOWN, LEFT, LEFT, UP, LEFT, LEFT))
"""Past both ends of every list, and from the first stage to the last and back, so that all scrolls that can."""
SCREENS = {
    "help": b"?",
    "personas": b"@",
    "evidence": b'"',
    "every command": b":",
}


@pytest.fixture(scope="module")
def sample(place: Path) -> Path:
    """Copy the maps that are shipped, which have something of everything; return the richest."""
    folder = place / "sample" / "maps"
    shutil.copytree(maps_folder(), folder)
    return folder / "buy-an-outfit.toml"


def opened(folder: Path, columns: int, rows: int, *words: str) -> Terminal:
    terminal = Terminal([CJM, *words], columns, rows, folder=folder)
    terminal.bytes_until_idle(2.0)
    return terminal


def bytes_of(terminal: Terminal, key: bytes) -> int:
    terminal.press(key)
    return terminal.bytes_until_idle()


def judge_walk(name: str, terminal: Terminal, keys: Iterable[bytes], limit: int) -> None:
    costs = [(bytes_of(terminal, key), key) for key in keys]
    worst, key = max(costs)
    judge_bytes(f"{name}: {NAMES.get(key, key.decode())}, the worst of {len(costs)} keys", worst, limit)


def tell(name: str, count: int) -> None:
    print(f"\n| {name} | {count:,} bytes | | | | |", end="")  # noqa: T201  # the table


@pytest.mark.parametrize("view", [view.id for view in VIEWS])
@pytest.mark.parametrize("count", ["20", "1,000", "sample"])
@pytest.mark.parametrize(("columns", "rows", "limit"), SIZES)
def test_bytes_of_a_key_in_every_view(  # noqa: PLR0917  # pytest names them all
    small: Path, large: Path, sample: Path, count: str, view: str, columns: int, rows: int, limit: int
) -> None:
    path = {"20": small, "1,000": large, "sample": sample}[count]
    name = f"{view}, {'the sample' if count == 'sample' else f'{count} touchpoints'}, {columns} × {rows}"
    with opened(path.parent, columns, rows, str(path)) as terminal:
        turns = [bytes_of(terminal, b"v") for _ in range([one.id for one in VIEWS].index(view))]
        if turns:
            tell(f"{name}: turning to it", turns[-1])
        judge_walk(name, terminal, WALK, limit)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(("columns", "rows", "limit"), SIZES)
def test_bytes_of_a_key_in_every_other_screen(sample: Path, screen: str, columns: int, rows: int, limit: int) -> None:
    name = f"{screen}, {columns} × {rows}"
    with opened(sample.parent, columns, rows, str(sample)) as terminal:
        tell(f"{name}: opening it", bytes_of(terminal, SCREENS[screen]))
        judge_walk(name, terminal, DOWN_AND_UP, limit)
        tell(f"{name}: back to the board", bytes_of(terminal, b"\x1b"))


@pytest.mark.parametrize(("columns", "rows", "limit"), SIZES)
def test_bytes_of_a_key_in_the_revisions(revised: Path, columns: int, rows: int, limit: int) -> None:
    name = f"revisions, {columns} × {rows}"
    with opened(revised.parent, columns, rows, str(revised)) as terminal:
        tell(f"{name}: opening it", bytes_of(terminal, b"r"))
        judge_walk(name, terminal, DOWN_AND_UP, limit)
        judge_bytes(f"{name}: 3 idle seconds", terminal.bytes_within(3.0), 0)


@pytest.mark.parametrize(("columns", "rows", "limit"), SIZES)
def test_bytes_of_a_key_in_the_library(many: Path, columns: int, rows: int, limit: int) -> None:
    with opened(many, columns, rows) as terminal:
        judge_walk(f"library, 500 maps, {columns} × {rows}", terminal, DOWN_AND_UP, limit)
