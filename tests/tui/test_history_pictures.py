"""How the rooms that look back are arranged, at both sizes; looked at before each was taken up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field
from cjm_tui.model.merge import merge
from cjm_tui.render.journey import Place
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.board import BoardScreen
from tests.tui.board_stories import PAY, BoardStory, Team, a_past, a_team, feels

Snap = Callable[..., bool]
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["80x24", "120x36"])


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.setenv("COLORTERM", "truecolor")
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def shows(snap: Snap, team: Team, size: tuple[int, int], *keys: str) -> bool:
    """Compare what stands on the screen after some keys with the picture."""
    app = CjmApp(BoardScreen(open_map_at(team.map), Place("", "pay")))

    async def press(pilot: Any) -> None:
        story = BoardStory(app, pilot)
        await story.waits_until(lambda: story.board.recorded is not None)
        await story.rests()
        for key in keys:
            await story.presses(key)

    return snap(app, terminal_size=size, run_before=press)


def disputed(document: Document) -> Document:
    """Return the map as a merge left it that could not decide."""
    ours = set_field(feels(-1)(document), PAY, "doing", "Looks for the card in every bag")
    theirs = set_field(feels(2)(document), PAY, "doing", "Holds the phone to the till")
    merged = merge(document, ours, theirs)
    return merged.unsettled


@SIZES
def test_revisions(snap_compare: Snap, team: Team, size: tuple[int, int]) -> None:
    assert shows(snap_compare, team, size, "plus", "r", "down", "space", "down")


@SIZES
def test_a_comparison(snap_compare: Snap, team: Team, size: tuple[int, int]) -> None:
    assert shows(snap_compare, team, size, "r", "G", "enter", "G")


@SIZES
def test_conflicts(snap_compare: Snap, team: Team, size: tuple[int, int]) -> None:
    team.writes(disputed)
    assert shows(snap_compare, team, size, "C")


@SIZES
def test_a_review(snap_compare: Snap, team: Team, size: tuple[int, int]) -> None:
    team.proposes(lambda d: set_field(feels(2)(d), PAY, "doing", "Waves the card"))
    assert shows(snap_compare, team, size, "colon", *"Review a branch", "enter", "enter", "a")
