"""Saving an open map while others write the same file, on real files."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from cjm_tui.errors import SaveError, UnreadableError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_record, add_touchpoint, change_id, remove_record, set_field
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.services.editing.open_map import OpenMap, Step, arrived, begun, edited, gone_from_disk, redone, undone
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.editing.watching import look
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY, shop

SEE = RecordKey("touchpoint", "see")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "shop.toml"
    file.write_text("# ours since May\n\n" + write("", shop()))
    return file


def feels(open_map: OpenMap, key: RecordKey, emotion: int) -> OpenMap:
    return edited(open_map, set_field(open_map.document, key, "emotion", emotion))


def saved(open_map: OpenMap) -> OpenMap:
    return landed(open_map, flush(open_map)).open_map


def test_an_edit_is_on_the_disk_after_a_flush_and_changed_one_line(path: Path) -> None:
    before = path.read_text().splitlines()
    board = saved(feels(open_map_at(path), SEE, -2))
    assert board.unsaved == ()
    after = path.read_text().splitlines()
    assert [line for line in after if line not in before] == ["  emotion = -2"]
    assert len(after) == len(before)
    assert flush(board).landings == {}


def test_two_boards_on_one_file_lose_nothing(path: Path) -> None:
    one, other = open_map_at(path), open_map_at(path)
    one = saved(feels(one, SEE, -1))
    step = landed(feels(other, PAY, 2), flush(feels(other, PAY, 2)))
    assert step.sentences == ("See: emotion +1 → −1",)
    document = read(path.read_text()).document
    assert document is not None
    assert (document.records[SEE].emotion, document.records[PAY].emotion) == (-1, 2)


WAIT = Record("touchpoint", "wait", {"name": "Wait", "stage": "buy", "order": 20})


def seen(open_map: OpenMap, path: Path) -> Step:
    return arrived(open_map, path, read(path.read_text()))


@pytest.mark.parametrize("deed", [lambda map_: add_record(map_, WAIT), lambda map_: remove_record(map_, PAY)])
def test_what_two_did_alike_at_one_moment_either_takes_back_for_both_and_the_other_is_told(
    path: Path, deed: Callable[[Document], Document]
) -> None:
    start = open_map_at(path).document
    one, other = (edited(board, deed(board.document)) for board in (open_map_at(path), open_map_at(path)))
    one, other = saved(one), saved(other)
    back = saved(undone(one).open_map)
    assert back.document == start
    told = seen(other, path)
    assert told.open_map.document == start
    assert told.sentences == one.past[0]._replace(before=one.past[0].after, after=one.past[0].before).sentences
    again = undone(told.open_map)
    assert (again.open_map.document, again.sentences, again.refused) == (start, (), ())
    assert redone(again.open_map).open_map.document == deed(start)


def test_what_two_made_alike_stays_once_one_of_them_has_gone_on_with_it(path: Path) -> None:
    one, other = (edited(board, add_record(board.document, WAIT)) for board in (open_map_at(path), open_map_at(path)))
    one, other = saved(one), saved(feels(saved(other), WAIT.key, -1))
    step = undone(seen(one, path).open_map)
    assert step.open_map.document.records[WAIT.key].emotion == -1
    assert [(conflict.key, conflict.field) for conflict in step.refused] == [(WAIT.key, "")]


def test_edits_made_while_a_flush_was_under_way_are_kept_and_saved_next(path: Path) -> None:
    submitted = feels(open_map_at(path), SEE, -1)
    path.write_text(path.read_text().replace('title = "Buy"', 'title = "Buy it"'))
    flushed = flush(submitted)
    board = landed(feels(submitted, PAY, 2), flushed).open_map
    assert board.document.title == "Buy it"
    assert board.unsaved == (path,)
    saved(board)
    document = read(path.read_text()).document
    assert document is not None
    assert (document.title, document.records[SEE].emotion, document.records[PAY].emotion) == ("Buy it", -1, 2)


def test_when_two_set_one_feeling_the_later_stands_and_undo_brings_the_other(path: Path) -> None:
    one, other = open_map_at(path), open_map_at(path)
    saved(feels(one, PAY, -2))
    other = feels(other, PAY, 2)
    step = landed(other, flush(other))
    assert [conflict.field for conflict in step.refused] == ["emotion"]
    assert step.open_map.document.records[PAY].emotion == 2
    back = saved(undone(step.open_map).open_map)
    assert back.document.records[PAY].emotion == -2
    assert "emotion = -2" in path.read_text()


def test_when_two_give_one_card_another_id_the_later_stands_and_undo_brings_the_other(path: Path) -> None:
    one, other = open_map_at(path), open_map_at(path)
    saved(edited(feels(one, PAY, -2), change_id(feels(one, PAY, -2).document, PAY, "checkout-pay")))
    other = edited(other, change_id(other.document, PAY, "pay-by-card"))
    step = landed(other, flush(other))
    assert [(conflict.field, conflict.theirs) for conflict in step.refused] == [("id", "checkout-pay")]
    assert [card.id for card in step.open_map.document.of_kind("touchpoint")] == ["pay-by-card", "see"]
    back = saved(undone(step.open_map).open_map)
    assert [(card.id, card.emotion) for card in back.document.of_kind("touchpoint")] == [
        ("checkout-pay", -2),
        ("see", 1),
    ]


def test_a_stage_removed_here_while_somebody_put_a_card_in_it_is_there_until_it_is_settled(path: Path) -> None:
    one, other = open_map_at(path), open_map_at(path)
    saved(edited(one, add_touchpoint(one.document, "Browse", "look")[0]))
    other = edited(other, remove_record(other.document, RecordKey("stage", "look")))
    step = landed(other, flush(other))
    assert [conflict.key for conflict in step.refused] == [RecordKey("stage", "look")]
    document = step.open_map.document
    assert [card.id for card in document.touchpoints_by_stage()["look"]] == ["see", "browse"]
    assert [conflict.text("record") for conflict in document.of_kind("conflict")] == ["stage.look"]
    assert read(path.read_text()).document == document


def test_undo_across_saves_takes_back_mine_and_leaves_theirs(path: Path) -> None:
    board = saved(feels(open_map_at(path), SEE, -2))
    saved(feels(open_map_at(path), PAY, 2))
    seen = look(board, {})
    reading = seen.changed[path]
    assert reading is not None
    board = saved(undone(arrived(board, path, reading).open_map).open_map)
    document = read(path.read_text()).document
    assert document is not None
    assert (document.records[SEE].emotion, document.records[PAY].emotion) == (1, 2)


def test_a_new_file_that_is_saved_on_two_ways_at_once_is_made_once_and_neither_fails(tmp_path: Path) -> None:
    for number in range(10):
        new = begun(tmp_path / f"new-{number}.toml", shop())
        together = Barrier(2)

        def saved(open_map: OpenMap = new, together: Barrier = together) -> OpenMap:
            together.wait()
            return landed(open_map, flush(open_map)).open_map

        with ThreadPoolExecutor(2) as pool:
            ways = [pool.submit(saved) for _ in range(2)]
        assert [way.result().unsaved for way in ways] == [(), ()]
        assert [way.result().past for way in ways] == [new.past, new.past]


def test_a_look_finds_nothing_until_the_file_says_something_else(path: Path) -> None:
    board = open_map_at(path)
    seen = look(board, {})
    assert seen.changed == {}
    path.write_text(path.read_text())
    assert look(board, seen.marks).changed == {}
    path.write_text(path.read_text() + "\n# a note\n")
    assert set(look(board, seen.marks).changed) == {path}


def test_a_look_tells_a_file_that_is_gone_from_one_that_is_broken(path: Path) -> None:
    board = open_map_at(path)
    path.write_text("<<<<<<< ours\n")
    broken = look(board, {}).changed[path]
    assert broken is not None
    assert broken.document is None
    path.unlink()
    assert look(board, {}).changed == {path: None}


def test_a_map_deleted_on_the_disk_is_only_made_again_on_request(path: Path) -> None:
    board = gone_from_disk(feels(open_map_at(path), SEE, -2), path)
    path.unlink()
    with pytest.raises(SaveError, match="deleted on the disk"):
        flush(board)
    assert not path.exists()
    board = landed(board, flush(board, revive=True)).open_map
    assert board.unsaved == ()
    assert read(path.read_text()).document == board.document


def test_a_map_that_cannot_be_read_says_where_it_is_broken(path: Path) -> None:
    path.write_text('schema = "map/1"\ntitle = \n')
    with pytest.raises(UnreadableError, match=r"shop\.toml:2"):
        open_map_at(path)
