"""On a small or a poor terminal the most telling part of a screen is what stays."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.cells import length
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.tui.screens.revision_rows import Shown, row, titles
from tests.tui.file_stories import begun
from tests.tui.stories import story, written

if TYPE_CHECKING:
    from pathlib import Path

ONE = Shown("ab12cd34", "2026-02-05", "Omar Haddad", "Paying is worse", (1, 0, -2), -0.3, ())


@pytest.mark.parametrize(("cells", "has_curve"), [(57, False), (77, True), (117, True)])
def test_the_message_of_a_revision_needs_the_room_of_its_curve_on_a_narrow_screen(cells: int, has_curve: bool) -> None:
    said = "".join(run.text for run in row(ONE, cells))
    assert said.endswith("Paying is worse")
    assert length(row(ONE, cells)) <= cells
    assert ("curve" in titles(cells)[0].text) is has_curve
    assert titles(cells)[0].text.index("message") - 2 == said.index("Paying")


async def test_no_heading_stands_alone_at_the_end_of_what_there_is_room_for(tmp_path: Path) -> None:
    maps = shutil.copytree(maps_folder(), tmp_path / "maps")
    async with begun(maps, "at", "down", size=(60, 16)) as reader:
        assert "Does it show me the line?" in reader.sees()
        assert "lines more in the form" in reader.sees()
        assert "short-term goals" not in reader.sees()


@pytest.mark.parametrize("terminal", [{"TERM": "xterm", "COLORTERM": ""}, {"NO_COLOR": "1"}], ids=["16", "none"])
async def test_what_a_field_asks_does_not_look_typed_where_there_are_few_colours(
    tmp_path: Path, terminal: dict[str, str]
) -> None:
    async with story(written(tmp_path), size=(80, 40), **terminal) as person:
        await person.press("enter")
        strips = person.app.screen._compositor.render_strips()
        asked = [segment.style for strip in strips for segment in strip if segment.text.strip() == "what carries it"]
        assert asked
        assert all(style is not None and style.dim for style in asked)
