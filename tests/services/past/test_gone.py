"""Maps that only git has any more, and those that are merely not on this disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.diff import command as diff
from cjm_tui.services.past.gone import gone_from
from cjm_tui.services.past.tellings import past_of
from cjm_tui.services.workspace.discovery import workspace_of
from tests.tui.board_stories import NORA, Team, a_team, feels, git


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


def test_a_map_that_moved_is_compared_with_what_it_is_called_now_and_says_so_among_its_revisions(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(team.folder, "mv", "maps/shop.toml", "maps/store.toml")
    git(team.folder, "commit", "-qm", "A store it is")
    store = Team(team.folder)
    store.map = team.map.with_name("store.toml")
    store.commits(NORA, "Better", feels(2), 2)
    monkeypatch.chdir(team.folder)
    said = CliRunner().invoke(diff, ["shop@HEAD~2"]).stdout
    assert said.startswith("Buy a lamp  shop ")
    assert "→ store now\n" in said
    assert "      emotion  −1 → +2\n" in said
    assert next(iter(past_of(team.map))).sentences == ("file maps/shop.toml → maps/store.toml",)


def test_a_map_that_is_gone_is_compared_with_nothing(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    git(team.folder, "rm", "-q", "maps/gone.toml")
    git(team.folder, "commit", "-qm", "Gone")
    monkeypatch.chdir(team.folder)
    ran = CliRunner().invoke(diff, ["gone@HEAD~1"])
    assert ran.exit_code == 1
    assert ran.stdout.splitlines()[0].startswith("Buy a lamp  ")
    assert ran.stdout.splitlines()[0].endswith("→ gone")
    assert "− Pay by card  touchpoint" in ran.stdout
