"""Two states of a map are compared as one persona felt them, also a past one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field, set_fields
from cjm_tui.model.record import RecordKey
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, on_the_board

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)

    def worse(document: Document) -> Document:
        return set_fields(document, COMPARE, {"emotion_by.fiona": -2})

    team.commits(OMAR, "Fiona is lost", worse, 12)
    team.commits(NORA, "Everybody pays gladly", lambda d: set_field(d, PAY, "emotion", 2), 13)
    return team


async def test_both_sides_are_shown_as_the_next_persona_feels_them_and_back_as_all_do(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("D", "b")
        await story.waits_until(lambda: story.room == "PickSide")
        await story.presses(*"price", "enter")
        await story.waits_until(lambda: story.room == "CompareScreen" and "2026-02-09" in story.sees())
        everybody = story.sees()
        await story.presses("full_stop")
        assert "as Fiona feels it" in story.sees().splitlines()[0]
        felt = [line.split() for line in story.sees().splitlines() if line.split()[:1] == ["emotion"]]
        assert felt[0] == ["emotion", "+2", "→", "−2"]
        await story.presses("comma")
        assert story.sees() == everybody


async def test_what_one_feels_is_not_restored_over_what_all_feel(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("D", "b")
        await story.waits_until(lambda: story.room == "PickSide")
        await story.presses(*"price", "enter")
        await story.waits_until(lambda: story.room == "CompareScreen" and "2026-02-09" in story.sees())
        await story.presses("full_stop", "down", "R")
        assert story.status == "Cannot restore: this is how Fiona feels it. , leads back to what everybody feels."
        assert team.document.records[COMPARE].emotion == 0
