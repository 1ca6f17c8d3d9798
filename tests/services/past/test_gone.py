"""Maps that only git has any more, and those that are merely not on this disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.services.past.gone import gone_from
from cjm_tui.services.workspace.discovery import workspace_of
from tests.tui.board_stories import NORA, Team, a_team, git


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    for name in ("left-out.toml", "gone.toml"):
        team.map.with_name(name).write_text(team.map.read_text())
    team.commits(NORA, "Three maps", lambda document: document)
    return team


def test_what_a_sparse_checkout_leaves_out_is_not_gone(team: Team) -> None:
    git(team.folder, "sparse-checkout", "set", "--no-cone", "/*", "!/maps/left-out.toml")
    assert not team.map.with_name("left-out.toml").exists()
    assert gone_from(workspace_of(team.map)) == ()
    team.map.with_name("gone.toml").unlink()
    assert gone_from(workspace_of(team.map)) == (team.map.with_name("gone.toml"),)
