"""Undo, redo and live merge of an open map, as people meet them."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_record, remove_record, set_field, set_fields
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.services.editing.open_map import (
    OpenMap,
    arrived,
    edited,
    gone_from_disk,
    opened,
    redone,
    undone,
    with_file,
)
from cjm_tui.storage.lens import Reading, read, write
from tests.model.documents import PAY, random_edit, random_map, shop

MAP = Path("maps/shop.toml")
CHANNELS = Path("maps/cjm.toml")


def text_of(document: Document) -> Reading:
    return read(write("", document))


def on_screen(document: Document | None = None) -> OpenMap:
    return opened(MAP, text_of(document or shop()))


@given(st.integers(0, 2**32), st.integers(1, 8))
def test_undoing_everything_brings_back_the_start_and_redoing_the_end(seed: int, edits: int) -> None:
    dice = random.Random(seed)
    start = random_map(dice, 5)
    board = on_screen(start)
    for _ in range(edits):
        board = edited(board, random_edit(dice, board.document))
    end = board.document
    for _ in range(edits):
        board = undone(board).open_map
    assert board.document == start
    assert undone(board).open_map is board
    for _ in range(edits):
        board = redone(board).open_map
    assert board.document == end
    assert redone(board).open_map is board


@given(st.integers(0, 2**32))
def test_undo_takes_back_mine_and_leaves_what_a_colleague_did_to_another_card(seed: int) -> None:
    dice = random.Random(seed)
    start = random_map(dice, 6)
    mine, theirs = dice.sample([t.key for t in start.of_kind("touchpoint")], 2)
    board = edited(on_screen(start), set_fields(start, mine, {"emotion": 2, "doing": "mine"}))
    disk = set_field(start, theirs, "thinking", "theirs")
    board = arrived(board, MAP, text_of(disk)).open_map
    board = undone(board).open_map
    assert board.document == disk


def test_undo_brings_back_the_comment_of_a_deleted_touchpoint() -> None:
    noted = set_fields(shop(), PAY, {"#": "# legal wants it", "#inside": ("# since May",)})
    board = edited(on_screen(noted), remove_record(noted, PAY))
    assert undone(board).open_map.document == noted


def test_a_field_that_somebody_changed_since_is_left_alone_and_named() -> None:
    board = edited(on_screen(), set_field(shop(), PAY, "emotion", 1))
    board = arrived(board, MAP, text_of(set_field(board.document, PAY, "emotion", -2)), base=board.document).open_map
    step = undone(board)
    assert step.open_map.document.records[PAY].emotion == -2
    assert [(c.key, c.field) for c in step.refused] == [(PAY, "emotion")]


def test_an_edit_over_two_files_is_undone_in_both() -> None:
    channels = document_of("workspace", [Record("", "", {"schema": "workspace/1"})])
    board = with_file(on_screen(), CHANNELS, text_of(channels))
    kiosk = add_record(channels, Record("channel", "kiosk", {"name": "Kiosk", "kind": "physical"}))
    board = edited(board, {MAP: set_field(shop(), PAY, "channels", ("kiosk",)), CHANNELS: kiosk})
    assert len(board.past) == 1
    assert set(board.unsaved) == {MAP, CHANNELS}
    assert board.past[0].sentences == ("Pay: channels: added kiosk, removed web, app", "added channel ‘Kiosk’")
    back = undone(board).open_map
    assert back.present[MAP] == shop()
    assert back.present[CHANNELS] == channels


def test_an_edit_that_changes_nothing_leaves_no_trace() -> None:
    board = on_screen()
    assert edited(board, set_field(shop(), PAY, "name", "Pay")) is board


def test_a_new_edit_forgets_what_could_be_redone() -> None:
    board = undone(edited(on_screen(), set_field(shop(), PAY, "emotion", 1))).open_map
    assert board.future
    assert edited(board, set_field(shop(), PAY, "emotion", 2)).future == ()


def test_what_arrives_is_told_in_words_and_counts_as_saved() -> None:
    disk = set_field(shop(), PAY, "emotion", -2)
    step = arrived(on_screen(), MAP, text_of(disk))
    assert step.sentences == ("Pay: emotion unknown → −2",)
    assert step.open_map.unsaved == ()


def test_of_two_short_values_mine_stands_and_undo_brings_theirs() -> None:
    board = edited(on_screen(), set_field(shop(), PAY, "emotion", 1))
    step = arrived(board, MAP, text_of(set_field(shop(), PAY, "emotion", -2)))
    assert step.open_map.document.records[PAY].emotion == 1
    assert [c.field for c in step.refused] == ["emotion"]
    assert undone(step.open_map).open_map.document.records[PAY].emotion == -2


def test_of_two_looks_at_a_card_the_later_stands_whoever_was_first() -> None:
    for mine, theirs in ((date(2026, 3, 1), date(2026, 3, 2)), (date(2026, 3, 2), date(2026, 3, 1))):
        board = edited(on_screen(), set_field(shop(), PAY, "looked", mine))
        step = arrived(board, MAP, text_of(set_field(shop(), PAY, "looked", theirs)))
        assert step.refused == ()
        assert step.open_map.document.records[PAY].get("looked") == date(2026, 3, 2)


def test_undoing_ones_own_look_leaves_a_later_one_of_somebody_else() -> None:
    board = edited(on_screen(), set_field(shop(), PAY, "looked", date(2026, 3, 1)))
    board = arrived(board, MAP, text_of(set_field(shop(), PAY, "looked", date(2026, 3, 2)))).open_map
    step = undone(board)
    assert (step.open_map.document, step.refused) == (board.document, ())


def test_of_two_places_mine_stands_and_undo_brings_theirs() -> None:
    see = RecordKey("touchpoint", "see")
    board = edited(on_screen(), set_fields(shop(), see, {"stage": "buy", "order": 5}))
    step = arrived(board, MAP, text_of(set_fields(shop(), see, {"stage": "buy", "order": 30})))
    assert step.open_map.document.records[see].get("order") == 5
    assert undone(step.open_map).open_map.document.records[see].get("order") == 30


def test_of_two_long_texts_both_are_kept_as_a_conflict_to_settle() -> None:
    long, other = "a long thought " * 8, "another long thought " * 8
    board = edited(on_screen(), set_field(shop(), PAY, "doing", long))
    step = arrived(board, MAP, text_of(set_field(shop(), PAY, "doing", other)))
    assert step.open_map.document.records[PAY].text("doing") == long
    (conflict,) = step.open_map.document.of_kind("conflict")
    assert conflict.text("theirs") == f'"{other}"'


def test_a_card_removed_here_and_edited_there_is_a_conflict_to_settle() -> None:
    board = edited(on_screen(), remove_record(shop(), PAY))
    step = arrived(board, MAP, text_of(set_field(shop(), PAY, "emotion", 2)))
    assert [c.text("record") for c in step.open_map.document.of_kind("conflict")] == ["touchpoint.pay"]


def test_edits_made_while_a_save_was_under_way_are_kept() -> None:
    submitted = edited(on_screen(), set_field(shop(), PAY, "emotion", 1))
    later = edited(submitted, set_field(submitted.document, PAY, "doing", "types"))
    written = set_field(submitted.document, RecordKey("stage", "buy"), "goal", "theirs")
    board = arrived(later, MAP, text_of(written), base=submitted.document).open_map
    assert board.document.records[PAY].text("doing") == "types"
    assert board.document.records[RecordKey("stage", "buy")].text("goal") == "theirs"
    assert board.unsaved == (MAP,)


def test_a_file_gone_from_the_disk_counts_as_unsaved() -> None:
    assert gone_from_disk(on_screen(), MAP).unsaved == (MAP,)
