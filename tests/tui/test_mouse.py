"""A person with a mouse: points, opens, drags with the target in sight; and everything works without one too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import MouseScrollDown

from cjm_tui.render.journey import Place
from tests.tui.stories import Story, story, written

if TYPE_CHECKING:
    from pathlib import Path

PAY = Place("purchase", "pay-by-card")


def over(person: Story, place: Place) -> tuple[int, int]:
    """Return a cell inside a card."""
    x, y, _ = person.board.board.cell_of(place)
    return x + 3, y + 1


async def takes(person: Story, place: Place) -> None:
    await person.pilot.mouse_down(person.board.board, offset=over(person, place))


async def drags_over(person: Story, at: tuple[int, int]) -> None:
    await person.pilot.hover(person.board.board, offset=at)
    await person.pilot.pause()


async def lets_go(person: Story, at: tuple[int, int]) -> None:
    await person.pilot.mouse_up(person.board.board, offset=at)
    await person.pilot.pause()


async def test_a_double_click_opens_the_card(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.pilot.click(person.board.board, offset=over(person, PAY), times=2)
        await person.pilot.pause()
        assert type(person.app.screen).__name__ == "CardForm"
        assert person.card == "Pay by card"


async def test_where_a_dragged_card_would_go_is_shown_and_said(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        before = person.board.board.lines
        await takes(person, person.board.place)
        await drags_over(person, over(person, PAY))
        assert person.board.board.lines != before
        assert person.says == "See a post goes to the place of Pay by card"
        await drags_over(person, over(person, person.board.place))
        assert person.board.board.lines == before
        assert "stays where it is" in person.says
        await lets_go(person, over(person, person.board.place))
        assert not person.board.open_map.past


async def test_a_card_let_go_below_all_others_is_the_last_of_its_stage(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        x, y = over(person, PAY)
        below = (x, y + 5)
        await takes(person, person.board.place)
        await drags_over(person, below)
        assert "here" in person.board.board.words
        await lets_go(person, below)
        column = person.board.document.touchpoints_by_stage()["purchase"]
        assert [card.id for card in column] == ["fill-the-basket", "pay-by-card", "see-a-post"]
        assert person.card == "See a post"
        await person.press("u")
        assert person.stage == "awareness"


async def test_a_card_let_go_on_a_stages_head_is_its_first(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        x, y, _ = person.board.board.cell_of(Place("purchase"))
        await takes(person, person.board.place)
        await drags_over(person, (x + 3, y))
        await lets_go(person, (x + 3, y))
        assert person.board.document.touchpoints_by_stage()["purchase"][0].id == "see-a-post"
        assert person.card == "See a post"


async def test_a_card_let_go_outside_the_board_stays(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await takes(person, person.board.place)
        await drags_over(person, over(person, PAY))
        await person.pilot.mouse_up(person.board.footer)
        await person.pilot.pause()
        assert not person.board.open_map.past
        lines = person.board.board.lines
        await drags_over(person, over(person, PAY))
        assert person.board.board.lines == lines


async def test_moving_the_mouse_without_a_card_draws_nothing(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        lines, said = person.board.board.lines, person.says
        await drags_over(person, over(person, PAY))
        assert (person.board.board.lines, person.says) == (lines, said)


async def test_the_wheel_is_turned_on_the_board(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        board = person.board.board
        board.post_message(MouseScrollDown(board, 10, 10, 0, 1, 0, shift=False, meta=False, ctrl=False))
        await person.pilot.pause()
        await person.pilot.pause()
        assert person.card == "Friend talks"


async def test_in_the_lanes_too_the_place_where_a_card_would_go_is_set_off(tmp_path: Path) -> None:
    async with story(written(tmp_path), (120, 36)) as person:
        await person.press("v")
        board = person.board.board
        x, y, _ = board.cell_of(PAY)
        onto = (x + 3, y)
        x, y, _ = board.cell_of(person.board.place)
        before = board.lines
        await person.pilot.mouse_down(board, offset=(x + 3, y))
        await drags_over(person, onto)
        changed = [line for line, old in zip(board.lines, before, strict=True) if line != old]
        set_off = "".join(run.text for line in changed for run in line if run.ink.reverse)
        assert set_off.strip() == "★ Pay by card"
        await lets_go(person, onto)
        assert "Pay by card" not in "".join(run.text for line in board.lines for run in line if run.ink.reverse)
        column = person.board.document.touchpoints_by_stage()["purchase"]
        assert [card.id for card in column] == ["fill-the-basket", "see-a-post", "pay-by-card"]
        await person.press("escape")


async def clicks(person: Story, label: str) -> None:
    """Click a label at the foot of the screen."""
    at = person.board.footer.words.splitlines()[1].index(label)
    await person.pilot.click(person.board.footer, offset=(at + len(label) - 1, 1))
    await person.pilot.pause()


async def test_a_label_at_the_foot_of_the_screen_does_what_its_key_does(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await clicks(person, "a add")
        assert person.board.footer.words.splitlines()[1].strip() == "enter keep it   esc leave it"
        await person.pilot.press(*"Pay")
        await clicks(person, "enter keep it")
        assert person.card == "Pay"
        assert len(person.board.open_map.past) == 1
        await clicks(person, "u undo")
        assert "Undone" in person.says
        await clicks(person, "1")
        assert "emotion" in person.says
        await clicks(person, "? help")
        assert type(person.app.screen).__name__ == "HelpScreen"


async def test_where_a_long_sentence_covers_the_labels_a_click_does_nothing(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        person.board.footer.say("wrong " * 30, "error")
        await person.pilot.click(person.board.footer, offset=(3, 1))
        await person.pilot.pause()
        assert type(person.app.screen).__name__ == "BoardScreen"
        assert not person.board.open_map.past
