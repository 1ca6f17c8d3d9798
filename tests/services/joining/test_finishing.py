"""Ending what git had to stop at, from the first conflict to a clean work tree, with nothing typed to git itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.sync import command
from cjm_tui.errors import GitError
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import disputes, settle
from cjm_tui.services.joining.committing import changed_files, commit
from cjm_tui.services.joining.conflicts import merged_where_left, sides_of
from cjm_tui.services.joining.finishing import finish, what_ends_it
from cjm_tui.services.joining.git_setup import set_up_here
from cjm_tui.services.joining.giving_up import forsake
from cjm_tui.services.past.recorded import recorded
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, feels, git

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture(params=["with the merge driver", "without"])
def team(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """Make branches that disagree about one card twice; with cjm as git's merge driver, and without."""
    team = a_team(tmp_path / "shop")
    if request.param == "with the merge driver":
        monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.chdir(team.folder)
        set_up_here()
    a_past(team)
    git(team.folder, "checkout", "-qb", "side")
    team.commits(OMAR, "Better than we thought", feels(2), 11)
    team.commits(OMAR, "A friend helps", lambda document: set_field(document, COMPARE, "doing", "Asks a friend"), 12)
    git(team.folder, "checkout", "-q", "main")
    team.commits(NORA, "Not so bad", feels(-1), 12)
    team.commits(NORA, "In the shop", lambda document: set_field(document, COMPARE, "doing", "Asks in the shop"), 13)
    monkeypatch.chdir(team.folder)
    return team


def stops(team: Team, *words: str) -> None:
    """Begin something that git cannot end without a person, and let the map be merged by card and field."""
    ended = subprocess.run(["git", *words], cwd=team.folder, capture_output=True, text=True, check=False)
    assert ended.returncode, ended.stdout
    merged_where_left(team.map)


def settles(team: Team, side: str) -> None:
    """Choose a side everywhere."""
    for dispute in disputes(team.document):
        record = team.document.records[RecordKey("conflict", dispute.id)]
        value = record.text(side).strip('"')
        chosen = int(value) if value.lstrip("+-").isdigit() else value
        team.writes(lambda document, id_=dispute.id, chosen=chosen: settle(document, id_, chosen))  # type: ignore[misc]


def is_at_rest(team: Team) -> bool:
    status = git(team.folder, "status")
    return "nothing to commit, working tree clean" in status and "rebas" not in status


@pytest.mark.parametrize(
    ("words", "name", "parents"),
    [
        (("merge", "-q", "side"), "merge", 2),
        (("cherry-pick", "side~1"), "cherry-pick", 1),
        (("revert", "--no-edit", "HEAD~2"), "revert", 1),
    ],
    ids=["merge", "cherry-pick", "revert"],
)
def test_each_operation_is_settled_and_ended(team: Team, words: tuple[str, ...], name: str, parents: int) -> None:
    if name == "revert":  # of a commit that a later one built upon
        team.commits(NORA, "Even better", feels(0), 14)
        words = ("revert", "--no-edit", "HEAD~2")
    stops(team, *words)
    with pytest.raises(GitError, match="both sides changed the same"):
        finish(team.map)
    settles(team, "theirs")
    assert what_ends_it(team.map) == f"`cjm sync --finish` ends the {name}"
    assert finish(team.map).sentence == f"The {name} is finished"
    assert what_ends_it(team.map) == "`cjm commit` makes a revision of it"
    assert is_at_rest(team)
    assert len(git(team.folder, "log", "-1", "--format=%P").split()) == parents
    assert not team.document.of_kind("conflict")


def test_a_rebase_that_stops_twice_is_ended_step_by_step(team: Team) -> None:
    stops(team, "rebase", "-q", "side")
    assert sides_of(team.map).theirs_in_full.endswith("“Not so bad”")
    settles(team, "theirs")
    assert finish(team.map).sentence == "The rebase goes on: the next commit changed the same, too"
    assert sides_of(team.map).theirs_in_full.endswith("“In the shop”")
    settles(team, "theirs")
    assert finish(team.map).sentence == "The rebase is finished"
    assert is_at_rest(team)
    assert git(team.folder, "log", "-2", "--format=%s").split("\n")[:2] == ["In the shop", "Not so bad"]
    assert team.document.records[PAY].emotion == -1
    assert team.document.records[COMPARE].text("doing") == "Asks in the shop"


def test_a_rebase_whose_commit_says_nothing_new_any_more_goes_on_without_it(team: Team) -> None:
    stops(team, "rebase", "-q", "side")
    settles(team, "ours")
    finish(team.map)
    settles(team, "ours")
    assert finish(team.map).sentence == "The rebase is finished"
    assert is_at_rest(team)
    assert team.document.records[PAY].emotion == 2


@pytest.mark.parametrize("words", [("merge", "-q", "side"), ("rebase", "-q", "side"), ("cherry-pick", "side~1")])
def test_what_was_begun_can_be_given_up(team: Team, words: tuple[str, ...]) -> None:
    text, head = team.map.read_text(), git(team.folder, "rev-parse", "HEAD")
    stops(team, *words)
    forsake(team.map)
    assert (team.map.read_text(), git(team.folder, "rev-parse", "HEAD")) == (text, head)
    assert is_at_rest(team)
    with pytest.raises(GitError, match="in the middle of nothing"):
        forsake(team.map)


def test_a_stash_that_comes_back_in_conflict_is_settled_and_committed(team: Team) -> None:
    team.writes(feels(1))
    git(team.folder, "stash", "-q")
    team.commits(NORA, "Worse", feels(-2), 14)
    stops(team, "stash", "pop", "-q")
    assert sides_of(team.map).theirs == "stashed"
    settles(team, "theirs")
    assert finish(team.map).sentence == (
        "Settled: what was in conflict is work like any other now; the stash is kept until `git stash drop`"
    )
    assert git(team.folder, "stash", "list") != ""
    assert git(team.folder, "status", "--porcelain").split() == ["M", "maps/shop.toml"]
    known = recorded([team.map])
    commit(changed_files(known, {team.map: team.document}), "From the stash")
    assert is_at_rest(team)
    assert team.document.records[PAY].emotion == 1


def test_of_a_conflict_that_came_from_no_stash_none_is_spoken_of(team: Team) -> None:
    team.writes(feels(1))
    git(team.folder, "checkout", "-q", "-m", "side~1")
    merged_where_left(team.map)
    assert disputes(team.document)
    assert sides_of(team.map).theirs != "stashed"
    settles(team, "theirs")
    assert finish(team.map).sentence == "Settled: what was in conflict is work like any other now"


def test_with_nothing_to_end_that_is_said(team: Team) -> None:
    assert finish(team.map).sentence == "There is nothing to finish"


def test_the_command_ends_it_as_well(team: Team) -> None:
    stops(team, "rebase", "-q", "side")
    asked = CliRunner().invoke(command, ["--finish", "--give-up"])
    assert "Choose one" in asked.output
    settles(team, "theirs")
    outcome = CliRunner().invoke(command, ["--finish"])
    assert (outcome.exit_code, "goes on" in outcome.output) == (1, True)
    assert (
        CliRunner().invoke(command, ["--give-up"]).output == "The rebase is given up; everything is as it was before.\n"
    )
    assert is_at_rest(team)
