"""A conflict settled by pointing at what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.conflict import with_conflict_records
from cjm_tui.model.merge import merge
from cjm_tui.tui.widgets.sides import Sides
from tests.tui.board_stories import PAY, a_past, a_team, feels, on_the_board


@pytest.mark.parametrize(("column", "emotion"), [(0, -1), (1, 2), (2, -2)])
async def test_a_double_click_on_a_side_takes_it(tmp_path: Path, column: int, emotion: int) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    merged = merge(team.document, feels(-1)(team.document), feels(2)(team.document))
    team.writes(lambda _document: with_conflict_records(merged.document, merged.conflicts))
    async with on_the_board(team.map) as story:
        await story.presses("C")
        side = (column * 27 + 4, 1)
        await story.pilot.click(Sides, offset=side)
        assert "double click takes" in story.status
        assert team.document.of_kind("conflict")
        await story.pilot.click(Sides, offset=side, times=2)
        await story.waits_until(lambda: not team.document.of_kind("conflict"))
        assert team.document.records[PAY].emotion == emotion
