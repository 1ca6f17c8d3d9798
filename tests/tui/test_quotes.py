"""Quotes: the words of a customer are longer than a name, and none of them is lost while they are typed."""

from __future__ import annotations

import shutil
from pathlib import Path

from cjm_tui.services.workspace.shipped import maps_folder
from tests.tui.file_stories import begun


async def test_a_quote_that_was_half_typed_is_offered_again(tmp_path: Path) -> None:
    maps = Path(shutil.copytree(maps_folder(), tmp_path / "maps"))
    async with begun(maps, "quotation_mark") as story:
        await story.goes_to("checkout-survey")
        await story.presses("i", "enter")
        await story.types("So I left, and bought it elsewhere")
        await story.presses("escape")
        assert "Not added; i here offers it again" in story.sees()
    async with begun(maps, "quotation_mark") as story:
        await story.goes_to("checkout-survey")
        await story.presses("i", "enter")
        assert "So I left, and bought it elsewhere" in story.sees()
        await story.presses("enter", "escape")
    assert "So I left, and bought it elsewhere" in (maps / "evidence" / "checkout-survey.toml").read_text()
