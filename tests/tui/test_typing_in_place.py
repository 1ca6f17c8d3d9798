"""A name is typed where it stands: while it is, keys are letters, and nothing is lost by looking away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import AppBlur, AppFocus

from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.stories import Story

STAGE = '[stage.awareness]\nname = "Awareness"\n'


async def test_a_name_is_edited_where_it_stands(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("e")
        await person.type(" today")
        await person.press("enter")
        await person.until_saved()
        assert person.in_the_file("see-a-post").name == "See a post today"


async def test_esc_leaves_a_name_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("e")
        await person.type("xyz")
        await person.press("escape")
        assert person.card == "See a post"
    assert path.read_text() == MAP


async def test_keys_typed_into_a_name_are_no_commands(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("a")
        await person.type("dd q5")
        await person.press("enter")
        assert person.card == "dd q5"
        document = await person.until_saved()
        assert len(document.of_kind("touchpoint")) == 5


@pytest.mark.parametrize(("key", "what_for"), [("e", "enter keep it"), ("slash", "enter find")])
async def test_while_something_is_typed_the_foot_names_the_keys_that_are_keys_then(
    tmp_path: Path, key: str, what_for: str
) -> None:
    async with story(written(tmp_path)) as person:
        assert "c commit" in person.sees
        await person.press(key)
        assert what_for in person.sees
        assert "esc leave it" in person.sees
        assert "c commit" not in person.sees
        await person.press("escape")
        assert "c commit" in person.sees


async def test_a_new_card_that_gets_no_name_is_none(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("a", "escape")
        assert "new touchpoint" not in person.sees
        assert person.card == "See a post"
    assert path.read_text() == MAP


async def test_a_name_half_typed_stays_while_one_looks_at_another_window(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        await person.press("a")
        await person.type("Half ")
        person.app.post_message(AppBlur())
        await person.pilot.pause()
        person.app.post_message(AppFocus())
        await person.pilot.pause()
        await person.type("typed")
        await person.press("enter")
        assert person.card == "Half typed"


def edited_beside(person: Story, before: str, after: str) -> None:
    """Replace some text of the file, as a colleague's app does."""
    text = person.path.read_text()
    assert before in text
    beside = person.path.with_suffix(".new")
    beside.write_text(text.replace(before, after))
    beside.replace(person.path)


def line_of(person: Story) -> tuple[int, int]:
    """Return the row and the column in which a name is typed."""
    editor = person.board.typing.editor
    assert editor is not None
    return editor.region.y, editor.region.x


def row_with(person: Story, words: str) -> int:
    """Return the row of the board in which some words stand, on the screen."""
    board = person.board.board
    return board.region.y + next(row for row, line in enumerate(board.words.splitlines()) if words in line)


async def test_the_line_goes_where_its_card_goes_when_somebody_moves_it(tmp_path: Path) -> None:
    async with story(written(tmp_path), (120, 36)) as person:
        await person.press("e")
        await person.type(" today")
        before = line_of(person)
        edited_beside(
            person,
            '[touchpoint.see-a-post]\nname = "See a post"\n  stage = "awareness"\n  order = 10',
            '[touchpoint.see-a-post]\nname = "See a post"\n  stage = "purchase"\n  order = 900',
        )
        await person.until("moved to Purchase")
        await person.pilot.pause()
        assert line_of(person) != before
        assert line_of(person)[0] == row_with(person, "See a post")
        await person.press("enter")
        await person.until_saved()
        assert person.in_the_file("see-a-post").name == "See a post today"


async def test_what_is_typed_for_a_card_that_somebody_removes_stands_over_no_other(tmp_path: Path) -> None:
    async with story(written(tmp_path), (120, 36)) as person:
        await person.press("e")
        await person.type(" today")
        text = person.path.read_text()
        start = text.index("[touchpoint.see-a-post]")
        edited_beside(person, text[start : text.index("\n[", start) + 1], "")
        await person.until("removed touchpoint")
        await person.pilot.pause()
        assert line_of(person)[0] == 34


async def test_an_empty_new_card_stays_in_sight_when_something_of_others_arrives(tmp_path: Path) -> None:
    async with story(written(tmp_path), (120, 36)) as person:
        await person.press("a")
        await person.type("Talk")
        edited_beside(person, STAGE, STAGE.replace('Awareness"', 'Aware"'))
        await person.until("AWARE ")
        assert line_of(person)[0] == row_with(person, "new touchpoint")
        await person.press("enter")
        document = await person.until_saved()
        assert [card.name for card in document.of_kind("touchpoint")].count("Talk") == 1
