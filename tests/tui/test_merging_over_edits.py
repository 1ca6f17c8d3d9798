"""Merging a reviewed branch into a map that has edits which no commit has yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from tests.tui.board_stories import NORA, PAY, Team, a_past, a_team, feels, git, on_the_board, review

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)

    def idea(document: Document) -> Document:
        return set_field(feels(2)(document), COMPARE, "doing", "Asks a friend")

    team.proposes(idea)
    return team


async def test_my_own_edits_in_the_way_of_a_merge_are_committed_first_if_i_say_so(team: Team) -> None:
    async with on_the_board(team.map) as story:
        await story.presses("4")
        await review(story)
        await story.presses("M")
        await story.waits_until(lambda: "is committed before" in " ".join(story.sees().replace("│", "").split()))
        await story.presses("n")
        assert "emotion" in git(team.folder, "diff", str(team.map))
        await story.presses("M", "y")
        await story.waits_until(lambda: story.room == "SettlingScreen")
    card = team.document.records[PAY]
    assert (card.emotion, [one.text("theirs") for one in team.document.of_kind("conflict")]) == (1, ["2"])
    assert "Pay by card: emotion −2 → +1" in git(team.folder, "log", "-1", "--format=%s")


async def test_a_card_accepted_beside_one_that_both_changed_is_committed_before_the_merge(team: Team) -> None:
    team.commits(NORA, "Mine", feels(1), 15)
    async with on_the_board(team.map) as story:
        await review(story)
        await story.presses("a", "M")
        await story.waits_until(lambda: "y commit, then merge" in story.sees())
        await story.presses("y")
        await story.waits_until(lambda: story.room == "SettlingScreen")
    assert team.document.records[COMPARE].text("doing") == "Asks a friend"
    assert len(git(team.folder, "log", "--format=%s").splitlines()) > 1
    assert "Asks a friend" in git(team.folder, "show", "HEAD")
