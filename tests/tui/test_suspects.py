"""Opportunities whose insight is gone: what the board and the commands say until somebody has looked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.cli.main import run
from cjm_tui.model.edits import add_record
from cjm_tui.model.record import Record
from cjm_tui.model.suspect import all_suspects
from tests.tui.board_stories import NORA, Team, a_past, a_team, on_the_board

WIDE = (120, 36)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


async def test_a_removed_insight_is_told_by_board_check_page_and_confirm_until_somebody_looked(
    team: Team, monkeypatch: pytest.MonkeyPatch, says: Callable[..., str]
) -> None:
    monkeypatch.chdir(team.folder)
    written = Record("opportunity", "once", {"name": "Ask once?", "insights": ("twice",), "touchpoints": ("pay",)})
    team.commits(NORA, "Frame by hand", lambda d: add_record(d, written), 11)
    run(["rm", "shop", "insight.twice"])
    assert "the insight “twice”, which this opportunity was framed on, is gone" in says("check")
    assert "Twice (suspect: it is gone)" in says("export", "--stdout", "shop")
    assert says("confirm", "shop").startswith("opportunity.once: Ask once?\n    insight.twice is gone\n")
    async with on_the_board(team.map, size=WIDE) as story:
        assert "◇1!" in story.sees()
        assert "suspect: “twice” is gone" in story.sees()
        await story.presses("Y")
        await story.waits_until(lambda: not all_suspects(team.document))
        assert "◇1!" not in story.sees()
        await story.presses("u")
        await story.waits_until(lambda: bool(all_suspects(team.document)))
    assert says("confirm", "shop", "once") == "confirmed opportunity.once: twice is gone, it holds without it\n"
    assert "is gone" not in says("check") + says("export", "--stdout", "shop")


async def test_an_opportunity_on_no_card_is_said_to_wait_elsewhere(team: Team) -> None:
    team.map.with_name("cjm.toml").write_text('schema = "workspace/1"\nstale_after_days = 100000\n')
    lost = Record("opportunity", "once", {"name": "Ask once?", "seen.gone": "00000000"})
    team.commits(NORA, "Lose it", lambda d: add_record(d, lost), 11)
    async with on_the_board(team.map, size=WIDE) as story:
        await story.presses("Y")
        assert "Nothing to confirm" in story.status
        assert "1 on no card: cjm confirm lists them" in story.status
