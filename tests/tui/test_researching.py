"""From the board to personas and evidence and back: what was made there is known on the board."""

from __future__ import annotations

import shutil
from pathlib import Path

from cjm_tui.services.workspace.shipped import maps_folder
from tests.tui.board_stories import on_the_board


async def test_a_persona_made_from_the_board_can_be_named_there_at_once(tmp_path: Path) -> None:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    async with on_the_board(maps / "buy-an-outfit.toml", "pay-by-card") as story:
        await story.presses("at")
        await story.presses("a", *"Hanna", "enter", "escape", "escape")
        await story.waits_until(lambda: "hanna" in story.board.names.get("persona", {}))
