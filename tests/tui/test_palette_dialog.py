"""What a person does with the palette, the help and the lists to pick from."""

from __future__ import annotations

import pytest

from cjm_tui.services.workspace.templates import templates
from cjm_tui.tui.commands import BOARD, ROOMS, commands_of, key_words
from cjm_tui.tui.dialogs.help import HelpScreen
from cjm_tui.tui.dialogs.palette import TYPED, Palette
from cjm_tui.tui.dialogs.pick_list import PickOne, PickSeveral, Row
from tests.tui.dialog_stories import opened

CHANNELS = [Row("app", "App"), Row("website", "Website"), Row("desk", "Service desk"), Row("shelf", "[/]Shelf[")]


async def test_a_few_letters_find_a_command() -> None:
    async with opened(Palette(BOARD)) as story:
        story.takes_a_picture("palette-80x24")
        await story.types("undo")
        story.takes_a_picture("palette-typed-80x24")
        await story.presses("enter")
        assert story.given_back == "undo"


async def test_a_key_typed_as_it_is_finds_its_command() -> None:
    async with opened(Palette(BOARD)) as story:
        await story.types("dd")
        await story.presses("enter")
        assert story.given_back == "remove"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((typed, "say-saved") for typed in (":w", ":W", ":w!", ":wa", ":write")),
        *((typed, "leave") for typed in ("q", ":wq", ":Wq", ":WQ!", ":x", ":q!", ":qa", ":wqa!", ":quit", ":exit")),
        (":revert", "revert"),
        (":h", "help"),
        (":theme", "choose-theme"),
    ],
)
async def test_what_vim_people_type_works(typed: str, meant: str) -> None:
    async with opened(Palette(BOARD)) as story:
        await story.types(typed)
        await story.presses("enter")
        assert story.given_back == meant
    assert set(TYPED.values()) <= {command.id for command in commands_of(BOARD)}


@pytest.mark.parametrize("typed", [":e foo", ":w other.toml", ":s/a/b", ":42", ":ejk", ":set nu"])
async def test_what_means_nothing_here_runs_nothing_and_says_so(typed: str) -> None:
    entries = [("curve", "Curve of Fashionable Fiona", ""), ("view", "View 4: priorities", "what to do first")]
    async with opened(Palette(BOARD, entries)) as story:
        await story.types(typed)
        assert "nothing fits" in story.sees()
        await story.presses("enter")
        assert story.is_open()
        await story.presses(*["backspace"] * len(typed))
        assert "nothing fits" not in story.sees()


@pytest.mark.parametrize(
    ("typed", "meant"), [("rev", "show-revisions"), ("emtion 2", "feel-very-low"), ("aatp", "add-touchpoint")]
)
async def test_letters_find_the_words_that_they_begin(typed: str, meant: str) -> None:
    async with opened(Palette(BOARD)) as story:
        await story.types(typed)
        await story.presses("enter")
        assert story.given_back == meant


async def test_other_entries_are_found_beside_the_commands() -> None:
    async with opened(Palette(BOARD, [("jump touchpoint.pay", "Pay by card", "a card")])) as story:
        await story.types("paycard")
        await story.presses("enter")
        assert story.given_back == "jump touchpoint.pay"


async def test_nothing_that_fits_gives_nothing_back() -> None:
    async with opened(Palette(BOARD)) as story:
        await story.types("zzzz")
        await story.presses("enter")
        assert story.is_open()
        await story.presses("escape")
        assert story.given_back is None


async def test_help_names_every_command_of_the_room() -> None:
    for room in ROOMS:
        async with opened(HelpScreen(room), (120, 120)) as story:
            seen = story.sees()
            for command in commands_of(room):
                assert command.title in seen
                assert key_words(command)[:14] in seen


async def test_help_at_80_cells_scrolls_and_closes() -> None:
    async with opened(HelpScreen(BOARD)) as story:
        story.takes_a_picture("help-80x24")
        before = story.sees()
        await story.presses("j", "j", "j")
        assert story.sees() != before
        await story.presses("question_mark")
        assert story.given_back is None


async def test_one_of_a_list_is_picked_by_some_of_its_letters() -> None:
    async with opened(PickOne("channel", CHANNELS)) as story:
        await story.types("svd")
        await story.presses("enter")
        assert story.given_back == "desk"


async def test_several_of_a_list_keep_the_order_they_were_picked_in() -> None:
    async with opened(PickSeveral("channels", CHANNELS, ("website",))) as story:
        await story.presses("down", "down", "space", "up", "up", "space")
        story.takes_a_picture("pick-80x24")
        await story.presses("enter")
        assert story.given_back == ("website", "desk", "app")


async def test_what_is_picked_again_is_put_back() -> None:
    async with opened(PickSeveral("channels", CHANNELS, ("app", "website"))) as story:
        await story.presses("space", "enter")
        assert story.given_back == ("website",)


async def test_a_name_that_looks_like_markup_is_only_a_name() -> None:
    async with opened(PickOne("channel", CHANNELS)) as story:
        assert "[/]Shelf[" in story.sees()


async def test_the_name_of_something_new_can_be_read_where_the_list_is_empty() -> None:
    async with opened(PickSeveral("channels", (), (), makes="channel")) as story:
        assert "the name of a new channel" in story.sees()
        await story.types("Office")
        assert "new channel: Office" in story.sees()


async def test_the_name_of_something_new_can_be_read_beside_shorter_ones() -> None:
    async with opened(PickOne("channel", (Row("app", "App"),), makes="channel")) as story:
        await story.types("A parcel shop")
        assert "new channel: A parcel shop" in story.sees()


async def test_where_nothing_is_listed_enter_leaves_the_list_as_it_was() -> None:
    async with opened(PickSeveral("personas", (), (), makes="persona")) as story:
        await story.presses("enter")
        assert story.given_back == ()


async def test_where_nothing_fits_what_was_typed_enter_keeps_what_is_picked() -> None:
    async with opened(PickSeveral("channels", CHANNELS, ("website",))) as story:
        await story.types("qqq")
        await story.presses("enter")
        assert story.given_back == ("website",)


async def test_at_80_columns_every_title_of_the_board_stands_beside_its_help() -> None:
    async with opened(HelpScreen(BOARD)) as story:
        line = next(line for line in story.sees().splitlines() if "Mark a moment that matters" in line)
        assert line.split("matters")[1].strip().startswith("truth, delight")


async def test_what_has_no_room_beside_a_title_is_not_cut_into_it() -> None:
    rows = (Row("classic", "Classic: six stages, noticing to recommending"), Row("b", "B", "a name beside it"))
    async with opened(PickOne("what to begin with", (*rows, Row("c", "C", "seen"))), (60, 16)) as story:
        assert "noticing to recommending" in story.sees()
        assert "a na" not in story.sees()
    async with opened(PickOne("what to begin with", rows), (80, 24)) as story:
        assert "a name beside it" in story.sees()


async def test_every_template_is_listed_whole_at_80_columns() -> None:
    shipped = templates(None).values()
    rows = [Row(template.name, template.title, template.name) for template in shipped]
    async with opened(PickOne("what to begin with", rows), (80, 24)) as story:
        for template in shipped:
            assert template.title in story.sees()
            assert template.name in story.sees()


async def test_the_whole_help_of_a_command_is_told_below_the_list_and_its_keys_stay_in_sight() -> None:
    for size in ((60, 16), (80, 24)):
        async with opened(Palette(BOARD), size) as story:
            await story.presses("down")
            assert "after this one; its name is typed in place" in story.sees()
            assert "esc back" in story.sees()


async def test_a_list_says_how_many_there_are_and_how_many_fit_what_was_typed() -> None:
    async with opened(PickOne("channel", [Row("a", "App"), Row("b", "Website"), Row("c", "Web chat")])) as story:
        assert "channel  3" in story.sees()
        await story.types("web")
        assert "channel  2" in story.sees()


async def test_where_a_help_has_no_room_beside_its_title_it_stands_below_it() -> None:
    async with opened(HelpScreen(BOARD), (60, 16)) as story:
        lines = [line.rstrip() for line in story.sees().splitlines()]
        title = next(at for at, line in enumerate(lines) if "Open the card" in line)
        assert lines[title + 1].strip(" █▁▂▃▄▅▆▇▔") == "all fields of the card, or of the stage"
        assert lines[title + 1].index("all fields") == lines[title].index("Open the card")
