"""A terminal that changes its size while somebody types: nothing typed is lost, and the line stays where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from tests.tui.board_stories import a_team, on_the_board
from tests.tui.stories import Story, story, written

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [(60, 16), (200, 50), (80, 24), (120, 36), (34, 10)]


async def resized(person: Story, size: tuple[int, int]) -> None:
    await person.pilot.resize_terminal(*size)
    await person.pilot.pause()


async def test_a_name_that_is_typed_in_place_outlives_every_size(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(80, 24)) as person:
        await person.press("right", "down", "e", "ctrl+u")
        for letter, size in zip("Hello", SIZES, strict=True):
            await resized(person, size)
            await person.type(letter)
        await person.press("enter")
        assert person.card == "Hello"


@pytest.mark.parametrize("size", [(200, 50), (60, 16), (120, 36)])
async def test_the_line_that_is_typed_in_stands_on_its_card_at_the_new_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with story(written(tmp_path), size=(80, 24)) as person:
        await person.press("right", "down", "e")
        await resized(person, size)
        x, y, cells = person.board.board.cell_of(person.board.place)
        origin = person.board.board.region
        editor = person.board.typing.editor
        assert editor is not None
        where = editor.region
        assert origin.x + x <= where.x < where.right <= origin.x + x + cells
        assert origin.y + y <= where.y < origin.y + y + person.board.board.card_rows


async def test_a_new_card_that_is_being_named_outlives_a_new_size(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 36)) as person:
        await person.press("a")
        await person.type("Ask")
        await resized(person, (60, 16))
        await person.type(" twice")
        await person.press("enter")
        assert person.card == "Ask twice"


async def test_a_form_keeps_what_is_half_typed_at_every_size(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map) as at_work:
        await at_work.presses("enter", "end")
        for letter, size in zip("12345", SIZES, strict=True):
            await at_work.pilot.resize_terminal(*size)
            await at_work.rests()
            await at_work.presses(letter)
            rows = at_work.sees().splitlines()
            assert {cell_len(row) for row in rows} == {size[0]}
        await at_work.presses("ctrl+s")
        assert at_work.board.document.get("touchpoint", "pay").name == "Pay by card12345"  # type: ignore[union-attr]
