"""The form of a card opened from the board: its answer is one edit, and nothing typed is lost when it cannot be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cjm_tui.model.edits import remove_record
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.open_map import edited
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.drafts import draft_of
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.dialogs.card_form import CardForm
from cjm_tui.tui.screens.board import BoardScreen

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
