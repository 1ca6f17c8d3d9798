"""What a person does with the form of a card."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import Value
from cjm_tui.tui.dialogs.card_form import CardForm
from cjm_tui.tui.dialogs.form_rows import QuestionRows
from tests.tui.dialog_stories import CARD, NAMES, a_map, opened, saved, the_card
from tests.tui.test_form_answers import HOSTILE

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

SIZES = ((80, 24), (120, 36))


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_that_is_saved_untouched_changes_nothing(size: tuple[int, int]) -> None:
    async with opened(the_card(), size) as story:
        story.takes_a_picture(f"form-{size[0]}x{size[1]}")
        assert "Types the card number on a phone" in story.sees()
        assert await saved(story) == {}


async def test_a_form_full_of_hostile_texts_that_is_walked_through_changes_nothing() -> None:
    keys = ("name", "doing", "thinking", "feeling", "motivation", "expectation", "frontstage", "backstage", "notes")
    fields: dict[str, Value] = dict(zip(keys, HOSTILE, strict=False))
    async with opened(the_card(**fields, needs=tuple(filter(None, HOSTILE)), systems=HOSTILE[3:5])) as story:
        await story.presses(*["tab"] * 30)
        assert "\x1b" not in story.sees()
        assert await saved(story) == {}


async def test_only_what_was_changed_comes_back() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("feeling")
        await story.presses("ctrl+u")
        await story.types("cross")
        assert await saved(story) == {"feeling": "cross"}


async def test_what_is_typed_and_undone_is_no_change() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("doing")
        await story.presses("x", "ctrl+z")
        assert await saved(story) == {}


async def test_enter_goes_from_field_to_field() -> None:
    async with opened(the_card()) as story:
        await story.presses("1", "tab", "tab", "tab", "2", "enter", "3")
        changed = await saved(story)
        doing, thinking = "Types the card number on a phone2", "Why does it ask again?3"
        assert changed == {"name": "Pay by card1", "doing": doing, "thinking": thinking}


async def test_arrows_go_to_the_field_above_and_below() -> None:
    async with opened(the_card()) as story:
        await story.presses("down", "down", "down", "x", "up", "up", "up", "y")
        changed = await saved(story)
        assert changed == {"doing": "Types the card number on a phonex", "name": "Pay by cardy"}


async def test_a_list_has_one_entry_on_a_line() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("needs")
        await story.presses("enter")
        await story.types("help")
        assert await saved(story) == {"needs": ("to be done in a minute", "to type nothing twice", "help")}


async def test_a_paste_of_several_lines_keeps_them_all() -> None:
    async with opened(the_card(doing="")) as story:
        await story.goes_to("doing")
        await story.pastes("one\r\ntwo\x0bthree")
        assert await saved(story) == {"doing": "one\ntwo\nthree"}


async def test_a_number_that_does_not_fit_is_said_at_once_and_not_saved() -> None:
    async with opened(the_card()) as story:
        await story.goes_to("order")
        await story.presses("ctrl+u")
        await story.types("2x")
        story.takes_a_picture("form-wrong-80x24")
        assert "order takes a number" in story.sees()
        await story.goes_to("name")
        assert await saved(story) == "nothing yet"
        assert story.app.screen.focused is not None
        assert story.app.screen.focused.name == "order"
        await story.presses("backspace")
        assert await saved(story) == {"order": 2}


async def test_a_name_cannot_be_taken_away() -> None:
    async with opened(the_card()) as story:
        await story.presses("ctrl+u")
        assert await saved(story) == "nothing yet"
        assert "name cannot be empty" in story.sees()


async def test_hidden_characters_are_shown_as_symbols() -> None:
    async with opened(the_card(name="Pay\x1b[31m", doing="\u202eevil")) as story:
        seen = story.sees()
        assert "Pay␛[31m" in seen
        assert "␦evil" in seen


async def test_readings_are_edited_as_lines() -> None:
    async with opened(CardForm(a_map(), RecordKey("metric", "csat"), NAMES)) as story:
        await story.goes_to("readings")
        story.takes_a_picture("form-metric-80x24")
        await story.presses("enter")
        await story.types("2026-03 = 70")
        assert await saved(story) == {"readings.2026-03": 70}


async def test_the_map_itself_has_a_form() -> None:
    async with opened(CardForm(a_map(), HEADER, NAMES), (120, 36)) as story:
        story.takes_a_picture("form-map-120x36")
        await story.goes_to("review_by")
        await story.types("2026-12-31")
        await story.goes_to("status")
        await story.presses("r")
        assert await saved(story) == {"review_by": date(2026, 12, 31), "status": "review"}


async def test_what_is_half_typed_is_kept_and_offered_the_next_time() -> None:
    kept: list[dict[str, str]] = []
    async with opened(CardForm(a_map(), CARD, NAMES, keep_draft=lambda texts: kept.append(dict(texts)))) as story:
        await story.goes_to("feeling")
        await story.presses("x")
        await story.presses("escape")
        assert story.given_back is None
    assert kept == [{"feeling": "frustratedx"}]
    again: list[dict[str, str]] = []
    form = CardForm(a_map(), CARD, NAMES, draft=kept[-1], keep_draft=lambda texts: again.append(dict(texts)))
    async with opened(form) as story:
        story.takes_a_picture("form-draft-80x24")
        assert "Half typed last time: feeling" in story.sees()
        await story.presses("ctrl+t")
        assert "Half typed" not in story.sees()
        assert await saved(story) == {"feeling": "frustratedx"}
    assert again[-1] == {}


async def test_a_draft_is_kept_without_leaving_the_form() -> None:
    kept: list[dict[str, str]] = []
    async with opened(CardForm(a_map(), CARD, NAMES, keep_draft=lambda texts: kept.append(dict(texts)))) as story:
        await story.presses("x")
        await story.pilot.pause(1.3)
        assert kept == [{"name": "Pay by cardx"}]
        story.form.keep_now()
        assert len(kept) == 1


async def test_a_draft_that_cannot_be_kept_is_said_and_costs_nothing() -> None:
    def refuses(_texts: object) -> None:
        raise SaveError("Keep the draft", "the disk is full")

    async with opened(CardForm(a_map(), CARD, NAMES, keep_draft=refuses)) as story:
        await story.types("x")
        story.form.keep_now()
        await story.pilot.pause()
        assert "the disk is full" in story.sees()
        assert story.reads("name") == "Pay by cardx"


async def test_unknown_keys_are_shown_and_left_alone() -> None:
    async with opened(the_card(mood="odd"), (80, 70)) as story:
        assert '"odd"' in story.sees()
        assert await saved(story) == {}


async def test_where_a_field_is_empty_the_question_of_the_template_stands() -> None:
    asks = {"touchpoint.motivation": "What makes them go on?", "touchpoint.basis": "Seen, or believed?"}
    async with opened(CardForm(a_map(), CARD, NAMES, asks=asks), (80, 40)) as story:
        assert "What makes them go on?" in story.sees()
        await story.goes_to("basis")
        assert "Seen, or believed?" in story.sees()
        assert await saved(story) == {}


async def test_at_sixty_columns_the_form_cuts_no_key_and_marks_what_it_shortens() -> None:
    asks = {"touchpoint.motivation": "What makes them go on rather than stop here and do something else?"}
    async with opened(CardForm(a_map(), CARD, NAMES, asks=asks), (60, 40)) as story:
        assert story.sees().rstrip().splitlines()[-1].rstrip().endswith("esc back")
        assert next(line for line in story.sees().splitlines() if "What makes them" in line).rstrip().endswith("…")


async def test_the_first_frame_of_a_form_has_its_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: dict[str, list[str]] = {}
    draw = QuestionRows.render_lines

    def recorded(rows: QuestionRows, crop: Region) -> list[Strip]:
        strips = draw(rows, crop)
        if crop.size == rows.size:
            drawn.setdefault(rows.group_title, [strip.text for strip in strips])
        return strips

    monkeypatch.setattr(QuestionRows, "render_lines", recorded)
    async with opened(the_card()) as story:
        groups = {group.title: group for group in story.form.groups}
        assert drawn
        for title, lines in drawn.items():
            labels = [question.label for question in groups[title].questions]
            assert [label for label in labels if not any(label in line for line in lines)] == []
