"""How every view is arranged at the four sizes; looked at before each was taken up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.views.order import VIEWS
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.board import BoardScreen
from tests.sample_maps import LUNCH
from tests.tui.stories import written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

IDS = [view.id for view in VIEWS]


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", IDS[1:])
def test_pictures_of_the_views(
    snap_compare: Callable[..., bool],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    view: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    screen = BoardScreen(open_map_at(written(tmp_path, LUNCH)))

    async def turned(pilot: Pilot[None]) -> None:
        while screen.recorded is None:
            await pilot.pause(0.02)
        await pilot.press("right", *["v"] * IDS.index(view))

    assert snap_compare(CjmApp(screen), terminal_size=size, run_before=turned)
