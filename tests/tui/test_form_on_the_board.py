"""The form of a card opened from the board: its answer is one edit, and nothing typed is lost when it cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.model.edits import remove_record
from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Place
from cjm_tui.services.editing.open_map import edited
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.drafts import draft_of
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.dialogs.card_form import CardForm
from cjm_tui.tui.screens.board import BoardScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

CARD = RecordKey("touchpoint", "see-a-post")


@pytest.fixture
def outfit(tmp_path: Path) -> Path:
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps")) / "buy-an-outfit.toml"


async def test_what_was_typed_about_a_card_that_is_gone_is_kept(outfit: Path) -> None:
    board = BoardScreen(open_map_at(outfit))
    async with CjmApp(board).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert type(pilot.app.screen) is CardForm
        await pilot.press("x", "y")
        board.open_map = edited(board.open_map, remove_record(board.document, CARD))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen_stack == [board]
        assert draft_of(outfit, CARD) == {"name": "See a postxy"}


async def test_the_form_is_one_edit_that_u_takes_back(outfit: Path) -> None:
    board = BoardScreen(open_map_at(outfit))
    async with CjmApp(board).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("x", "tab", "tab", "tab", "y", "ctrl+s")
        await pilot.pause()
        card = board.document.records[CARD]
        assert card.name == "See a postx"
        assert card.text("doing").endswith("y")
        assert draft_of(outfit, CARD) == {}
        await pilot.press("u")
        assert board.document.records[CARD].name == "See a post"


async def test_another_id_is_given_from_the_palette_and_u_takes_it_back_in_all_files(outfit: Path) -> None:
    board = BoardScreen(open_map_at(outfit))
    survey = outfit.parent / "evidence" / "checkout-survey.toml"
    async with CjmApp(board).run_test(size=(80, 24)) as pilot:
        board.go(Place("purchase", "pay-by-card"))
        await pilot.press("colon", *"another", "space", *"id", "enter")
        await pilot.press(*["backspace"] * len("-by-card"), "enter")
        await pilot.pause()
        assert board.place.touchpoint == "pay"
        assert board.footer.status.startswith("touchpoint.pay-by-card is touchpoint.pay now, in 2 more files too")
        await until(pilot, lambda: 'buy-an-outfit#pay"' in survey.read_text())
        await pilot.press("u")
        await until(pilot, lambda: 'buy-an-outfit#pay-by-card"' in survey.read_text())
        assert RecordKey("touchpoint", "pay-by-card") in board.document.records


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        await pilot.pause(0.02)
    raise AssertionError
