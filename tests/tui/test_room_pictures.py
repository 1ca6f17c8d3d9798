"""How the rooms around the board look at the sizes of the others, and the board in other colours; looked at before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.board import BoardScreen
from cjm_tui.tui.screens.touring import TouredBoard
from tests.sample_maps import LUNCH, OUTFIT
from tests.tui.resting import at_rest
from tests.tui.stories import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

EMPTY = 'schema = "map/1"\ntitle = "Buy a lamp"\n'
WRONG = OUTFIT.replace("severity = 4", "severity = 9").replace(
    'stage = "awareness"\n  order = 10', 'stage = "nowhere"\n  order = 10'
)
TRUE = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}

FOUR = [(60, 16), (80, 24), (120, 36), (200, 50)]
THREE = FOUR[:3]


def of_size(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def shown(
    snap: Callable[..., bool],
    screen: BoardScreen,
    size: tuple[int, int],
    *keys: str,
    theme: str = "cjm-dark",
) -> bool:
    """Compare what stands on the screen after some keys with the picture."""

    async def press(pilot: Any) -> None:
        while screen.recorded is None:
            await pilot.pause(0.02)
        await at_rest(pilot)
        for key in keys:
            await pilot.press(key)
            await at_rest(pilot)

    return snap(CjmApp(screen, theme=theme), terminal_size=size, run_before=press)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Say what the terminal can show."""

    def is_one(environment: dict[str, str]) -> None:
        monkeypatch.delenv("COLORTERM", raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)

    is_one(TRUE)
    return is_one


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("keys", [("P",), ("P", "right")], ids=["whole", "stage"])
@pytest.mark.parametrize("size", THREE, ids=of_size)
def test_presenting(
    snap_compare: Callable[..., bool], tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    assert shown(snap_compare, BoardScreen(open_map_at(written(tmp_path, LUNCH))), size, *keys)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("size", THREE, ids=of_size)
def test_problems(
    snap_compare: Callable[..., bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(snap_compare, BoardScreen(open_map_at(written(tmp_path, WRONG))), size, "exclamation_mark", "down")


@pytest.mark.usefixtures("terminal")
def test_a_card_whose_stage_does_not_exist(snap_compare: Callable[..., bool], tmp_path: Path) -> None:
    assert shown(snap_compare, BoardScreen(open_map_at(written(tmp_path, WRONG))), (120, 36), "G")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("size", THREE, ids=of_size)
def test_a_tour(snap_compare: Callable[..., bool], tmp_path: Path, size: tuple[int, int]) -> None:
    assert shown(snap_compare, TouredBoard(open_map_at(written(tmp_path, LUNCH))), size, "right")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("size", THREE, ids=of_size)
def test_an_empty_map(snap_compare: Callable[..., bool], tmp_path: Path, size: tuple[int, int]) -> None:
    assert shown(snap_compare, BoardScreen(open_map_at(written(tmp_path, EMPTY))), size)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("theme", ["cjm-light", "high-contrast"])
@pytest.mark.parametrize("size", FOUR, ids=of_size)
def test_the_board_in_another_theme(
    snap_compare: Callable[..., bool], tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    assert shown(snap_compare, BoardScreen(open_map_at(written(tmp_path, LUNCH))), size, "right", theme=theme)


@pytest.mark.parametrize("environment", [{"TERM": "xterm-256color"}, {"TERM": "xterm"}], ids=["256", "16"])
@pytest.mark.parametrize("keys", [("right",), ("right", "v", "v")], ids=["board", "themes"])
def test_where_a_terminal_has_fewer_colours(
    snap_compare: Callable[..., bool],
    tmp_path: Path,
    terminal: Callable[[dict[str, str]], None],
    environment: dict[str, str],
    keys: tuple[str, ...],
) -> None:
    terminal(environment)
    assert shown(snap_compare, BoardScreen(open_map_at(written(tmp_path, LUNCH))), (80, 24), *keys)
