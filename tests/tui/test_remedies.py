"""A person says what could be done: solutions for the questions of a card, themes over what recurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tui.board_stories import a_team, on_the_board

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.board_stories import BoardStory


async def types(story: BoardStory, words: str) -> None:
    await story.presses(*("space" if letter == " " else letter for letter in words), "enter")


def named(story: BoardStory, kind: str) -> dict[str, str]:
    return {record.name: record.id for record in story.board.document.of_kind(kind)}


async def test_a_solution_asks_for_the_question_it_answers_where_there_is_none(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map) as story:
        await story.presses("s")
        assert "How might we" in story.sees()
        await types(story, "ask only once")
        await types(story, "Remember the card")
        (solution,) = story.board.document.of_kind("solution")
        assert solution.name == "Remember the card"
        assert solution.texts("opportunities") == (named(story, "opportunity")["How might we ask only once"],)
        await story.presses("u")
        assert not story.board.document.of_kind("solution")
        assert story.board.document.of_kind("opportunity")


async def test_a_solution_of_a_card_with_two_questions_says_which_it_answers(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map) as story:
        for question in ("ask once", "ask never"):
            await story.presses("o")
            await types(story, question)
        await story.presses("s", "enter")
        await types(story, "One press")
        (solution,) = story.board.document.of_kind("solution")
        assert solution.texts("opportunities") == (named(story, "opportunity")["How might we ask never"],)


async def test_a_solution_left_with_esc_adds_nothing(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map) as story:
        before = story.board.document
        await story.presses("s", "escape")
        assert story.board.document is before


async def test_the_pain_of_a_card_goes_under_a_theme_made_on_the_spot(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map) as story:
        await story.presses("t")
        await types(story, "Said twice")
        (insight,) = story.board.document.of_kind("insight")
        assert insight.texts("themes") == (named(story, "theme")["Said twice"],)
        await story.presses("u")
        assert not story.board.document.of_kind("theme")


async def test_a_theme_that_is_picked_again_is_taken_off(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map) as story:
        await story.presses("t")
        await types(story, "Said twice")
        await story.presses("t", "tab", "enter")
        assert story.board.document.of_kind("insight")[0].texts("themes") == ()


async def test_several_insights_keep_the_themes_they_do_not_share(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map) as story:
        await story.presses("t")
        await types(story, "Said twice")
        await story.presses("i", "n")
        await types(story, "To be sure")
        await story.presses("t", "tab", "down", "tab", "enter")
        await types(story, "Trust")
        themes = named(story, "theme")
        by_name = {insight.name: set(insight.texts("themes")) for insight in story.board.document.of_kind("insight")}
        assert by_name["To be sure"] == {themes["Trust"]}
        assert by_name["The number is asked for twice"] == {themes["Said twice"], themes["Trust"]}


async def test_where_no_insight_stands_the_next_key_is_named(tmp_path: Path) -> None:
    async with on_the_board(a_team(tmp_path).map, card="wait") as story:
        await story.presses("t")
        assert "i adds one" in story.status
