"""The terminal shows the same cells whether it is sent everything or only what differs."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_tui.render.cells import graphemes
from cjm_tui.tui.terminal import scene as scene_room
from cjm_tui.tui.terminal import shifts as shifts_room
from cjm_tui.tui.terminal.abilities import Abilities
from cjm_tui.tui.terminal.glass import Glass
from tests.campaigns.share import in_shares
from tests.tui.screen_film import Film
from tests.tui.screen_model import Screen

WIDTH, HEIGHT = 14, 4
ABLE = Abilities(cells=True, lines=True, ground=True, repeats=True)
ALL_ABILITIES = [
    Abilities(),
    Abilities(cells=True),
    Abilities(lines=True),
    Abilities(ground=True),
    Abilities(repeats=True),
    ABLE,
]
_MOVING = re.compile(r"\x1b\[[\d;]*[PML@XKb]")

codes = st.sampled_from(["", "1", "1;38;2;9;9;9", "38;2;1;2;3;48;2;4;5;6", "48;2;7;7;7", "7", "2;38;2;1;2;3", "4"])
texts = st.lists(
    st.sampled_from([*"ab c", "   ", "客", "é", "👩\u200d💻", "🇩🇪", "─", "●", "e\u0301"]), min_size=1, max_size=7
).map("".join)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Return a frame as Textual writes it: moves, then texts each with a whole style and a reset."""
    written = []
    for _ in range(draw(st.integers(1, 5))):
        row, column = draw(st.integers(0, HEIGHT - 1)), draw(st.integers(0, WIDTH - 1))
        written.append(f"\x1b[{row + 1};{column + 1}H")
        left = WIDTH - column
        for _ in range(draw(st.integers(1, 3))):
            text = ""
            for grapheme, size in graphemes(draw(texts)):
                if size > left:
                    break
                text, left = text + grapheme, left - size
            style = draw(codes)
            written.append(f"\x1b[{style}m{text}\x1b[0m" if style and text else text)
        if draw(st.booleans()):
            written.append("\n")
    return "".join(written)


def watched(able: Abilities, width: int = WIDTH, height: int = HEIGHT) -> Glass:
    glass = Glass(lambda: able)
    glass.forget(width, height)
    return glass


@pytest.mark.parametrize("able", [Abilities(), ABLE], ids=str)
@settings(max_examples=200)
@given(written=st.lists(st.tuples(frames(), st.booleans()), max_size=6))
def test_only_what_differs_shows_the_same_cells(able: Abilities, written: list[tuple[str, bool]]) -> None:
    glass, whole, thrifty = watched(able), Screen(WIDTH, HEIGHT), Screen(WIDTH, HEIGHT)
    for frame, is_another_picture in written:
        if is_another_picture:
            glass.turn()
        whole.show(frame)
        thrifty.show(glass.difference(frame))
        assert thrifty.seen() == whole.seen()
        assert not thrifty.style_is_left_set


@pytest.mark.parametrize("able", ALL_ABILITIES, ids=str)
def test_what_scrolls_shifts_and_changes_shows_the_same_cells(able: Abilities, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scene_room, "_MUCH", 0.01)
    monkeypatch.setattr(scene_room, "_ANOTHER", 0.9)
    monkeypatch.setattr(shifts_room, "_AGREED", 3)
    monkeypatch.setattr(shifts_room, "_AGREED_ROWS", 1)

    def films(seeds: range) -> None:
        for seed in seeds:
            film = Film(seed)
            glass = watched(able, film.width, film.height)
            whole, thrifty = (Screen(film.width, film.height, erases_in_colour=able.ground) for _ in range(2))
            for at, frame in enumerate(film.frames(25)):
                if (seed + at) % 5 == 0:
                    glass.turn()
                sent = glass.difference(frame)
                whole.show(frame)
                thrifty.show(sent)
                assert thrifty.seen() == whole.seen(), f"film {seed}"

    in_shares(films, small=6, full=4_000)


@given(frames())
def test_a_frame_that_is_shown_already_costs_next_to_nothing(frame: str) -> None:
    glass = watched(ABLE)
    shown = Screen(WIDTH, HEIGHT)
    shown.show(glass.difference(frame))
    repaint = "".join(
        f"\x1b[{y + 1};1H" + "".join(f"\x1b[{';'.join(sorted(style))}m{text}\x1b[0m" for text, style in row if text)
        for y, row in enumerate(shown.rows)
    )
    glass.difference(repaint)
    assert glass.difference(repaint) == ""


@pytest.mark.parametrize("sequence", ["\x1b[?1049h", "\x1b]0;title\x07", "\x1b[2J", "\x1b[3Cabc"])
def test_what_is_not_understood_is_passed_on_and_all_is_forgotten(sequence: str) -> None:
    glass = watched(ABLE)
    glass.difference("\x1b[1;1Habc")
    assert glass.difference(sequence) == sequence
    assert "abc" in glass.difference("\x1b[1;1Habc")


def test_what_touches_no_cell_is_passed_on_and_nothing_is_forgotten() -> None:
    glass = watched(ABLE)
    glass.difference("\x1b[1;1Habc")
    for sequence in ("\x1b]22;default\x07", "\x1b]52;c;aGk=\x07"):
        assert glass.difference(sequence) == sequence
    assert "abc" not in glass.difference("\x1b[1;1Habc")


def lines_of(words: str, first: int, count: int) -> list[str]:
    """Return rows of a list, no two of them alike."""
    random = Random(7)
    rows = [f"{words} {row:04} {''.join(random.choices('abcdefgh ', k=60))}".ljust(80) for row in range(first + count)]
    return rows[first:]


def page(lines: list[str]) -> str:
    return "".join(f"\x1b[{y + 1};1H\x1b[38;2;9;9;9;48;2;1;1;1m{line:80}\x1b[0m" for y, line in enumerate(lines))


def sent_for(able: Abilities, before: list[str], after: list[str]) -> str:
    glass = watched(able, 80, 24)
    glass.difference(page(before))
    return glass.difference(page(after))


def test_a_list_that_scrolls_by_a_row_costs_a_row() -> None:
    head, foot = ["head".ljust(80)], ["foot".ljust(80)]
    before, after = lines_of("Line", 0, 22), lines_of("Line", 1, 22)
    assert len(sent_for(ABLE, [*head, *before, *foot], [*head, *after, *foot])) < 200


def test_columns_that_shift_cost_a_column_and_what_stands_beside_them_stays() -> None:
    columns = [[line[:17] + "│ " for line in lines_of(f"{column}", 24 * column, 24)] for column in range(9)]
    panel = lines_of("Panel", 0, 24)

    def board(first: int) -> list[str]:
        return ["".join(columns[first + at][row] for at in range(3)) + panel[row][:20] for row in range(24)]

    moved = sent_for(ABLE, board(0), board(1))
    assert "Panel" not in moved
    assert len(moved) < len(sent_for(Abilities(), board(0), board(1))) * 0.8


def test_an_emptied_screen_costs_a_few_bytes_a_row() -> None:
    before = lines_of("Line", 0, 24)
    assert len(sent_for(Abilities(ground=True), before, [" " * 80] * 24)) < 24 * 10


def test_a_terminal_of_which_nothing_is_known_is_only_drawn_on() -> None:
    before, after = lines_of("Line", 0, 24), lines_of("Line", 1, 24)
    assert _MOVING.search(sent_for(ABLE, before, after))
    assert not _MOVING.search(sent_for(Abilities(), before, after))


def test_a_row_with_a_wide_character_never_moves_sideways() -> None:
    before = [f"客 {line[:77]}" for line in lines_of("Line", 0, 24)]
    after = [line[0] + line[6:] + "     " for line in before]
    assert not re.search(r"\x1b\[\d*[P@]", sent_for(ABLE, before, after))


def test_a_line_of_one_character_costs_that_character_and_a_count() -> None:
    before, after = [" " * 80] * 24, ["─" * 80] * 24
    assert len(sent_for(Abilities(repeats=True), before, after).encode()) < 24 * 16
    assert "─" * 80 in sent_for(Abilities(), before, after)


def test_of_another_picture_nothing_is_looked_for_and_of_the_next_again(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def shortest(scene: scene_room.Scene) -> str:
        searched.append(scene.drawn())
        return searched[-1]

    monkeypatch.setattr(scene_room.Scene, "shortest", shortest)
    glass = watched(ABLE, 80, 24)
    first, second, third = (page(lines_of("Line", at, 24)) for at in (0, 100, 200))
    glass.difference(first)
    glass.turn()
    glass.difference(second)
    assert not searched
    glass.difference(third)
    assert searched
