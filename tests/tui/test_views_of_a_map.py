"""A person turns a map over: one selection in all views, keys that mean the same, and nothing lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.cells import length
from cjm_tui.render.views.order import VIEWS
from cjm_tui.storage.preferences import preferences
from tests.sample_maps import LUNCH, LUNCH_ORDERED_BETTER
from tests.tui.stories import Story, story, written

if TYPE_CHECKING:
    from pathlib import Path

IDS = [view.id for view in VIEWS]
SIZES = [(60, 16), (200, 50)]


async def turn_to(person: Story, view: str) -> None:
    await person.press(*["v"] * IDS.index(view))


async def choose(person: Story, words: str) -> None:
    await person.press("colon")
    await person.type(words)
    await person.press("enter")


async def test_v_goes_through_all_views_and_back_to_the_cards(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        seen = []
        for _ in IDS:
            await person.press("v")
            seen.append(person.board.board.turned_to)
        assert seen == [*IDS[1:], "cards"]
        await person.press("V")
        assert person.board.board.turned_to == IDS[-1]


async def test_the_selection_is_the_same_in_every_view(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await person.press("right")
        for _ in IDS:
            assert person.card == "Pay in the app"
            assert "Pay in the app" in person.sees
            await person.press("v")


@pytest.mark.parametrize("view", IDS[1:])
@pytest.mark.parametrize("size", SIZES)
async def test_every_view_fills_the_screen_exactly_at_every_size(
    tmp_path: Path, view: str, size: tuple[int, int]
) -> None:
    async with story(written(tmp_path, LUNCH), size=size) as person:
        await turn_to(person, view)
        board = person.board.board
        assert len(board.lines) == board.size.height
        assert {length(line) for line in board.lines} == {board.size.width}


async def test_the_palette_picks_a_view_by_its_name_or_number(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await choose(person, "view 4")
        assert person.board.board.turned_to == "priorities"
        await choose(person, "view 3")
        assert person.board.board.turned_to == "themes"


async def test_what_is_selected_in_a_list_is_selected_on_the_cards(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await turn_to(person, "priorities")
        await person.press("g")
        assert person.card == "Pay in the app"
        await person.press("down", "v", "v", "v")
        assert person.board.board.turned_to == "cards"
        assert person.card == "Read the menu"


async def test_an_emotion_is_set_in_any_view(tmp_path: Path) -> None:
    path = written(tmp_path, LUNCH)
    async with story(path) as person:
        await person.press("right")
        for at, view in enumerate(IDS[1:]):
            await person.press("v", str(1 + at % 5))
            document = await person.until_saved()
            pay = document.get("touchpoint", "pay")
            assert pay is not None
            assert pay.emotion == at % 5 - 2, view
            assert person.card == "Pay in the app"


@pytest.mark.parametrize("view", IDS[1:])
async def test_a_name_is_edited_where_the_view_has_it(tmp_path: Path, view: str) -> None:
    path = written(tmp_path, LUNCH)
    async with story(path) as person:
        await person.press("right")
        await turn_to(person, view)
        await person.press("e", "end")
        await person.type(" now")
        await person.press("enter")
        await person.until_saved()
        assert person.in_the_file("pay").name == "Pay in the app now"
        assert person.card == "Pay in the app now"


@pytest.mark.parametrize("view", IDS[1:])
async def test_a_card_is_added_in_any_view_and_undone_again(tmp_path: Path, view: str) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await turn_to(person, view)
        await person.press("a")
        await person.type("Smell it")
        await person.press("enter")
        assert person.card == "Smell it"
        await person.press("u")
        assert "Smell it" not in person.board.board.words


async def test_enter_opens_the_form_of_what_is_selected(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await turn_to(person, "channels")
        await person.press("enter")
        assert type(person.app.screen).__name__ == "CardForm"


async def test_in_lanes_down_leads_from_words_to_words_and_into_the_next_lane(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await turn_to(person, "lanes")
        lanes, cards = [], []
        for _ in range(4):
            lanes.append(person.board.board.lane)
            cards.append(person.card)
            await person.press("down")
        assert lanes == ["touchpoints", "touchpoints", "doing", "doing"]
        assert cards == ["Read the menu", "Ask a colleague"] * 2


async def test_a_hidden_lane_stays_hidden_in_the_next_sitting(tmp_path: Path) -> None:
    path = written(tmp_path, LUNCH)
    async with story(path, size=(120, 60)) as person:
        await turn_to(person, "lanes")
        await person.press("pagedown", "space")
        assert "Scrolls through" not in person.board.board.words
        assert "doing is hidden" in person.says
        assert preferences().names("hidden_lanes") == ("doing",)
    async with story(path, size=(120, 60)) as person:
        await turn_to(person, "lanes")
        assert "Scrolls through" not in person.board.board.words
        await choose(person, "show lane: doing")
        assert "Scrolls through" in person.board.board.words


async def test_outside_the_lanes_there_is_no_lane_to_hide(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await person.press("space")
        assert "no lane" in person.says
        assert preferences().names("hidden_lanes") == ()


async def test_a_click_selects_what_it_points_at_in_a_list(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await turn_to(person, "priorities")
        row = next(y for y, line in enumerate(person.board.board.words.splitlines()) if "Eat it" in line)
        await person.pilot.click(person.board.board, offset=(10, row))
        await person.pilot.pause()
        assert person.card == "Eat it"


async def test_the_wheel_walks_in_every_view(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH)) as person:
        await turn_to(person, "outline")
        before = person.board.board.words
        person.board.board.post_message(person.board.board.Wheeled(1))
        await person.pilot.pause()
        assert person.board.board.words != before


async def test_curves_of_all_personas_are_told_apart_by_letters(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH), size=(120, 36)) as person:
        await person.press("O")
        assert "I Ines (plain) · O Otto (dotted)" in person.says
        curve = "\n".join(person.board.board.words.splitlines()[:11])
        assert "I" in curve
        assert "O" in curve


async def test_importance_is_a_second_line_and_goes_away_again(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH), size=(120, 36)) as person:
        plain = person.board.board.words
        await person.press("O", "O")
        assert "▴" in "\n".join(person.board.board.words.splitlines()[:10])
        await person.press("O")
        assert person.board.board.words == plain


async def test_the_baseline_lies_behind_the_curve_of_a_future_map(tmp_path: Path) -> None:
    written(tmp_path, LUNCH)
    future = tmp_path / "maps" / "future.toml"
    future.write_text(LUNCH_ORDERED_BETTER)
    async with story(future) as person:
        await choose(person, "the baseline")
        await person.until("○ A lunch, ordered")
        assert "○" in person.board.board.words


async def test_a_baseline_that_is_not_there_is_said(tmp_path: Path) -> None:
    future = written(tmp_path, LUNCH_ORDERED_BETTER.replace('baseline = "outfit"', 'baseline = "outfits"'))
    (tmp_path / "maps" / "lunch.toml").write_text(LUNCH)
    async with story(future) as person:
        await choose(person, "the baseline")
        await person.until("no map “outfits”")


async def test_the_grain_of_the_curve_is_remembered(tmp_path: Path) -> None:
    path = written(tmp_path, LUNCH)
    async with story(path) as person:
        await choose(person, "grain of the curve")
        await choose(person, "grain of the curve")
        assert preferences().choice("curve") == "ascii"
    async with story(path) as person:
        await person.pilot.pause()
        top = "".join(person.board.board.words.splitlines()[:6])
        assert not any("\u2800" <= glyph <= "\u28ff" for glyph in top)
        assert "/" in top


async def test_tables_of_stages_have_the_whole_width_until_there_is_room_for_both(tmp_path: Path) -> None:
    async with story(written(tmp_path, LUNCH), size=(120, 36)) as person:
        shown = []
        for _ in IDS:
            shown.append((person.board.board.turned_to, person.board.panel.display))
            await person.press("v")
        beside = {view for view, is_shown in shown if is_shown}
        assert beside == {"cards", "priorities", "outline"}
        assert "Read the menu" in person.board.panel.words
