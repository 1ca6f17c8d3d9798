"""What a person chooses and picks in the form of a card."""

from __future__ import annotations

from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.newcomers import Newcomer
from cjm_tui.tui.dialogs.card_form import CardForm
from tests.tui.dialog_stories import NAMES, a_map, opened, saved, the_card


async def test_digits_set_the_emotion_and_backspace_makes_it_unknown() -> None:
    for keys, emotion in ((("4",), 1), (("0",), 0), (("plus",), -1), (("backspace",), None), (("right", "right"), 0)):
        async with opened(the_card()) as story:
            await story.goes_to("emotion")
            await story.presses(*keys)
            assert await saved(story) == {"emotion": emotion}


async def test_every_persona_of_the_map_has_an_emotion_of_its_own() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("emotion_by.paul")
        await story.presses("5")
        assert await saved(story) == {"emotion_by.paul": 2}


async def test_a_letter_chooses_a_word_and_arrows_go_along() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("moment")
        await story.presses("d")
        await story.goes_to("basis")
        await story.presses("right")
        assert await saved(story) == {"moment": "delight", "basis": "validated"}


async def test_a_reference_is_picked_by_name_and_stored_by_id() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("stage")
        assert "Purchase" in story.sees()
        await story.presses("a", "w")
        story.takes_a_picture("form-pick-80x24")
        await story.presses("enter")
        await story.goes_to("channels")
        await story.presses("enter", "down", "space", "enter")
        assert await saved(story) == {"stage": "awareness", "channels": ("website", "app")}


async def test_a_channel_that_nobody_named_yet_is_made_on_the_spot() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("channels")
        await story.presses("K")
        await story.types("iosk in the mall")
        story.takes_a_picture("form-new-80x24")
        await story.presses("enter")
        assert "what kind of channel" in story.sees()
        await story.types("phys")
        story.takes_a_picture("form-new2-80x24")
        await story.presses("enter")
        story.takes_a_picture("form-new3-80x24")
        assert "Kiosk in the mall" in story.sees()
        assert await saved(story) == {"channels": ("website", "kiosk-in-the-mall")}
        assert story.form.newcomers() == (Newcomer("channel", "kiosk-in-the-mall", "Kiosk in the mall", "physical"),)


async def test_a_new_team_needs_no_more_than_its_name() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("team")
        await story.presses("R")
        await story.types("eturns")
        await story.presses("enter")
        assert await saved(story) == {"team": "returns"}
        assert story.form.newcomers() == (Newcomer("team", "returns", "Returns"),)


async def test_backspace_takes_the_last_reference_out() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("channels")
        await story.presses("backspace")
        assert await saved(story) == {"channels": None}


async def test_a_reference_to_nothing_is_shown_by_its_id() -> None:
    async with opened(the_card(team="gone")) as story:
        await story.goes_to("team")
        assert "gone ?" in story.sees()
        assert await saved(story) == {}


async def test_an_insight_stands_at_one_place() -> None:
    async with opened(CardForm(a_map(), RecordKey("insight", "asked-twice"), NAMES)) as story:
        await story.goes_to("stage")
        await story.presses("enter", "enter")
        assert await saved(story) == "nothing yet"
        assert "at one place" in story.sees()
        await story.goes_to("touchpoint")
        await story.presses("delete")
        assert await saved(story) == {"touchpoint": None, "stage": "awareness"}


async def test_a_wrong_value_is_shown_as_it_stands_and_can_be_put_right() -> None:
    async with opened(the_card(emotion="bad", frequency=7)) as story:
        await story.goes_to("emotion")
        story.takes_a_picture("form-odd-80x24")
        assert '"bad"' in story.sees()
        await story.presses("2")
        assert await saved(story) == {"emotion": -1}
