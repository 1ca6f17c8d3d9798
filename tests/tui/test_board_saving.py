"""What is on the screen and what is on the disk are one, whoever writes; nothing anybody typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cjm_tui.model.record import RecordKey
from cjm_tui.services.editing.watching import Seen
from cjm_tui.storage.lens import read
from cjm_tui.tui.keeper import Noticed
from tests.patience import happens_meanwhile
from tests.tui.stories import MAP, story, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.tui.screens.board import BoardScreen


async def test_what_an_editor_writes_appears_on_the_board(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        path.write_text(MAP.replace("See a post", "See an advert"))
        await person.until("See an advert")


async def test_my_edit_and_a_colleagues_are_both_kept(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        path.write_text(MAP.replace("Fill the basket", "Fill the bag"))
        await person.press("5")
        await person.until_saved()
        await person.until("Fill the bag")
        assert person.in_the_file("see-a-post").emotion == 2
        assert person.in_the_file("fill-the-basket").name == "Fill the bag"


async def test_undoing_mine_keeps_theirs(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("5")
        await person.until_saved()
        path.write_text(path.read_text().replace("Friend talks", "Friend sings"))
        await person.until("Friend sings")
        await person.press("u")
        await person.until_saved()
    assert path.read_text() == MAP.replace("Friend talks", "Friend sings")


async def test_the_cursor_stays_on_its_card_when_somebody_moves_it(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        path.write_text(MAP.replace('stage = "awareness"\n  order = 10', 'stage = "after"\n  order = 10'))
        await person.until("Changed on the disk")
        assert (person.stage, person.card) == ("after", "See a post")


async def test_a_file_that_is_gone_is_never_silently_made_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        path.unlink()
        await person.until("was deleted or emptied on the disk; :w makes it again")
        await person.press("5")
        await person.until("Not saved yet: outfit.toml was deleted on the disk")
        said = list(cast("BoardScreen", person.app.screen).footer.said)
        refused = [index for index, words in enumerate(said) if words.startswith("Not saved yet")]
        edited = next(index for index, words in enumerate(said) if words.startswith("See a post: emotion"))
        assert min(refused) > edited, "nothing waits to be saved before there is an edit"
        assert not path.exists()
        assert "See a post" in person.sees


async def test_saving_by_hand_makes_a_deleted_file_again_that_once_and_no_later_time(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        path.unlink()
        await person.until("was deleted")
        await person.press("2", "colon", "w", "enter")
        await person.until("Saved: the file is made again")
        assert person.in_the_file("see-a-post").emotion == -1
        path.unlink()
        await person.press("5")
        await person.until("Not saved yet: outfit.toml")
        assert not path.exists()


async def test_what_was_saved_by_hand_is_not_said_to_be_saved_now_with_the_next_edit(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        path.unlink()
        await person.until("was deleted")
        await person.press("2")
        await person.until("Not saved yet: outfit.toml")
        await person.press("colon", "w", "enter")
        await person.until("Saved: the file is made again")
        await person.press("5")
        assert await happens_meanwhile(lambda: person.in_the_file("see-a-post").emotion == 2, person.pilot.pause)
        board = cast("BoardScreen", person.app.screen)
        assert await happens_meanwhile(lambda: not board.open_map.unsaved, person.pilot.pause)
        assert not any(said.startswith("Saved now") for said in board.footer.said)


async def test_a_file_half_written_by_somebody_is_waited_for(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        path.write_text('schema = "map/1"\n[stage')
        await person.until("outfit.toml:2 cannot be read now: a table header is not closed; write it")
        assert "See a post" in person.sees
        path.write_text(MAP.replace("See a post", "See an advert"))
        await person.until("See an advert")


async def test_an_edit_is_in_the_file_when_the_app_is_left_at_once(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        await person.press("5", "q")
    assert person.in_the_file("see-a-post").emotion == 2


async def test_the_header_tells_branch_and_what_is_not_committed(tmp_path: Path, git: Callable[..., str]) -> None:
    path = written(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "A map")
    async with story(path, size=(120, 36)) as person:
        await person.until("main")
        assert "uncommitted" not in person.sees
        await person.press("5")
        await person.until("1 uncommitted")


async def test_a_commit_is_offered_with_its_message_written(tmp_path: Path, git: Callable[..., str]) -> None:
    path = written(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "A map")
    async with story(path) as person:
        await person.press("5", "c")
        assert await happens_meanwhile(lambda: len(person.app.screen_stack) > 1, person.pilot.pause)
        await person.press("ctrl+s")
        await person.until("Committed")
    assert git(tmp_path, "log", "-1", "--format=%s").strip() == "Buy an outfit online: See a post: emotion +1 → +2"
    assert git(tmp_path, "show", "--stat", "--format=").strip().endswith("1 insertion(+), 1 deletion(-)")


async def test_a_commit_takes_along_what_the_map_rests_on_and_nothing_else(
    tmp_path: Path, git: Callable[..., str]
) -> None:
    path = written(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    for name, text in (
        ("cjm", 'schema = "workspace/1"\n'),
        ("personas/fiona", 'schema = "persona/1"\nname = "Fiona"\n'),
        ("personas/zoe", 'schema = "persona/1"\nname = "Zoe"\n'),
        ("another", 'schema = "map/1"\ntitle = "Another"\n'),
    ):
        file = path.parent / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    async with story(path) as person:
        await person.press("c")
        assert await happens_meanwhile(lambda: len(person.app.screen_stack) > 1, person.pilot.pause)
        await person.press("ctrl+s")
        await person.until("Committed")
    committed = git(tmp_path, "show", "--name-only", "--format=").split()
    assert committed == ["maps/cjm.toml", "maps/outfit.toml", "maps/personas/fiona.toml"]
    body = git(tmp_path, "log", "-1", "--format=%b")
    assert "a new persona: Fiona" in body
    assert "the team's own file" in body


async def test_revert_goes_back_to_the_last_revision_and_undo_returns(tmp_path: Path, git: Callable[..., str]) -> None:
    path = written(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "A map")
    async with story(path) as person:
        await person.until("main")
        await person.press("5", "J", "colon")
        await person.type("revert")
        await person.press("enter")
        await person.until_saved()
        assert path.read_text() == MAP
        await person.press("u")
        await person.until_saved()
        assert person.in_the_file("see-a-post").emotion == 2


async def test_what_was_read_before_a_save_takes_nothing_of_it_back(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        board = cast("BoardScreen", person.app.screen)
        before = board.open_map
        old = before.saved[path].reading
        await person.press("5")
        await person.until_saved()
        # The watcher read the file before the edit was in it, and is heard only now.
        board.post_message(Noticed(Seen({}, {path: old}), before))
        await person.pilot.pause()
        assert board.document.records[RecordKey("touchpoint", "see-a-post")].emotion == 2
        await person.press("J")
        await person.until_saved()
        assert person.in_the_file("see-a-post").emotion == 2


async def test_what_is_heard_while_a_save_is_under_way_is_looked_at_again(tmp_path: Path) -> None:
    path = written(tmp_path)
    async with story(path) as person:
        board = cast("BoardScreen", person.app.screen)
        theirs = path.read_text().replace('name = "Pay by card"', 'name = "Pay by phone"')
        path.write_text(theirs)
        board.keeping._is_saving = True
        board.post_message(Noticed(Seen({}, {path: read(theirs)}), board.open_map))
        await person.pilot.pause()
        assert board.document.records[RecordKey("touchpoint", "pay-by-card")].name == "Pay by card"
        board.keeping._is_saving = False
        await person.until("Pay by phone")
