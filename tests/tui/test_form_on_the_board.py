"""The form of a card opened from the board: its answer is one edit, and nothing typed is lost when it cannot be."""

from __future__ import annotations

import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.model.edits import remove_record, set_fields
from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Place
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.drafts import draft_of, keep_draft
from cjm_tui.storage.files import load, save
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.dialogs.card_form import CardForm
from cjm_tui.tui.dialogs.meanwhile import Meanwhile
from cjm_tui.tui.screens.board import BoardScreen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from textual.pilot import Pilot

    from cjm_tui.model.document import Document

CARD = RecordKey("touchpoint", "see-a-post")


@pytest.fixture
def outfit(tmp_path: Path) -> Path:
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps")) / "buy-an-outfit.toml"


@asynccontextmanager
async def form_opened(outfit: Path) -> AsyncIterator[tuple[Pilot[None], BoardScreen]]:
    """Open the form of the first card."""
    board = BoardScreen(open_map_at(outfit))
    async with CjmApp(board).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        yield pilot, board


async def test_a_map_says_when_it_opens_where_something_half_typed_waits(outfit: Path) -> None:
    keep_draft(outfit, CARD, {"doing": "Stops scro"})
    keep_draft(outfit, RecordKey("touchpoint", "gone"), {"doing": "x"})
    board = BoardScreen(open_map_at(outfit))
    async with CjmApp(board).run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Half typed last time" in board.footer.status)
        assert board.footer.status == "Half typed last time, and kept: See a post · enter offers it again"
        await pilot.press("enter", "ctrl+t", "ctrl+s")
        await until(pilot, lambda: board.document.records[CARD].text("doing") == "Stops scro")


async def test_a_card_removed_under_its_form_comes_back_with_what_was_typed_and_both_are_there_to_settle(
    outfit: Path,
) -> None:
    async with form_opened(outfit) as (pilot, board):
        form = pilot.app.screen
        assert type(form) is CardForm
        await pilot.press("x", "y")
        somebody(outfit, lambda document: remove_record(document, CARD))
        await until(pilot, lambda: CARD not in board.document.records)
        await until(pilot, lambda: told_in(form).startswith("Somebody removed it meanwhile"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert pilot.app.screen_stack == [board]
        assert board.document.records[CARD].name == "See a postxy"
        assert [one.text("record") for one in board.document.of_kind("conflict")] == [str(CARD)]
        assert board.place.touchpoint == CARD.id
        assert "both are kept, C settles" in board.footer.status
        await pilot.press("u")
        assert CARD not in board.document.records
        assert not board.document.of_kind("conflict")


async def test_a_field_that_somebody_wrote_under_a_form_is_not_overwritten_unseen(outfit: Path) -> None:
    async with form_opened(outfit) as (pilot, board):
        form = pilot.app.screen
        assert type(form) is CardForm
        await pilot.press("x")
        somebody(outfit, lambda document: set_fields(document, CARD, {"name": "Meet a post", "emotion": 2}))
        await until(pilot, lambda: "emotion +1 → +2" in told_in(form))
        await pilot.press("ctrl+s")
        await pilot.pause()
        card = board.document.records[CARD]
        assert (card.name, card.emotion) == ("See a postx", 2)
        assert "yours stands, u brings theirs back" in board.footer.status
        await pilot.press("u")
        card = board.document.records[CARD]
        assert (card.name, card.emotion) == ("Meet a post", 2)


async def test_a_long_text_that_both_wrote_is_kept_twice(outfit: Path) -> None:
    board = BoardScreen(open_map_at(outfit))
    mine, theirs = "Looks at the post for a while and reads all of what is below it", "Scrolls on " * 9
    async with CjmApp(board).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("tab", "tab", "tab", *mine)
        somebody(outfit, lambda document: set_fields(document, CARD, {"doing": theirs}))
        await until(pilot, lambda: board.document.records[CARD].text("doing") == theirs)
        await pilot.press("ctrl+s")
        await pilot.pause()
        (conflict,) = board.document.of_kind("conflict")
        assert conflict.text("field") == "doing"
        assert theirs in conflict.text("theirs")
        assert board.document.records[CARD].text("doing").endswith(mine)


@pytest.mark.parametrize(("keys", "kind"), [(("i", "p"), "insight"), (("o",), "opportunity"), (("e",), "touchpoint")])
async def test_an_answer_about_a_card_that_went_meanwhile_never_lands_on_its_neighbour(
    outfit: Path, keys: tuple[str, ...], kind: str
) -> None:
    board = BoardScreen(open_map_at(outfit))
    async with CjmApp(board).run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        before = board.document
        somebody(outfit, lambda document: remove_record(document, CARD))
        await until(pilot, lambda: CARD not in board.document.records)
        neighbour = board.place.touchpoint
        await pilot.press(*"Words", "enter")
        await pilot.pause()
        after = board.document
        assert after.records[RecordKey("touchpoint", neighbour)] == before.records[RecordKey("touchpoint", neighbour)]
        written = [one for one in after.of_kind(kind) if one not in before.of_kind(kind)]
        assert [one.name.endswith("Words") for one in written] == [True]
        assert neighbour not in {written[0].text("touchpoint"), *written[0].texts("touchpoints")}
        assert after.of_kind("conflict")


async def test_what_was_typed_when_the_app_was_left_from_the_form_is_offered_the_next_time(outfit: Path) -> None:
    async with form_opened(outfit) as (pilot, _):
        await pilot.press("x", "y", "ctrl+q")
    assert draft_of(outfit, CARD) == {"name": "See a postxy"}


async def test_the_form_is_one_edit_that_u_takes_back(outfit: Path) -> None:
    async with form_opened(outfit) as (pilot, board):
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


def somebody(path: Path, edit: Callable[[Document], Document]) -> None:
    """Let somebody else edit the map in its file."""
    loaded = load(path)
    assert loaded.document is not None
    save(path, loaded.reading, edit(loaded.document))


def told_in(form: CardForm) -> str:
    """Return what a form tells of what happened meanwhile."""
    return str(form.query_one(Meanwhile).content) if form.query(Meanwhile) else ""


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        await pilot.pause(0.02)
    raise AssertionError
