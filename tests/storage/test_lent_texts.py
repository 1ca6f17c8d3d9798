"""Texts that are in an editor: whatever ends the app meanwhile, what was written becomes a draft."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.drafts import draft_of, drafts_folder, keep_draft
from cjm_tui.storage.lent_texts import LentText, lend, take_up_lent

PAY = RecordKey("touchpoint", "pay")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return tmp_path / "shop.toml"


def broke_off(lent: LentText, written: bytes) -> Path:
    """Let an editor write and the app end; return the folder that is left, as another process left it."""
    lent.file.write_bytes(written)
    lent.let_go(keeps=True)
    return lent.folder.rename(lent.folder.with_name("text-1"))


def test_a_text_is_for_the_person_alone_and_gone_when_it_was_taken_back(shop: Path) -> None:
    lent = lend(shop, PAY, "doing", "Pays")
    assert lent.file.read_text() == "Pays"
    assert lent.folder.stat().st_mode & 0o777 == 0o700
    lent.let_go()
    assert not lent.folder.exists()


def test_what_was_written_becomes_a_draft_beside_what_is_one_already(shop: Path) -> None:
    keep_draft(shop, PAY, {"thinking": "Why?"})
    left = broke_off(lend(shop, PAY, "doing", "Pays"), b"Pays twice\n")
    take_up_lent(shop)
    assert draft_of(shop, PAY) == {"thinking": "Why?", "doing": "Pays twice"}
    assert not left.exists()


@pytest.mark.parametrize("written", [b"Pays", b"Pays\n", b""])
def test_a_text_nobody_changed_is_no_draft(shop: Path, written: bytes) -> None:
    left = broke_off(lend(shop, PAY, "doing", "Pays"), written)
    take_up_lent(shop)
    assert draft_of(shop, PAY) == {}
    assert not left.exists()


def test_a_newline_that_was_there_before_stays(shop: Path) -> None:
    broke_off(lend(shop, PAY, "quote", "Why?\n"), b"Why not?\n")
    take_up_lent(shop)
    assert draft_of(shop, PAY) == {"quote": "Why not?\n"}


def test_a_text_that_an_editor_still_has_is_left_to_it(shop: Path) -> None:
    lent = lend(shop, PAY, "doing", "Pays")
    lent.file.write_text("Pays twice")
    take_up_lent(shop)
    assert draft_of(shop, PAY) == {}
    assert lent.file.exists()
    lent.let_go()


def test_what_an_editor_keeps_for_itself_stands_beside_the_text_again(shop: Path) -> None:
    left = broke_off(lend(shop, PAY, "doing", "Pays"), b"Pays twice")
    (left / ".text.txt.swp").write_text("unsaved")
    take_up_lent(shop)
    take_up_lent(shop)
    assert draft_of(shop, PAY) == {"doing": "Pays twice"}
    other = lend(shop, PAY, "thinking", "Why?")
    assert not (other.folder / ".text.txt.swp").exists()
    other.let_go()
    again = lend(shop, PAY, "doing", "Pays twice")
    assert (again.folder / ".text.txt.swp").read_text() == "unsaved"
    again.let_go()


def test_what_is_no_text_is_kept_as_it_is(shop: Path) -> None:
    left = broke_off(lend(shop, PAY, "doing", "Pays"), b"\xff")
    take_up_lent(shop)
    assert (left / "text.txt").read_bytes() == b"\xff"


@pytest.mark.parametrize("about", [b"", b"{}", b"nothing"])
def test_a_text_of_which_nobody_knows_whose_it_was_makes_no_draft(shop: Path, about: bytes) -> None:
    left = broke_off(lend(shop, PAY, "doing", "Pays"), b"Pays twice")
    (left / "about.json").write_bytes(about)
    take_up_lent(shop)
    assert draft_of(shop, PAY) == {}
    assert (left / "text.txt").read_bytes() == b"Pays twice"


def test_where_no_copy_can_be_written_it_is_said(shop: Path) -> None:
    drafts_folder(shop).parent.mkdir(parents=True)
    drafts_folder(shop).write_text("in the way")
    with pytest.raises(SaveError, match="no copy for the editor could be written"):
        lend(shop, PAY, "doing", "Pays")


def test_where_the_text_cannot_be_written_nothing_is_held(shop: Path) -> None:
    folder = drafts_folder(shop) / f"text-{os.getpid()}"
    (folder / "text.txt").mkdir(parents=True)
    with pytest.raises(SaveError, match="no copy for the editor could be written"):
        lend(shop, PAY, "doing", "Pays")
    (folder / "text.txt").rmdir()
    lend(shop, PAY, "doing", "Pays").let_go()


def test_what_was_only_begun_is_gone(shop: Path) -> None:
    left = broke_off(lend(shop, PAY, "doing", "Pays"), b"Pays")
    (left / "text.txt").unlink()
    (left / "about.json").unlink()
    take_up_lent(shop)
    assert not left.exists()
