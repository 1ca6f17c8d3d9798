"""How the board looks at every size: nothing is cut but texts, nothing runs into anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.cells import length, text_of
from cjm_tui.render.views.order import VIEWS
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.commands import BOARD, commands_of, footer_key
from cjm_tui.tui.screens.board import BoardScreen
from cjm_tui.tui.widgets.header import Facts, header_line
from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(60, 16), (80, 24), (100, 30), (120, 36), (200, 60), (34, 10)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_line_fills_its_place_exactly(tmp_path: Path, size: tuple[int, int]) -> None:
    async with story(written(tmp_path), size=size) as person:
        for part in (person.board.header, person.board.board, person.board.panel, person.board.footer):
            if part.display:
                assert len(part.lines) == part.size.height
                assert {length(line) for line in part.lines} == {part.size.width}


@pytest.mark.parametrize("size", SIZES[:-1])
async def test_the_card_under_the_cursor_is_always_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    async with story(written(tmp_path), size=size) as person:
        await person.press("G")
        assert "Pay by card" in person.board.board.words


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_the_footer_names_at_most_seven_keys_and_cuts_none(tmp_path: Path, width: int) -> None:
    known = {f"{footer_key(command)} {command.label}" for command in commands_of(BOARD) if command.label}
    async with story(written(tmp_path), size=(width, 24)) as person:
        keys = person.board.footer.words.splitlines()[1]
        named = [words.strip() for words in keys.split("  ") if words.strip()]
        assert 0 < len(named) <= 7
        assert set(named) <= known


async def test_the_side_panel_tells_everything_about_the_card(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 36)) as person:
        await person.press("right", "down")
        for words in (
            "★ truth",
            "Website · App",
            "Types the card number",
            "✖ The number",
            "severity 4",
            "◇ How might",
            "validated",
        ):
            assert words in person.board.panel.words


async def test_the_side_panel_folds_away_on_a_narrow_screen(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        shown = [person.board.panel.display]
        await person.pilot.resize_terminal(120, 36)
        await person.pilot.pause()
        shown.append(person.board.panel.display)
        assert shown == [False, True]
        assert "See a post" in person.board.panel.words


async def test_the_header_leaves_out_what_has_no_room_and_never_the_title(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(40, 16)) as person:
        assert person.board.header.words.strip().startswith("Buy an outfit online")


async def test_a_card_shows_emotion_moment_basis_and_what_hangs_on_it(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(120, 36)) as person:
        assert "★−2" in person.sees
        assert "✖1 ◇1" in person.sees
        assert "~" in person.sees


async def test_a_card_whose_stage_is_gone_stands_under_unplaced(tmp_path: Path) -> None:
    lost = MAP.replace('stage = "awareness"\n  order = 10', 'stage = "nowhere"\n  order = 10')
    async with story(written(tmp_path, lost), size=(160, 40)) as person:
        assert "UNPLACED" in person.sees


async def test_hostile_and_wide_texts_keep_the_grid(tmp_path: Path) -> None:
    names = [
        "客户在商店里付款并且等待收据",
        "👩‍💻👩‍💻👩‍💻 family 🇩🇪🇫🇷🇪🇸",
        "a\\u200Db\\u200Dc",
        "e\\u0301" * 30,
        "\\u001b]52;c;aGk=\\u0007\\u202Eevil",
    ]
    for name in names:
        async with story(written(tmp_path, MAP.replace("See a post", name)), size=(120, 36)) as person:
            widths = {length(line) for line in (*person.board.board.lines, *person.board.panel.lines)}
            assert widths == {person.board.board.size.width, person.board.panel.size.width}
            assert not set("\x1b\x07\u202e") & set(person.sees)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_pictures_of_the_board(
    snap_compare: Callable[..., bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    screen = BoardScreen(open_map_at(written(tmp_path)))

    async def all_is_told(pilot: Pilot[None]) -> None:
        while screen.recorded is None:
            await pilot.pause(0.02)
        await pilot.press("right", "down")

    assert snap_compare(CjmApp(screen), terminal_size=size, run_before=all_is_told)


def test_a_conflict_stands_in_the_header_however_little_room_there_is() -> None:
    facts = Facts(
        "Buy an outfit online", branch="main, in the middle of a rebase", uncommitted=12, conflicts=1, known="88% known"
    )
    for cells in (60, 80):
        assert "1 conflict: C" in "".join(run.text for run in header_line(facts, cells))


def test_where_not_all_who_walk_a_map_fit_into_the_header_no_name_is_cut() -> None:
    facts = Facts("Buy an outfit online", "Fashionable Fiona, Practical Paul", known="92% felt", uncommitted=1)
    said = "".join(run.text for run in header_line(facts, 70))
    assert "Fashionable Fiona, …" in said
    assert "Practical" not in said


async def test_a_map_in_which_nobody_says_how_anything_is_known_does_not_look_researched(tmp_path: Path) -> None:
    unknown = "\n".join(line for line in MAP.splitlines() if "basis" not in line)
    async with story(written(tmp_path, unknown), size=(120, 36)) as person:
        assert "100% felt  no research yet" in person.board.header.words


async def test_a_card_that_is_selected_keeps_the_colour_of_its_emotion_where_it_has_no_border(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(60, 16)) as person:
        await person.press("right", "down")
        line = next(line for line in person.board.board.lines if "Pay by card" in text_of(line))
        bars = [run.ink for run in line if "▌" in run.text]
        assert bars[-1].colour == "very-low"
        assert not bars[-1].reverse


async def test_beside_an_empty_map_stands_how_to_begin(tmp_path: Path) -> None:
    async with story(written(tmp_path, 'schema = "map/1"\ntitle = "Empty"\n'), size=(120, 36)) as person:
        for words in ("How to begin", "M says who", "A adds a stage", "a adds a touchpoint", "1-5 says how"):
            assert words in person.board.panel.words
        await person.press("A", *"Buy", "enter")
        assert "How to begin" not in person.board.panel.words


async def test_what_is_said_of_a_view_is_said_whole_at_60_columns(tmp_path: Path) -> None:
    async with story(written(tmp_path), size=(60, 16)) as person:
        for _ in VIEWS:
            await person.press("v")
            assert "…" not in person.board.footer.words.splitlines()[0]
