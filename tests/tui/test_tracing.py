"""Where things come from: who touched a card last, the code behind it, and what an opportunity rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.check import command as check
from cjm_tui.cli.main import run
from cjm_tui.model.edits import add_record, set_field
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.suspect import all_suspects
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, git, on_the_board

INSIGHT = RecordKey("insight", "twice")
WIDE = (120, 36)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


def changes_code(team: Team, subject: str) -> None:
    """Commit a change of the code behind paying."""
    code = team.folder / "src" / "checkout"
    code.mkdir(parents=True, exist_ok=True)
    (code / "pay.py").write_text(subject)
    git(team.folder, "add", "src")
    git(team.folder, "commit", "-qm", subject)


async def test_the_panel_says_who_touched_the_card_last(team: Team) -> None:
    async with on_the_board(team.map, size=WIDE) as story:
        await story.waits_until(lambda: story.board.tracing.origins is not None)
        await story.rests()
        assert "Omar Haddad, " in story.sees()
        await story.goes_to("compare")
        assert "Nora Lind, " in story.sees()
        await story.presses("5")
        assert "changed, not committed" in story.sees()


async def test_the_panel_says_that_a_card_is_stale_until_somebody_touches_it(team: Team) -> None:
    team.map.with_name("cjm.toml").write_text('schema = "workspace/1"\nstale_after_days = 2\n')
    async with on_the_board(team.map, size=WIDE) as story:
        await story.waits_until(lambda: story.board.tracing.origins is not None)
        await story.rests()
        assert "stale: nobody touched it" in story.sees()
        await story.presses("5")
        assert "stale" not in story.sees()
        await story.presses("u", "Y")
        assert "Confirmed: Pay by card still holds" in story.status
        assert "stale" not in story.sees()
        assert "looked" in story.board.document.records[PAY].fields


async def test_a_card_is_due_when_the_code_it_watches_changed_after_it(team: Team) -> None:
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/checkout/**",)), 11)
    async with on_the_board(team.map, size=WIDE) as story:
        await story.waits_until(lambda: story.board.tracing.origins is not None)
        assert not story.board.tracing.due
    changes_code(team, "Ask for the number once")
    async with on_the_board(team.map, size=WIDE) as story:
        await story.waits_until(lambda: bool(story.board.tracing.due))
        await story.rests()
        story.takes_a_picture("due-120x36")
        assert "due: 1 commit of its code since" in story.sees()
        assert "↻" in story.sees()
        await story.presses("W")
        assert "Ask for the number once" in story.sees()
        await story.presses("escape", "escape")
    team.commits(OMAR, "Looked", lambda d: set_field(d, PAY, "doing", "Types it once"), 28)
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: story.board.tracing.origins is not None)
        assert not story.board.tracing.due


def test_the_check_names_the_cards_that_are_due(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/checkout/**",)), 11)
    monkeypatch.chdir(team.folder)
    assert "since the card was touched" not in CliRunner().invoke(check, []).output
    changes_code(team, "Ask for the number once")
    checked = CliRunner().invoke(check, [])
    assert "touchpoint.pay.watch: a commit changed the code it watches" in checked.output
    assert checked.exit_code == 1


async def test_an_opportunity_becomes_suspect_when_its_insight_changes_until_somebody_confirms(team: Team) -> None:
    async with on_the_board(team.map, size=WIDE) as story:
        await story.presses("o", *"take it once?", "enter")
        await story.waits_until(lambda: bool(team.document.of_kind("opportunity")))
        assert all_suspects(team.document) == ()
        team.writes(lambda d: set_field(d, INSIGHT, "severity", 5))
        await story.waits_until(lambda: "◇1!" in story.sees() and "severity 4 → 5" in story.status)
        assert "suspect: “The number is asked" in story.sees()
        await story.presses("Y")
        assert "Confirmed" in story.status
        assert "◇1!" not in story.sees()
        await story.presses("u")
        assert "◇1!" in story.sees()


def test_the_check_names_suspect_links(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    addition = (
        '\n[opportunity.once]\nname = "How might we ask once?"\n  insights = ["twice"]\n  seen.twice = "00000000"\n'
    )
    team.map.write_text(team.map.read_text() + addition)
    monkeypatch.chdir(team.folder)
    output = CliRunner().invoke(check, []).output
    assert "opportunity.once.seen.twice: “The number is asked for twice” changed since" in output


async def test_a_changed_insight_is_told_by_board_check_and_page_until_it_is_confirmed(
    team: Team, monkeypatch: pytest.MonkeyPatch, says: Callable[..., str]
) -> None:
    monkeypatch.chdir(team.folder)
    said = (("check",), "changed since"), (("export", "--stdout", "shop"), "suspect: it changed since")
    run(["add", "shop", "opportunity", "How might we ask once?", "insights=twice"])
    assert not any(words in says(*command) for command, words in said)
    run(["set", "shop", "insight.twice", "severity=5"])
    assert all(words in says(*command) for command, words in said)
    async with on_the_board(team.map, size=WIDE) as story:
        assert "◇1!" in story.sees()
        await story.presses("Y")
        await story.waits_until(lambda: not all_suspects(team.document))
    assert not any(words in says(*command) for command, words in said)


def never_stale(team: Team) -> None:
    """Let the cards of February be fresh for ever."""
    team.map.with_name("cjm.toml").write_text('schema = "workspace/1"\nstale_after_days = 100000\n')


async def test_nothing_to_confirm_is_said(team: Team) -> None:
    never_stale(team)
    async with on_the_board(team.map) as story:
        await story.presses("Y")
        assert "Nothing to confirm" in story.status


async def test_a_card_without_code_says_how_to_watch_some(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("W")
        assert "watches no files" in story.status


async def test_a_card_that_is_due_and_still_holds_is_confirmed_with_one_key_and_one_undo_takes_it_back(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/checkout/**",)), 11)
    changes_code(team, "Ask for the number once")
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: bool(story.board.tracing.due))
        await story.presses("Y")
        assert story.status == "Confirmed: Pay by card still holds against its code · u undoes"
        assert "↻" not in story.sees()
        await story.waits_until(lambda: team.document.records[PAY].get("looked") is not None)
        await story.presses("Y")
        assert "Nothing to confirm" in story.status
        await story.presses("u")
        assert "Undone: Pay by card: looked at, still holds" in story.status
        await story.waits_until(lambda: "↻" in story.sees())
        await story.presses("Y")
        assert "↻" not in story.sees()
        await story.presses("W")
        assert "Y if it still holds" not in story.sees()
        await story.presses("escape")
        monkeypatch.setenv("GIT_COMMITTER_DATE", "2099-01-01T00:00:00Z")
        changes_code(team, "Ask for it twice again")
        story.board.read_around()
        await story.waits_until(lambda: bool(story.board.tracing.due))
        await story.presses("W")
        await story.waits_until(lambda: "↻ Ask for it twice again" in story.sees())
        assert "↻ Ask for the number once" not in story.sees()
        assert "esc back, then Y if it still holds" in story.sees()


async def test_a_card_that_is_edited_is_due_no_more(team: Team) -> None:
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/checkout/**",)), 11)
    changes_code(team, "Ask for the number once")
    async with on_the_board(team.map) as story:
        await story.waits_until(lambda: bool(story.board.tracing.due))
        await story.presses("5")
        assert "↻" not in story.sees()
        await story.presses("u")
        assert "↻" in story.sees()


async def test_one_key_confirms_the_code_and_what_the_opportunities_rest_on(team: Team) -> None:
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/checkout/**",)), 11)
    framed = Record("opportunity", "once", {"name": "Ask once?", "insights": ("twice",), "seen.twice": "00000000"})
    team.commits(NORA, "Frame", lambda d: add_record(d, framed), 12)
    changes_code(team, "Ask for the number once")
    async with on_the_board(team.map, size=WIDE) as story:
        await story.waits_until(lambda: bool(story.board.tracing.due))
        await story.presses("Y")
        assert "Confirmed: Pay by card still holds against its code · “Ask once?” still holds" in story.status
        await story.waits_until(lambda: not all_suspects(team.document))
        await story.presses("u")
        await story.waits_until(lambda: bool(all_suspects(team.document) and story.board.tracing.due))


async def test_a_look_of_somebody_else_takes_the_mark_away_here(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(team.folder)
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/checkout/**",)), 11)
    changes_code(team, "Ask for the number once")
    async with on_the_board(team.map, size=WIDE) as story:
        await story.waits_until(lambda: bool(story.board.tracing.due))
        run(["confirm", "shop", "pay"])
        await story.waits_until(lambda: "looked at, still holds" in story.status)
        assert "↻" not in story.sees()


async def test_what_waits_elsewhere_is_counted_where_there_is_nothing_to_confirm(team: Team) -> None:
    never_stale(team)
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/checkout/**",)), 11)
    changes_code(team, "Ask for the number once")
    async with on_the_board(team.map, card="compare", size=WIDE) as story:
        await story.waits_until(lambda: bool(story.board.tracing.due))
        await story.presses("Y")
        assert "Nothing to confirm" in story.status
        assert "1 card with ↻ to look at" in story.status
