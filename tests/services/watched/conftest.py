"""A clone with a map of which one card watches code."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.edits import set_field
from tests.tui.board_stories import NORA, PAY, Team, a_past, a_team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/*.py",)), 11)
    return team
