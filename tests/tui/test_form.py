"""What a person does with the form of a card."""

from __future__ import annotations

from tests.tui.dialog_stories import opened, the_card


async def test_a_form_that_is_saved_untouched_changes_nothing() -> None:
    async with opened(the_card()) as story:
        story.takes_a_picture("form-80x24")
        await story.presses("ctrl+s")
        assert story.given_back == {}


async def test_only_what_was_changed_comes_back() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("feeling")
        await story.presses("ctrl+u")
        await story.types("angry")
        await story.presses("ctrl+s")
        assert story.given_back == {"feeling": "angry"}


async def test_the_form_at_120_cells() -> None:
    async with opened(the_card(), (120, 36)) as story:
        story.takes_a_picture("form-120x36")
        assert "Fashionable F…" in story.sees()
