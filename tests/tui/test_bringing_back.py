"""An edit that git or an editor wrote over is there again; what a colleague sets back stays set back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cjm_tui.history.message import Person
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing import landings
from cjm_tui.services.editing.open_map import undone
from cjm_tui.services.editing.together import company_of
from cjm_tui.services.past.recorded import recorded
from tests.patience import PATIENCE
from tests.tui.board_stories import NORA, PAY, a_past, a_team, feels, git
from tests.tui.paper_board import Mine

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine notice late what was written over at once."""
    monkeypatch.setattr(landings, "RECENT", PATIENCE)


@pytest.fixture
def mine(tmp_path: Path) -> Mine:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return Mine(team)


def test_an_edit_that_was_written_over_is_saved_again_and_told_and_undo_takes_it_out(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    mine.team.map.write_text(before)
    mine.looks()
    assert mine.emotion() == 2
    said = "Written over by git or an editor a moment ago, and back: Pay by card: emotion −2 → +2 · u takes it out"
    assert mine.desk.status == said
    mine.desk.put(undone(mine.desk.open_map).open_map)
    mine.saves()
    assert mine.team.map.read_text() == before


def test_who_sets_it_back_once_more_has_their_way(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    for expected in (2, -2):
        mine.team.map.write_text(before)
        mine.looks()
        assert mine.emotion() == expected


def test_what_a_save_finds_written_over_comes_back_as_well(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    mine.team.map.write_text(before)
    mine.feels(1, "compare")
    mine.saves()
    assert mine.emotion() == 2
    assert mine.team.document.records[COMPARE].emotion == 1


def test_of_two_edits_of_one_field_that_were_written_over_the_newer_one_comes_back(
    mine: Mine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, asked = mine.team.map.read_text(), list[Callable[[], None]]()
    monkeypatch.setattr(mine.desk, "aside", lambda work, then: asked.append(lambda: then(work())))
    for emotion in (2, 1):
        mine.feels(emotion)
        mine.team.map.write_text(before)
        mine.looks()
    for answer in asked:
        answer()
    mine.saves()
    assert mine.emotion() == 1


@pytest.mark.parametrize("comes_back", [False, True], ids=["in cjm", "in git too"])
def test_who_types_what_stands_there_while_git_has_taken_an_edit_out_has_their_way(
    mine: Mine, monkeypatch: pytest.MonkeyPatch, *, comes_back: bool
) -> None:
    before, asked = mine.team.map.read_text(), list[Callable[[], None]]()
    monkeypatch.setattr(mine.desk, "aside", lambda work, then: asked.append(lambda: then(work())))
    mine.feels(2)
    edited = mine.team.map.read_text()
    mine.team.map.write_text(before)
    mine.looks()
    mine.means(-2)
    if comes_back:
        mine.team.map.write_text(edited)
        mine.looks()
    for answer in asked:
        answer()
    mine.saves()
    assert mine.emotion() == -2


def test_what_a_colleagues_cjm_sets_back_stays_set_back(mine: Mine) -> None:
    mine.feels(2)
    found, shown = company_of(mine.team.map), mine.team.document
    assert found is not None
    mine.team.writes(feels(-2))
    replace(found, me=Person(*NORA)).wrote(shown, mine.team.document)
    mine.looks()
    assert mine.emotion() == -2


def test_on_another_branch_nothing_comes_back(mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_COMMITTER_DATE")  # git notes by it when HEAD moved
    git(mine.team.folder, "branch", "-q", "other")
    mine.feels(2)
    git(mine.team.folder, "commit", "-qam", "Paying is good")
    git(mine.team.folder, "switch", "-q", "other")
    mine.looks()
    assert mine.emotion() == -2


@pytest.mark.parametrize(
    "words", ["stash -q", "reset -q --hard", "checkout -q -- maps/shop.toml", "restore maps/shop.toml"]
)
def test_what_a_person_throws_away_with_git_some_time_later_stays_away(
    mine: Mine, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(landings, "RECENT", 0.0)
    mine.desk.recorded = recorded([mine.team.map])
    mine.feels(2)
    git(mine.team.folder, *words.split())
    mine.looks()
    assert mine.emotion() == -2


def test_while_the_app_has_git_at_work_nothing_comes_back(mine: Mine) -> None:
    before = mine.team.map.read_text()
    mine.feels(2)
    mine.arriving.joins(lambda: mine.team.map.write_text(before), lambda _: mine.looks())
    assert mine.emotion() == -2


def test_several_apps_that_were_written_over_at_once_each_bring_back_their_own(tmp_path: Path) -> None:
    team = a_team(tmp_path / "shop")
    a_past(team)
    one, other, before = Mine(team), Mine(team), team.map.read_text()
    one.feels(2)
    other.feels(1, "compare")
    team.map.write_text(before)
    for app in (one, other, one, other):
        app.looks()
    found = team.document.records
    assert (found[PAY].emotion, found[COMPARE].emotion) == (2, 1)
