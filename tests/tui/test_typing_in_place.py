"""A name is typed where it stands: while it is, keys are letters, and nothing is lost by looking away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import AppBlur, AppFocus

from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from pathlib import Path


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
