"""What the views of a map cost in time: a step of the cursor in each, and turning from one to the next."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest

from cjm_tui.render.views.order import VIEWS
from tests.benchmarks.ratio import Row, judge
from tests.benchmarks.terminal import Terminal
from tests.benchmarks.test_keys import DOWN, LEFT, RIGHT, UP, key_to_paint, started

pytestmark = pytest.mark.benchmark

IDS = [view.id for view in VIEWS]
TURN = b"v"
BEGIN = (DOWN,) * 3
"""Away from the edge of the list: what comes then stays in view."""
WALK = (DOWN, UP, UP, DOWN)
SIDEWAYS = (RIGHT, RIGHT, LEFT, LEFT)


def walk_in(view: str) -> tuple[bytes, ...]:
    """Return keys that stay in view; the made maps have no themes, so that their table is one row."""
    return SIDEWAYS if view == "themes" else WALK


def turned(map_path: Path, columns: int, rows: int, view: str) -> Terminal:
    terminal = started(map_path, columns, rows)
    for _ in range(IDS.index(view)):
        terminal.press(TURN)
        terminal.bytes_until_quiet(0.5)
    return terminal


def test_turning_to_the_next_view(large: Path) -> None:
    with started(large, 120, 40) as terminal:
        for _ in IDS:
            key_to_paint(terminal, TURN)
        steps = [key_to_paint(terminal, key) for key in WALK * 5]
        turns = [key_to_paint(terminal, TURN) for _ in range(len(IDS) * 5)]
    judge(Row("next view / cursor key on the cards, 1,000 touchpoints", median(turns), median(steps), 2.0))


@pytest.mark.parametrize("view", IDS[1:])
def test_key_to_paint_does_not_grow_with_the_map(small: Path, large: Path, huge: Path, view: str) -> None:
    # Of 20 touchpoints a theme's cell has one insight to tell, of 1,000 and of 10,000 a screen full of them.
    count, floor_map = (1_000, large) if view == "themes" else (20, small)
    with ExitStack() as stack:
        of_few, of_10000 = (stack.enter_context(turned(path, 120, 40, view)) for path in (floor_map, huge))
        for terminal in (of_few, of_10000):
            for key in BEGIN:
                terminal.press(key)
                terminal.bytes_until_idle()
        pairs = [(key_to_paint(of_10000, key), key_to_paint(of_few, key)) for key in walk_in(view) * 8]
    measured, floor = (median(pair[at] for pair in pairs[len(WALK) :]) for at in (0, 1))
    judge(Row(f"cursor key in {view}, 10,000 touchpoints / {count:,}", measured, floor, 1.2))
