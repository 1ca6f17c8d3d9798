"""What is lost of a file is put back into it as it stands by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_field, set_fields
from cjm_tui.services.editing.authorship import mark_of
from cjm_tui.services.editing.overwritten import Lost, given_up
from cjm_tui.services.editing.putting_back import put_back
from cjm_tui.services.editing.saving import open_map_at
from cjm_tui.storage.files import load, save
from cjm_tui.storage.lock import locked
from tests.model.documents import PAY, shop

if TYPE_CHECKING:
    from pathlib import Path

START = shop()
FELT = set_fields(START, PAY, {"emotion": 2, "doing": "Pays"})
EMOTION, DOING = (PAY, "emotion"), (PAY, "doing")


def a_loss(folder: Path, disk: Document = START) -> Lost:
    """Return the loss of two fields of a map in a folder, of which the file holds now what is `disk`."""
    path = folder / "shop.toml"
    saved = save(path, None, FELT)
    lost = given_up(path, open_map_at(path), START, disk, 0.0)
    save(path, saved.reading, disk)
    assert lost is not None
    return lost


def test_what_is_lost_is_in_the_file_again_and_told_once(tmp_path: Path) -> None:
    lost = a_loss(tmp_path)
    assert put_back(lambda: lost) == lost.sentences
    assert load(lost.path).document == FELT
    assert put_back(lambda: lost) == ()


def test_what_somebody_made_of_it_meanwhile_stands(tmp_path: Path) -> None:
    lost = a_loss(tmp_path)
    edited = set_field(START, PAY, "emotion", -1)
    save(lost.path, load(lost.path).reading, edited)
    put_back(lambda: lost)
    assert load(lost.path).document == set_field(edited, PAY, "doing", "Pays")


def test_a_field_that_stood_when_the_rest_was_lost_is_left_alone_afterwards_too(tmp_path: Path) -> None:
    lost = a_loss(tmp_path, set_field(START, PAY, "emotion", 2))
    assert lost.places == {DOING}
    save(lost.path, load(lost.path).reading, START)
    put_back(lambda: lost)
    assert load(lost.path).document == set_field(START, PAY, "doing", "Pays")


def test_who_has_not_seen_the_last_value_brings_none_back(tmp_path: Path) -> None:
    lost = a_loss(tmp_path)
    newer = mark_of(set_field(START, PAY, "emotion", 1), EMOTION)
    assert lost.as_made_last({EMOTION: newer}).places == {DOING}
    assert lost.as_made_last({EMOTION: mark_of(FELT, EMOTION)}).places == {EMOTION, DOING}
    old = lost._replace(is_newest=False)
    assert old.as_made_last({EMOTION: mark_of(FELT, EMOTION)}).places == {EMOTION}, "of the other nobody knows"


def test_what_somebody_types_while_it_waits_for_its_turn_is_not_taken_out(tmp_path: Path) -> None:
    lost, asked = a_loss(tmp_path), list[int]()

    def present() -> Lost:
        asked.append(1)
        return lost if len(asked) == 1 else lost.but_for(frozenset({EMOTION}))

    assert put_back(present) == lost.but_for(frozenset({EMOTION})).sentences
    assert load(lost.path).document == set_field(START, PAY, "doing", "Pays")


def test_who_finds_it_all_back_waits_for_no_turn(tmp_path: Path) -> None:
    lost = a_loss(tmp_path)
    put_back(lambda: lost)
    with locked(tmp_path):
        assert put_back(lambda: lost) == ()
