"""Saying on the command line that a card still holds against its code."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import tomli

from cjm_tui.cli.main import run
from cjm_tui.model.edits import add_record, set_field
from cjm_tui.model.record import Record, RecordKey
from tests.tui.board_stories import NORA, PAY, Team, a_past, a_team, git, on_the_board

Says = Callable[..., tuple[int, str, str]]
COMPARE = RecordKey("touchpoint", "compare")
FRAMED = Record("opportunity", "once", {"name": "Ask once?", "insights": ("twice",), "seen.twice": "00000000"})
DUE = "touchpoint.pay: Pay by card\n    a commit changed its code since, last "
SUSPECT = "opportunity.once: Ask once?\n    insight.twice changed since: The number is asked for twice\n"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """Give a map whose one opportunity is suspect, whose one card that watches code is due, and that is never stale."""
    team = a_team(tmp_path / "shop")
    a_past(team)
    stale_after(team, 100_000)
    team.commits(NORA, "Watch", lambda d: add_record(set_field(d, PAY, "watch", ("src/**",)), FRAMED), 11)
    (team.folder / "src").mkdir()
    (team.folder / "src" / "pay.py").write_text("once")
    git(team.folder, "add", "src")
    git(team.folder, "commit", "-qm", "Ask for the number once")
    monkeypatch.chdir(team.folder)
    return team


def stale_after(team: Team, days: int) -> None:
    """Let the team say after how many days without a touch a card is stale."""
    team.map.with_name("cjm.toml").write_text(f'schema = "workspace/1"\nstale_after_days = {days}\n')


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    def said(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(words)
        return (status, *capsys.readouterr())

    return said


def looked(team: Team) -> object:
    return tomli.loads(team.map.read_text())["touchpoint"]["pay"].get("looked")


def test_all_that_waits_for_a_look_is_listed(team: Team, says: Says) -> None:
    status, out, err = says("confirm", "shop")
    assert (status, err) == (1, "")
    assert out.startswith(SUSPECT + DUE)
    assert out.endswith(" Ask for the number once\n")
    assert looked(team) is None


def test_without_a_history_it_is_not_claimed_that_no_code_changed(team: Team, says: Says) -> None:
    shutil.rmtree(team.folder / ".git")
    assert says("confirm", "shop", "pay")[1] == "confirmed opportunity.once: The number is asked for twice\n"
    assert "not known without a git history" in says("confirm", "shop", "pay")[2]
    status, out, err = says("confirm", "shop")
    assert (status, out) == (0, "")
    assert "not known without a git history" in err


def test_a_touchpoint_is_confirmed_with_what_its_opportunities_rest_on(team: Team, says: Says) -> None:
    before = team.map.read_text()
    started = datetime.now(UTC).replace(microsecond=0)
    status, out, err = says("confirm", "shop", "pay")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "confirmed touchpoint.pay: Pay by card still holds against its code",
        "confirmed opportunity.once: The number is asked for twice",
    ]
    when = looked(team)
    assert isinstance(when, datetime)
    assert started <= when <= datetime.now(UTC)
    new = [line.strip() for line in team.map.read_text().splitlines() if line not in before.splitlines()]
    assert new[0] == f"looked = {when:%Y-%m-%dT%H:%M:%SZ}"
    assert len(new) == 2
    assert says("confirm", "shop")[0] == 0
    assert "looked at" not in says("check")[1]


def test_an_opportunity_is_confirmed_without_the_card_it_hangs_on(team: Team, says: Says) -> None:
    assert says("confirm", "shop", "once")[1] == "confirmed opportunity.once: The number is asked for twice\n"
    assert looked(team) is None
    assert says("confirm", "shop")[1].startswith(DUE)


def test_all_of_it_is_confirmed_at_once_where_that_is_asked_for(team: Team, says: Says) -> None:
    assert says("confirm", "shop", "--all")[1].count("confirmed ") == 2
    assert looked(team) is not None


def test_only_an_opportunity_rests_on_insights(team: Team, says: Says) -> None:
    before = team.map.read_text()
    status, _, err = says("confirm", "shop", "pay", "twice")
    assert (status, "only an opportunity rests on insights" in err) == (2, True)
    assert team.map.read_text() == before


def test_a_card_whose_code_did_not_change_has_nothing_to_confirm(team: Team, says: Says) -> None:
    before = team.map.read_text()
    status, out, err = says("confirm", "shop", "compare")
    assert (status, out) == (0, "")
    assert err.startswith("nothing to confirm: ")
    assert team.map.read_text() == before


def test_the_look_is_told_in_words_in_commit_log_diff_and_json(team: Team, says: Says) -> None:
    says("export", "shop", "--stdout")
    page = says("export", "shop", "--stdout")[1]
    says("confirm", "shop", "pay")
    told = "Pay by card: looked at, still holds"
    assert f"looked  — → {looked(team):%Y-%m-%d %H:%M:%S} UTC\n" in says("diff", "shop")[1]
    says("commit", "shop")
    assert told in git(team.folder, "log", "-1", "--format=%B")
    assert told in says("log", "shop")[1]
    plain = json.loads(says("show", "shop", "--json")[1])
    assert datetime.fromisoformat(plain["touchpoint"]["pay"]["looked"]) == looked(team)
    assert plain["touchpoint"]["pay"]["looked"].endswith("Z")
    after = says("export", "shop", "--stdout")[1]
    assert "Looked" not in after
    assert [line for line in after.splitlines() if "**Code behind it:**" in line] == [
        line for line in page.splitlines() if "**Code behind it:**" in line
    ]


def test_two_who_looked_are_merged_without_a_conflict_by_gits_merge_driver(team: Team, says: Says) -> None:
    base, ours, theirs = (team.folder / name for name in ("base", "ours", "theirs"))
    base.write_text(team.map.read_text())
    for file, when in ((ours, "2026-03-04"), (theirs, "2026-03-05T10:00:00Z")):
        says("set", "shop", "pay", f"looked={when}")
        file.write_text(team.map.read_text())
    assert says("merge-file", str(base), str(ours), str(theirs), "maps/shop.toml")[0] == 0
    assert ours.read_text() == theirs.read_text()


def test_stale_cards_are_listed_and_confirmed_as_on_the_board(team: Team, says: Says) -> None:
    stale_after(team, 5)
    status, out, _ = says("confirm", "shop")
    assert status == 1
    assert "touchpoint.compare: Compare prices\n    stale: nobody touched it for " in out
    assert says("confirm", "shop", "compare")[1] == "confirmed touchpoint.compare: Compare prices still holds\n"
    assert "compare" not in says("confirm", "shop")[1]
    assert "looked" in tomli.loads(team.map.read_text())["touchpoint"]["compare"]
    assert says("confirm", "shop", "--all")[0] == 0
    assert says("confirm", "shop")[:2] == (0, "")


async def test_the_board_counts_the_stale_cards_that_the_command_lists(team: Team, says: Says) -> None:
    stale_after(team, 5)
    listed = says("confirm", "shop")[1].count("stale: ")
    assert listed > 1
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: story.board.tracing.origins is not None)
        await story.goes_to("compare")
        await story.presses("Y")
        assert "Confirmed: Compare prices still holds" in story.status
        await story.presses("Y")
        assert f"{listed - 1} stale card" in story.status
        await story.waits_until(lambda: "looked" in team.document.records[COMPARE].fields)
    assert says("confirm", "shop")[1].count("stale: ") == listed - 1
