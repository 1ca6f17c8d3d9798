"""Looking back: the revisions of a map and of one card, comparing any two, bringing something back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjm_tui.model.edits import remove_record, set_field
from cjm_tui.model.record import RecordKey
from tests.tui.board_stories import NORA, OMAR, PAY, Team, a_past, a_team, feels, git, on_the_board


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    return team


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_revisions_stand_newest_first_and_what_is_not_committed_before_them(
    team: Team, size: tuple[int, int]
) -> None:
    async with on_the_board(team.map, size=size) as story:
        await story.presses("plus", "r")
        story.takes_a_picture(f"revisions-{size[0]}x{size[1]}")
        rows = [line for line in story.sees().splitlines() if "2026-02" in line or "not committed" in line]
        assert "not committed" in rows[0]
        assert story.sees().index("2026-02-09") < story.sees().index("2026-02-05") < story.sees().index("2026-02-01")
        assert "Omar Haddad" in story.sees()
        assert "Pay by card: emotion −2 → −1" in story.sees()
        await story.presses("down", "down")
        assert "Pay by card: emotion −1 → −2" in story.sees()


async def test_the_revisions_of_a_card_are_those_that_changed_it(team: Team) -> None:
    async with on_the_board(team.map, "compare") as story:
        await story.presses("R")
        assert "Where people look for the price" in story.sees()
        assert "Paying is worse" not in story.sees()
        await story.presses("a")
        assert "Paying is worse" in story.sees()


async def test_words_and_an_author_narrow_the_list_and_esc_widens_it(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("r", "slash", *"@omar", "enter")
        assert "by omar · 1 revision" in story.sees()
        assert "The shop, as we know it" not in story.sees()
        await story.presses("escape")
        assert "3 revisions" in story.sees()
        await story.presses("slash", *"price", "enter")
        assert "Where people look for the price" in story.sees()
        assert "Paying is worse" not in story.sees()
        await story.presses("escape", "escape")
        assert story.room == "BoardScreen"


@pytest.mark.parametrize("words", ["nora price", "WHERE people", "v1.0", "idea", "{hash}"])
async def test_a_revision_is_found_by_who_made_it_its_message_its_hash_and_what_stands_at_it(
    team: Team, words: str
) -> None:
    git(team.folder, "tag", "-am", "one", "v1.0")
    git(team.folder, "branch", "idea")
    typed = words.format(hash=git(team.folder, "rev-parse", "HEAD")[:9])
    async with on_the_board(team.map) as story:
        await story.presses("r", "slash", *("space" if key == " " else key for key in typed), "enter")
        await story.waits_until(lambda: "1 revision" in story.sees().splitlines()[0])
        assert "Where people look for the price" in story.sees()


@pytest.mark.parametrize("words", ["haddad worse", "paying is", "v0.9", "{hash}"])
async def test_what_is_compared_is_picked_by_the_same_words(team: Team, words: str) -> None:
    git(team.folder, "tag", "v0.9", "HEAD~1")
    typed = words.format(hash=git(team.folder, "rev-parse", "HEAD~1")[:9])
    async with on_the_board(team.map) as story:
        await story.presses("D", "b")
        await story.waits_until(lambda: story.room == "PickSide")
        await story.presses(*("space" if key == " " else key for key in typed))
        assert "v0.9 · Paying is worse" in story.sees()
        assert "Where people look" not in story.sees()
        await story.presses("enter")
        await story.waits_until(lambda: "2026-02-05 Omar Haddad" in story.sees())


async def test_now_is_found_beside_revisions_whose_message_has_those_letters(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("D", "b")
        await story.waits_until(lambda: story.room == "PickSide")
        await story.presses(*"now")
        assert "as it stands" in story.sees()


async def test_a_revision_is_compared_with_now_value_by_value(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("r", "G", "enter")
        assert story.room == "CompareScreen"
        story.takes_a_picture("compare-80x24")
        seen = story.sees()
        assert "LOOK AROUND" in seen
        assert "± Compare prices  changed" in seen
        assert "Looks for the price" in seen
        assert "○" in seen
        emotion = next(line for line in seen.splitlines() if "emotion" in line)
        assert "−1" in emotion
        assert "−2" in emotion


async def test_enter_on_a_difference_goes_to_its_card(team: Team) -> None:
    async with on_the_board(team.map, "advert") as story:
        await story.presses("r", "G", "enter", "G", "enter")
        assert story.room == "BoardScreen"
        assert story.board.place.touchpoint == "pay"


async def test_two_marked_revisions_are_compared_the_older_first(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("r", "down", "space", "down", "space", "enter")
        seen = story.sees()
        assert "Pay by card" in seen
        assert "Compare prices  changed" not in seen
        legend = next(line for line in seen.splitlines() if "○" in line and "2026-02" in line)
        assert legend.index("2026-02-01") < legend.index("2026-02-05")


async def test_marks_outlast_a_filter_that_hides_them(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("r", "space", "G", "space", "slash", *"Omar", "enter", "enter")
        assert story.room == "CompareScreen"
        legend = next(line for line in story.sees().splitlines() if "○" in line and "2026-02" in line)
        assert legend.index("2026-02-01") < legend.index("2026-02-09")


async def test_a_filter_says_how_all_come_back(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("r", "slash", *"@omar", "enter")
        assert "1 revision" in story.sees()
        assert story.status == "esc shows all again"
        await story.presses("escape")
        assert "3 revisions" in story.sees()
        assert story.status == ""


async def test_marks_made_among_the_revisions_of_a_card_stand_among_all(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("R", "space", "down", "space", "a")
        listed = [line[:14] for line in story.sees().splitlines() if " 2026-02-0" in line[:14]]
        assert listed == ["▌   2026-02-09", "  1 2026-02-05", "  2 2026-02-01"]
        await story.presses("enter")
        assert story.room == "CompareScreen"


async def test_a_mark_taken_away_offers_no_comparison(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("r", "space", "space")
        assert story.status == "No mark is left"


async def test_the_map_comes_back_as_it_was_and_undo_brings_now_back(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("r", "G", "R")
        assert story.room == "BoardScreen"
        await story.waits_until(lambda: team.document.records[PAY].emotion == -1)
        assert "u undoes" in story.status
        await story.presses("u")
        await story.waits_until(lambda: team.document.records[PAY].emotion == -2)


async def test_a_removed_card_comes_back_from_its_revision_with_what_hung_on_it(team: Team) -> None:
    team.commits(OMAR, "Nobody pays by card", lambda document: remove_record(document, PAY), 12)
    assert RecordKey("insight", "twice") not in team.document.records
    async with on_the_board(team.map, "wait") as story:
        await story.presses("r", "down", "enter")
        assert "− Pay by card  removed" in story.sees()
        await story.presses("g", "down", "R")
        await story.waits_until(lambda: PAY in team.document.records)
        assert RecordKey("insight", "twice") in team.document.records
        assert story.room == "CompareScreen"
        assert "Both say the same" in story.sees() or "as it was" in story.status


async def test_one_field_comes_back_and_the_rest_stays(team: Team) -> None:
    team.commits(NORA, "Much", lambda d: set_field(feels(2)(d), PAY, "doing", "Waves the card"), 12)
    async with on_the_board(team.map) as story:
        await story.presses("r", "down", "enter")
        await story.waits_until(lambda: story.room == "CompareScreen")
        while "emotion" not in story.app.screen.current().label:  # type: ignore[attr-defined]
            await story.presses("down")
        await story.presses("R")
        await story.waits_until(lambda: team.document.records[PAY].emotion == -2)
        assert team.document.records[PAY].text("doing") == "Waves the card"


async def test_what_changed_since_the_last_revision_is_one_key_away(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("D")
        assert "Both say the same" in story.status
        await story.presses("escape", "5", "D")
        assert "± Pay by card  changed" in story.sees()


async def test_another_branch_and_a_persona_can_be_compared(team: Team) -> None:
    team.proposes(feels(2))
    async with on_the_board(team.map) as story:
        await story.presses("D")
        await story.waits_until(lambda: "compare" in story.sees())
        await story.presses("b", *"branch idea", "enter")
        await story.waits_until(lambda: "branch idea" in story.sees() and "± Pay by card  changed" in story.sees())
        await story.presses("b", *"fiona", "enter")
        await story.waits_until(lambda: "± Compare prices  changed" in story.sees())
        await story.presses("R")
        assert "Cannot restore" in story.status


async def test_a_map_without_history_says_so_in_words(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text('schema = "map/1"\ntitle = "Alone"\n\n[stage.a]\nname = "A"\n  order = 10\n')
    async with on_the_board(path, "") as story:
        for key in ("r", "D"):
            await story.presses(key)
            assert story.room == "BoardScreen"
            assert "git" in story.status


async def test_who_wrote_each_field_of_a_card(team: Team) -> None:
    async with on_the_board(team.map, size=(120, 36)) as story:
        await story.presses("B")
        emotion = next(line for line in story.sees().splitlines() if "emotion" in line and "Omar" in line)
        assert "−2" in emotion
        assert re.search(r"ago [0-9a-f]{7} ", emotion), "the commit's digits are all there"
        assert any("doing" in line and "Nora Lind" in line for line in story.sees().splitlines())
        await story.presses("escape", "5", "B")
        assert any("emotion" in line and "not committed yet" in line for line in story.sees().splitlines())
