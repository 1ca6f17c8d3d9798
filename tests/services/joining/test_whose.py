"""A conflict that git is no longer in the middle of says whose its sides are, as far as anybody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.settle import command
from cjm_tui.history.message import Person
from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field
from cjm_tui.model.merge import merge
from cjm_tui.services.editing.together import company_of
from cjm_tui.services.joining.conflicts import choices
from cjm_tui.services.joining.whose import whose
from tests.tui.board_stories import NORA, OMAR, PAY, BoardStory, Team, a_past, a_team, feels, git, on_the_board


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def leaves(team: Team, base: Document, ours: Document, theirs: Document) -> None:
    """Leave in the file what a merge of two states does."""
    merged = merge(base, ours, theirs)
    assert merged.conflicts
    team.writes(lambda _: merged.unsettled)


def committed(team: Team) -> None:
    """Let Nora and Omar feel differently, each in a commit, and the conflict be committed with the merge of both."""
    base = team.document
    git(team.folder, "switch", "-qc", "hers")
    team.commits(NORA, "Better", feels(2), 20)
    hers = team.document
    git(team.folder, "switch", "-q", "main")
    team.commits(OMAR, "Not as bad", feels(-1), 21)
    git(team.folder, "merge", "-q", "-s", "ours", "--no-edit", "hers")
    leaves(team, base, team.document, hers)
    git(team.folder, "commit", "-qa", "--amend", "--no-edit")


def sides(team: Team) -> tuple[str, str] | None:
    found = whose(team.map, team.document, choices(team.document))
    return next(((one.ours_in_full, one.theirs_in_full) for one in found.values()), None)


def is_here(team: Team, person: tuple[str, str]) -> None:
    git(team.folder, "config", "user.name", person[0])
    git(team.folder, "config", "user.email", person[1])


def test_whoever_made_a_side_is_named_to_the_other_and_told_apart_to_themselves(team: Team) -> None:
    committed(team)
    assert sides(team) == ("as it stands here, by Omar Haddad", "as Nora Lind has it")
    is_here(team, NORA)
    assert sides(team) == ("as it stands here, by Omar Haddad", "as you had it")
    is_here(team, OMAR)
    assert sides(team) == ("as it stands here, yours", "as Nora Lind has it")


def test_the_command_line_names_them_too(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(team)
    monkeypatch.chdir(team.folder)
    told = CliRunner().invoke(command, ["shop"]).stdout
    assert "--theirs  as Nora Lind has it: +2" in told


def test_a_value_that_was_there_before_both_is_nobodys(team: Team) -> None:
    leaves(team, team.document, feels(-1)(team.document), feels(2)(team.document))
    assert sides(team) is None


def test_what_two_saved_at_the_same_moment_is_whose_hand_was_written_down(team: Team) -> None:
    base = team.document
    theirs = set_field(base, PAY, "doing", "Looks for the card")
    company = company_of(team.map)
    assert company is not None
    replace(company, me=Person(*OMAR)).wrote(base, theirs)
    leaves(team, base, set_field(base, PAY, "doing", "Waits for the terminal"), theirs)
    assert sides(team) == ("as it stands here", "as Omar Haddad has it")


def test_without_git_nobody_is_named(team: Team, tmp_path: Path) -> None:
    committed(team)
    alone = tmp_path / "alone" / "maps" / "shop.toml"
    alone.parent.mkdir(parents=True)
    alone.write_text(team.map.read_text())
    assert whose(alone, team.document, choices(team.document)) == {}


async def test_the_board_names_them_over_both_sides(team: Team) -> None:
    committed(team)
    is_here(team, NORA)

    def is_named(story: BoardStory) -> bool:
        seen = " ".join(story.sees().split())
        return "1 as it stands here, by" in seen and "2 as you had it" in seen

    async with on_the_board(team.map) as story:
        await story.presses("C")
        await story.waits_until(lambda: is_named(story))
        await story.presses("t")
        assert story.status.startswith("Settled Pay by card, emotion: yours, +2")
