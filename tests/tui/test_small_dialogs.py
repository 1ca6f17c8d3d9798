"""What a person does with the dialogs of a few lines."""

from __future__ import annotations

from typing import Any

import pytest
from textual.containers import Vertical

from cjm_tui.model.kinds import INSIGHT_KINDS
from cjm_tui.tui.commands import BOARD
from cjm_tui.tui.dialogs.confirm import Confirm
from cjm_tui.tui.dialogs.palette import Palette
from cjm_tui.tui.dialogs.pick_list import PickOne, PickSeveral, Row
from cjm_tui.tui.dialogs.quick_insight import QuickInsight
from cjm_tui.tui.dialogs.quick_text import QuickText
from cjm_tui.tui.dialogs.said import Said
from cjm_tui.tui.dialogs.small_dialog import SmallDialog, keys_told
from cjm_tui.tui.widgets.footer import status_line
from tests.tui.dialog_stories import opened


@pytest.mark.parametrize("kind", INSIGHT_KINDS)
async def test_a_letter_and_a_line_make_an_insight(kind: str) -> None:
    async with opened(QuickInsight("Pay by card")) as story:
        story.takes_a_picture("insight-80x24")
        await story.presses(kind[0], "n", "o", "enter")
        assert story.given_back == (kind, "no")


async def test_an_insight_whose_kind_is_known_only_asks_for_the_line() -> None:
    async with opened(QuickInsight("Pay by card", "pain")) as story:
        await story.types("gone")
        story.takes_a_picture("insight-known-80x24")
        await story.presses("enter")
        assert story.given_back == ("pain", "gone")


async def test_an_empty_line_is_no_insight() -> None:
    async with opened(QuickInsight("Pay by card", "pain")) as story:
        await story.presses("enter")
        assert story.given_back is None


async def test_a_paste_of_several_lines_keeps_them_all() -> None:
    async with opened(QuickText("opportunity", placeholder="How might we …?")) as story:
        await story.pastes("one\r\ntwo\x0bthree\u2028four")
        await story.presses("enter")
        assert story.given_back == "one\ntwo\nthree\nfour"


async def test_what_was_offered_as_a_beginning_stands_once_where_all_of_it_was_pasted_behind() -> None:
    async with opened(QuickText("opportunity", "How might we ")) as story:
        await story.pastes("How might we show it?")
        await story.presses("enter")
        assert story.given_back == "How might we show it?"


async def test_words_that_fit_nothing_are_no_answer_of_a_list_while_nothing_is_picked() -> None:
    async with opened(PickSeveral("For which?", [Row("once", "Ask once"), Row("twice", "Ask twice")], ())) as story:
        await story.types("Green tick")
        await story.presses("enter")
        assert "nothing fits" in story.sees()
        await story.presses(*["backspace"] * len("Green tick"), "enter")
        assert story.given_back == ("once",)


async def test_esc_gives_nothing_back() -> None:
    for dialog in (QuickText("x", "y"), QuickInsight("x"), QuickInsight("x", "pain")):
        async with opened(dialog) as story:
            await story.presses("escape")
            assert story.given_back is None


async def test_a_question_is_answered_by_a_letter() -> None:
    for key, answer in (("y", True), ("n", False), ("escape", False), ("enter", True), ("ctrl+s", True)):
        async with opened(Confirm("go back", "Everything since Monday is undone.", "go back", "stay")) as story:
            await story.presses(key)
            assert story.given_back is answer


def test_a_status_line_that_is_too_long_keeps_what_leads_on_from_there() -> None:
    long = "Read reviews: thinking ‘1.64, takes an S, wears it with flat shoes’ → ‘Okay’ · u undoes"
    told = "".join(run.text for run in status_line(long, "text", 60))
    assert told.rstrip().endswith("… · u undoes")
    assert len(told) == 60


def test_a_status_of_several_lines_is_one_line() -> None:
    assert "".join(run.text for run in status_line("it said:\nno\r\nway", "text", 20)).strip() == "it said: no way"


async def test_what_was_said_can_be_read_in_full_the_latest_first() -> None:
    async with opened(Said(["The merge is finished", "Read reviews: " + "a long word " * 12 + "at its end"])) as story:
        seen = story.sees()
        assert "at its end" in seen
        assert seen.index("Read reviews") < seen.index("The merge is finished")
        await story.presses("apostrophe")
        assert not story.is_open()


async def test_however_much_was_said_the_way_back_is_named() -> None:
    async with opened(Said(f"sentence {number}" for number in range(60))) as story:
        assert "sentence 59" in story.sees()
        assert "esc back" in story.sees()


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_an_empty_line_says_what_belongs_there(size: tuple[int, int]) -> None:
    async with opened(QuickInsight("Pay by card"), size) as story:
        await story.presses("p")
        assert "what hurts, in the customer's words" in story.sees()


def set_off(words: str) -> list[str]:
    """Return what is set off in a line of keys."""
    told = keys_told(words)
    return [told.plain[span.start : span.end] for span in told.spans if "bold" in str(span.style)]


def test_a_dialog_sets_its_keys_off_as_the_footer_does() -> None:
    assert set_off("enter, ctrl+s commit   tab the rest of the message   esc back") == ["enter, ctrl+s", "tab", "esc"]
    assert set_off("↑ ↓ look   type to filter   enter keep") == ["↑ ↓", "enter"]
    assert set_off("Z next   : finds a command") == ["Z", ":"]
    assert set_off("git is at work …") == []


async def test_what_an_insight_may_be_stands_in_columns() -> None:
    async with opened(QuickInsight("Pay by card")) as story:
        lines = story.sees().splitlines()
        asked = ("what hurts", "what delights", "what would", "what somebody", "what was seen", "the customer's own")
        assert len({line.index(words) for words in asked for line in lines if words in line}) == 1


@pytest.mark.parametrize(
    "dialog",
    [
        QuickInsight("Pay by card"),
        QuickText("a name", "as it is"),
        Confirm("go back", "Everything is undone.", "go back", "stay"),
        PickOne("channel", [Row("app", "App")]),
        Palette(BOARD),
        Said(["Saved"]),
    ],
    ids=lambda dialog: type(dialog).__name__,
)
async def test_a_click_beside_a_dialog_goes_back_and_one_on_it_does_not(dialog: SmallDialog[Any]) -> None:
    async with opened(dialog) as story:
        frame = dialog.query_one(Vertical).region
        await story.pilot.click(offset=(frame.x + 3, frame.y + 1))
        assert story.is_open()
        await story.pilot.click(offset=(1, 23))
        assert not story.is_open()
        assert not story.given_back


async def test_a_click_beside_a_dialog_takes_no_text_away_that_nobody_keeps() -> None:
    async with opened(QuickText("a name")) as story:
        await story.types("half")
        await story.pilot.click(offset=(1, 23))
        assert story.is_open()
