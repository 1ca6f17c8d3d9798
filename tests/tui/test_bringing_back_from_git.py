"""What a real git takes out of a map that somebody edits is there again when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing import landings
from cjm_tui.storage import git_at_work
from tests.patience import PATIENCE, happens
from tests.stopped_pull import StoppedPull
from tests.tui.board_stories import NORA, OMAR, PAY, BoardStory, Team, feels, git, on_the_board, two_clones
from tests.tui.paper_board import Mine

if TYPE_CHECKING:
    from pathlib import Path

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine notice late what was written over at once."""
    monkeypatch.setattr(landings, "RECENT", PATIENCE)


def test_what_git_put_aside_for_a_pull_it_puts_back_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_at_work, "PATIENCE", 0.0)  # as where git takes longer than a save can wait
    nora, omar = two_clones(tmp_path)
    (omar.folder / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n# ours\n')
    omar.commits(OMAR, "Comparing is hard", feels(-1, "compare"), 12)
    git(omar.folder, "push", "-q")
    pull, rests = StoppedPull(nora.folder, options=("--autostash",)), list[float]()

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 3:
            pull.go_on()
            assert happens(lambda: not (nora.folder / ".git" / "MERGE_AUTOSTASH").exists())

    mine = Mine(nora, rest)
    mine.feels(2)
    with pull:
        assert mine.emotion() == -2, "git has put it aside"
        mine.looks()
        assert len(rests) == 3
    assert git(nora.folder, "stash", "list") == "", "and could put it back"
    found = nora.document.records
    assert (found[PAY].emotion, found[COMPARE].emotion) == (2, -1)


async def test_an_edit_that_a_real_pull_writes_over_is_there_again_with_what_was_pulled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_at_work, "PATIENCE", 0.0)  # as where git takes longer than a save can wait
    nora, omar = two_clones(tmp_path)
    (omar.folder / "maps" / "cjm.toml").write_text('schema = "workspace/1"\n# ours\n')
    omar.commits(OMAR, "Comparing is hard", feels(-1, "compare"), 12)
    git(omar.folder, "push", "-q")
    async with on_the_board(nora.map) as story:
        await story.waits_until(lambda: story.board.sharing.company is not None)
        with StoppedPull(nora.folder):
            await story.presses("5")
            await story.waits_until(lambda: not story.board.open_map.unsaved)
            assert nora.document.records[PAY].emotion == 2
        assert nora.document.records[PAY].emotion == -2, "git has written over it"
        await story.waits_until(lambda: "and back: Pay by card: emotion −2 → +2" in story.board.footer.status)
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        assert nora.document.records[PAY].emotion == 2
        assert nora.document.records[COMPARE].emotion == -1


def a_pull_that_is_given_up(nora: Team, omar: Team) -> StoppedPull:
    """Return a pull that fails since the map is not committed, stopped where git has taken out what was not.

    Git has then to put back what it took: the map, and the notes of which it writes last.
    """
    (nora.folder / "notes.txt").write_text("ours\n")
    nora.commits(NORA, "Notes", lambda document: document, 11)
    omar.commits(OMAR, "Paying is fine", feels(1), 12)
    git(omar.folder, "push", "-q")
    (nora.folder / "notes.txt").write_text("not committed\n")
    return StoppedPull(nora.folder, "notes.txt", ends=2)


async def edited_by_two(story: BoardStory, team: Team) -> None:
    """Feel fine about paying on the board, and have somebody describe comparing beside it; nothing is committed."""
    await story.waits_until(lambda: story.board.sharing.company is not None and story.board.recorded is not None)
    await story.presses("5")
    await story.waits_until(lambda: not story.board.open_map.unsaved)
    team.writes(lambda document: set_field(document, COMPARE, "doing", "Asks a friend"))
    await story.waits_until(lambda: story.board.document == team.document and not story.board.open_map.unsaved)


async def test_what_a_pull_that_git_gave_up_took_out_is_there_again_whoever_edited_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landings, "RECENT", 0.0)  # however long ago that was
    monkeypatch.delenv("GIT_COMMITTER_DATE")  # git notes by it when HEAD moved
    nora, omar = two_clones(tmp_path)
    pull = a_pull_that_is_given_up(nora, omar)
    async with on_the_board(nora.map) as story:
        await edited_by_two(story, nora)
        with pull:
            assert nora.document.records[PAY].emotion == -2, "git has taken out what was not committed"
            nora.writes(feels(-1, "compare"))
        await story.waits_until(lambda: "a merge that git gave up, and back: " in story.board.footer.status)
        found = nora.document.records
        assert (found[PAY].emotion, found[COMPARE].emotion) == (2, -1)
        await story.waits_until(lambda: story.board.document == nora.document)
        assert "and back: " in story.board.footer.status
        assert found[COMPARE].text("doing") == "Asks a friend"
        await story.presses("u")
        await story.waits_until(lambda: nora.document.records[PAY].emotion == -2)
        assert nora.document.records[COMPARE].text("doing") == "Asks a friend", "which is no edit of mine"


async def test_who_types_what_git_has_left_of_a_map_keeps_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_COMMITTER_DATE")  # git notes by it when HEAD moved
    nora, omar = two_clones(tmp_path)
    pull = a_pull_that_is_given_up(nora, omar)
    async with on_the_board(nora.map) as story:
        await edited_by_two(story, nora)
        with pull:
            await story.waits_until(lambda: story.board.document.records[PAY].emotion == -2)
            await story.presses("1")
        await story.waits_until(lambda: nora.document.records[COMPARE].text("doing") == "Asks a friend")
        await story.waits_until(lambda: not story.board.open_map.unsaved)
        assert nora.document.records[PAY].emotion == -2
