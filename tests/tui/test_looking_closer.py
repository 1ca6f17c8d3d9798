"""A person looks closer: one stage over the whole width, the side panel down to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.cells import length
from tests.sample_maps import LUNCH
from tests.tui.stories import story, written

if TYPE_CHECKING:
    from pathlib import Path


async def test_z_shows_one_stage_with_all_that_its_cards_say_and_z_goes_back(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(80, 24)) as person:
        await person.press("right", "down")
        await person.press("z")
        assert person.card == "Pay by card"
        for words in ("Types the card number", "✖ The number", "◇ How might", "stage 2 of 3"):
            assert words in person.board.board.words
        assert "Compare prices" not in person.board.board.words
        await person.press("z")
        assert person.board.board.is_cards
        assert person.card == "Pay by card"


async def test_in_one_stage_the_arrows_walk_its_cards_and_lead_to_the_stage_beside(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("z")
        first = person.stage
        await person.press("right")
        assert person.stage != first
        await person.press("left")
        assert person.stage == first
        await person.press("right", "down")
        await person.press("escape")
        assert person.board.board.is_cards
        assert person.card == "Pay by card"


async def test_edits_work_on_the_card_under_the_cursor_of_one_stage(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("right", "z", "5")
        assert "+2" in person.board.board.words
        await person.press("e", "ctrl+u")
        await person.type("Pay at once")
        await person.press("enter")
        assert "Pay at once" in person.board.board.words


async def test_v_goes_on_from_the_view_that_was_zoomed(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("z", "v")
        assert person.board.board.turned_to == "lanes"


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36), (200, 50), (250, 70), (34, 10)])
async def test_one_stage_fills_the_screen_exactly_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with story(written(tmp_path, LUNCH), size=size) as person:
        await person.press("z")
        for _ in range(3):
            board = person.board.board
            assert len(board.lines) == board.size.height
            assert {length(line) for line in board.lines} == {board.size.width} == {size[0]}
            await person.press("right")


async def test_tab_scrolls_the_side_panel_and_tab_goes_back_to_the_board(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 16)) as person:
        await person.press("G")
        card, top = person.card, person.board.panel.words
        await person.press("tab", "G")
        assert person.card == card
        assert person.board.panel.words != top
        assert person.board.panel.words.startswith("┃")
        await person.press("g", "shift+tab")
        assert person.board.panel.words == top
        await person.press("up")
        assert person.card != card


async def test_where_the_panel_has_no_room_tab_names_the_key_that_shows_all(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(80, 24)) as person:
        await person.press("tab")
        assert "enter opens" in person.says


async def test_a_panel_that_folds_away_gives_the_arrows_back(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 24)) as person:
        await person.press("tab")
        await person.pilot.resize_terminal(80, 24)
        await person.pilot.pause()
        place = person.board.place
        await person.press("right")
        assert person.board.place != place


async def test_where_nothing_was_learned_the_panel_names_the_key_that_adds_it(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 36)) as person:
        await person.press("g")
        assert "i adds what hurts" in " ".join(person.board.panel.words.split())
        await person.press("right", "down")
        assert "i adds what hurts" not in " ".join(person.board.panel.words.split())
