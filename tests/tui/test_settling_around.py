"""A merge with a conflict in what a map rests on is told, settled and finished wherever one is."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.cli.main import run
from tests.tui.board_stories import Team, a_team, git, on_the_board
from tests.tui.file_stories import begun

FIONA = 'schema = "persona/1"\nname = "Fashionable Fiona"\nquote = "{}"\nshare = {}\n'


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Stand in the middle of a merge in which both sides gave a persona another quote."""
    team = a_team(tmp_path / "shop")
    persona(team).parent.mkdir(exist_ok=True)
    git(team.folder, "add", ".")
    says(team, "Is it mine?", 0.3)
    git(team.folder, "checkout", "-qb", "side")
    says(team, "Is it me?", 0.3)
    git(team.folder, "checkout", "-q", "main")
    says(team, "Is it new?", 0.4)
    assert subprocess.run(["git", "merge", "-q", "side"], cwd=team.folder, check=False, capture_output=True).returncode
    return team


def persona(team: Team) -> Path:
    return team.folder / "maps" / "personas" / "fiona.toml"


def says(team: Team, quote: str, share: float) -> None:
    persona(team).write_text(FIONA.format(quote, share))
    git(team.folder, "add", ".")
    git(team.folder, "commit", "-qm", quote)


def is_settled(team: Team, quote: str) -> bool:
    return persona(team).read_text() == FIONA.format(quote, 0.4)


async def test_from_the_board_and_the_merge_is_finished_there(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: "1 conflict: C" in story.sees())
        await story.presses("c")
        await story.waits_until(lambda: "settle fiona.toml first" in story.status)
        await story.presses("C")
        await story.waits_until(lambda: story.room == "SettlingScreen")
        assert "Is it new?" in story.sees()
        assert "Is it me?" in story.sees()
        await story.presses("2")
        await story.waits_until(lambda: story.room == "BoardScreen")
        assert "all is settled: c commits" in story.status
        assert is_settled(team, "Is it me?")
        await story.waits_until(lambda: "1 conflict" not in story.sees())
        await story.presses("c")
        await story.waits_until(lambda: "finish the merge" in story.sees())
        await story.presses("y")
        await story.waits_until(lambda: story.status.startswith("The merge is finished"))
    assert git(team.folder, "status", "--porcelain").strip() == ""
    assert is_settled(team, "Is it me?")


@pytest.mark.parametrize("keys", [("C",), ("at", "C"), ("quotation_mark", "C")])
async def test_from_the_library_the_personas_and_the_evidence(team: Team, keys: tuple[str, ...]) -> None:
    async with begun(team.map.parent) as story:
        for key in keys:
            await story.presses(key)
        await story.reads("conflicts in Fashionable Fiona")
        await story.presses("1")
        await story.reads("all is settled")
    assert is_settled(team, "Is it new?")


def test_on_the_command_line_it_is_listed_by_the_name_that_settles_it(
    team: Team, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(team.folder)
    assert run(("settle",)) == 1
    assert "personas/fiona" in capsys.readouterr().out
    assert run(("check", str(persona(team)))) == 1
    found = capsys.readouterr().out.splitlines()
    assert len(found) == 1
    assert "nobody has chosen between them" in found[0]
    assert run(("settle", "personas/fiona", "--theirs")) == 0
    assert is_settled(team, "Is it me?")
    capsys.readouterr()
    assert run(("settle",)) == 0


def test_a_field_of_the_file_itself_is_set_without_naming_a_record(
    team: Team, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(team.folder)
    persona(team).write_text(FIONA.format("Is it mine?", 0.3))
    assert run(("set", "personas/fiona", "quote=Is it new?", "share=0.4")) == 0
    assert is_settled(team, "Is it new?")
    assert run(("set", "personas/fiona", "persona")) == 2
    assert "Which field?" in capsys.readouterr().err
