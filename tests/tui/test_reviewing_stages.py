"""Reviewing a branch that made a stage: its cards need it, and are left or taken with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_stage, add_touchpoint, set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import disputes
from tests.tui.board_stories import Team, a_past, a_team, on_the_board, review


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)

    def idea(document: Document) -> Document:
        return add_touchpoint(add_stage(document, "After")[0], "Call us", "after")[0]

    team.proposes(idea, "After")
    return team


async def test_what_needs_a_stage_that_is_left_is_left_with_it_and_brings_it_where_it_is_taken(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("x")
        assert story.status == "Left: After stays as it is here, and so does what needs it: Call us"
        await story.presses("G", "a")
        await story.waits_until(lambda: RecordKey("touchpoint", "call-us") in team.document.records)
        assert RecordKey("stage", "after") in team.document.records
        assert "Accepted from idea: Call us, and what is needed for that: After" in story.status


async def test_a_card_needs_no_stage_twice_that_is_here_already_and_called_otherwise_since(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("a")
        await story.waits_until(lambda: RecordKey("stage", "after") in team.document.records)
        team.writes(lambda document: set_field(document, RecordKey("stage", "after"), "name", "Later"))
        await story.waits_until(lambda: story.board.document.stages()[-1].name == "Later")
        await story.presses("G", "a")
        await story.waits_until(lambda: RecordKey("touchpoint", "call-us") in team.document.records)
        assert disputes(team.document) == ()
