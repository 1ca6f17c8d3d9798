"""The cursor walks over the board with the keys people know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.stories import MAP, Story, story, written

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_cursor_begins_on_the_first_card(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        assert person.card == "See a post"


@pytest.mark.parametrize("keys", [("right", "down", "left", "up"), ("l", "j", "h", "k")])
async def test_arrows_and_vim_keys_walk_the_same_way(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with story(written(tmp_path)) as person:
        seen = []
        for key in keys:
            await person.press(key)
            seen.append(person.card)
        assert seen == ["Fill the basket", "Pay by card", "Friend talks", "See a post"]


async def test_above_the_first_card_is_the_stage_itself(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("up")
        assert (person.stage, person.card) == ("awareness", "")


async def test_an_empty_stage_shows_how_to_fill_it(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        assert "a adds a touchpoint" in person.sees
        await person.press("right", "right")
        assert (person.stage, person.card) == ("after", "")


async def test_first_and_last_card_are_one_key_away(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("G")
        assert person.card == "Pay by card"
        await person.press("g")
        assert person.card == "See a post"


async def test_brackets_go_to_the_top_of_the_next_and_the_previous_stage(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("down", "right_square_bracket")
        assert person.card == "Fill the basket"
        await person.press("left_square_bracket")
        assert person.card == "See a post"


async def test_a_click_puts_the_cursor_on_a_card(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        x, y, _ = person.board.board.cell_of(person.board.place._replace(stage="purchase", touchpoint="pay-by-card"))
        await person.pilot.click(person.board.board, offset=(x + 3, y + 1))
        assert person.card == "Pay by card"


async def test_a_card_dragged_onto_another_stage_stands_there(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        board = person.board.board
        from_x, from_y, _ = board.cell_of(person.board.place)
        to_x, to_y, _ = board.cell_of(person.board.place._replace(stage="purchase", touchpoint="pay-by-card"))
        await person.pilot.mouse_down(board, offset=(from_x + 3, from_y + 1))
        await person.pilot.mouse_up(board, offset=(to_x + 3, to_y + 1))
        await person.pilot.pause()
        document = await person.until_saved()
        assert [t.id for t in document.touchpoints_by_stage()["purchase"]] == [
            "fill-the-basket",
            "see-a-post",
            "pay-by-card",
        ]


async def test_the_wheel_walks_down_the_column(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        person.board.board.post_message(person.board.board.Wheeled(1))
        await person.pilot.pause()
        assert person.card == "Friend talks"


async def test_a_map_wider_than_the_screen_scrolls_by_whole_stages(tmp_path: Path) -> None:
    more = "".join(f'\n[stage.s{n}]\nname = "Stage {n}"\n  order = {100 + n}\n' for n in range(4))
    async with story(written(tmp_path, MAP + more)) as person:
        assert "stages 1–3 of 7" in person.sees
        await person.press("right", "right", "right")
        assert "stages 2–4 of 7" in person.sees
        assert "AWARENESS" not in person.sees


async def test_a_long_column_scrolls_and_says_how_many_are_hidden(tmp_path: Path) -> None:
    more = "".join(f'\n[touchpoint.t{n}]\nname = "Step {n}"\n  stage = "after"\n  order = {n}\n' for n in range(1, 9))
    async with story(written(tmp_path, MAP + more)) as person:
        assert "▾ 5 more" in person.sees
        await person.press("G")
        assert person.card == "Step 8"
        assert "▴ 5 above" in person.sees


async def find(person: Story, words: str) -> None:
    await person.press("slash")
    await person.type(words)
    await person.press("enter")


async def test_find_goes_from_card_to_card_that_holds_the_words(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await find(person, "card number")
        assert person.card == "Pay by card"
        await person.press("n")
        assert person.card == "Pay by card"


async def test_find_looks_into_what_hangs_on_a_card(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await find(person, "asked")
        assert person.card == "Pay by card"
        assert "1 card with “asked”" in person.says


async def test_jump_finds_a_card_by_its_letters(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("f")
        await person.type("fiba")
        await person.press("enter")
        assert person.card == "Fill the basket"


async def test_a_persona_has_a_curve_of_their_own(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 36)) as person:
        await person.press("right", "down", "full_stop")
        assert "Fiona" in person.says
        assert "★−1" in person.sees
        await person.press("full_stop")
        assert "★−2" in person.sees
