"""A newcomer is shown around: every step goes on when it was done, or with space; esc ends it at any time."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from cjm_tui.render.cells import length
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.touring import TouredBoard
from cjm_tui.tui.tour import STEPS, told
from tests.tui.board_stories import a_past, a_team
from tests.tui.resting import at_rest
from tests.tui.stories import Story, story, written

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def true_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@asynccontextmanager
async def on_tour(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Story, TouredBoard]]:
    board = TouredBoard(open_map_at(path))
    app = CjmApp(board)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Story(app, pilot, path), board


async def test_a_newcomer_who_does_what_is_said_sees_all_ten_steps(tmp_path: Path) -> None:
    team = a_team(tmp_path)
    a_past(team)
    async with on_tour(team.map) as (person, board):
        steps = [board.box.step]
        for keys in (
            ["down"], ["1"], ["u"], ["enter", "escape"], ["a", *"Ask", "enter"], ["i", "p", *"Slow", "enter"],
            ["shift+right"], ["v"], ["D"],
        ):  # fmt: skip
            await person.press(*keys)
            steps.append(board.box.step)
        assert steps == list(range(10))
        await at_rest(person.pilot)
        await person.press("escape", "c")
        assert not board.is_touring
        assert not board.box.display


async def test_what_was_not_asked_for_does_not_go_on(tmp_path: Path) -> None:
    async with on_tour(written(tmp_path)) as (person, board):
        await person.press("m", "question_mark", "escape")
        assert board.box.step == 0


async def test_space_goes_on_to_the_end(tmp_path: Path) -> None:
    async with on_tour(written(tmp_path)) as (person, board):
        for at, step in enumerate(STEPS):
            assert f"{at + 1} of {len(STEPS)}" in board.box.words
            assert step.keys in board.box.words
            await person.press("space")
        assert not board.is_touring
        assert "?" in person.says


async def test_esc_ends_the_tour_and_the_keys_mean_what_they_always_do(tmp_path: Path) -> None:
    async with on_tour(written(tmp_path)) as (person, board):
        await person.press("escape")
        assert not board.box.display
        await person.press("z", "escape")
        assert board.board.is_cards
        await person.press("space")
        assert "lane" in person.says


async def test_no_tour_is_on_a_usual_board(tmp_path: Path) -> None:
    async with story(written(tmp_path)) as person:
        assert "tour" not in person.sees


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 36)])
async def test_the_box_and_the_board_share_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_tour(written(tmp_path), size) as (person, board):
        assert {length(line) for line in board.box.lines} == {board.box.size.width}
        assert board.board.size.height + board.box.size.height + 3 == size[1]
        await person.press("G")
        assert len(board.board.lines) == board.board.size.height


@pytest.mark.parametrize("cells", [58, 78, 118])
def test_every_step_is_told_whole(cells: int) -> None:
    for at, step in enumerate(STEPS):
        words = " ".join(" ".join("".join(run.text for run in line) for line in told(at, cells)).split())
        assert " ".join(f"{step.keys} {step.sentence}".split()) in words


async def test_a_person_with_keys_of_their_own_is_told_those(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"undo": ("z",), "zoom-stage": ("u",), "feel-low": ("6",), "next-view": (), "hide-lane": ("x",)}
    monkeypatch.setattr("cjm_tui.tui.commands._own", own)
    async with on_tour(written(tmp_path)) as (person, board):
        seen = []
        while board.is_touring:
            seen.append(board.box.words)
            await person.press("space")
        assert "1 6 3 4 5" in seen[1]
        assert "z takes your last edit back" in seen[2]
        assert ": Next view shows" in seen[7]
        await person.press("space")
        assert "lane" not in person.says, "space has no meaning of its own here"
        await person.press("x")
        assert "lane" in person.says


async def test_the_tours_own_keys_can_be_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cjm_tui.tui.commands._own", {"tour-on": ("f5",), "tour-off": ("Q Q",)})
    async with on_tour(written(tmp_path)) as (person, board):
        assert "f5 goes on   QQ ends the tour" in board.box.words
        await person.press("space")
        assert (board.box.step, "lane" in person.says) == (0, True)
        await person.press("f5")
        assert board.box.step == 1
        await person.press("Q")
        assert "end the tour" in person.says
        await person.press("Q")
        assert not board.is_touring
