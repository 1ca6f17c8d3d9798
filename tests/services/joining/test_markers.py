"""Markers that somebody committed: merged by record and field out of the text itself, and never sent to others."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.errors import GitError
from cjm_tui.model.edits import add_touchpoint, set_field
from cjm_tui.model.settling import disputes
from cjm_tui.services.joining.conflicts import can_be_merged, merged_where_left
from cjm_tui.services.joining.markers import sides_in
from cjm_tui.services.joining.sync import sync
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY, shop
from tests.services.joining.conftest import Clone, git


def marked(*hunks: tuple[str, ...]) -> str:
    """Return a text of common lines, and between them hunks of ours and theirs (or ours, base and theirs)."""
    lines = ["common\n"]
    for ours, *base, theirs in hunks:
        middle = "".join(f"||||||| base\n{text}" for text in base)
        lines.append(f"<<<<<<< HEAD\n{ours}{middle}=======\n{theirs}>>>>>>> theirs\ncommon\n")
    return "".join(lines)


def test_the_sides_are_taken_apart() -> None:
    sides = sides_in(marked(("a\n", "b\n"), ("", "c\n")))
    assert sides is not None
    assert (sides.ours, sides.theirs) == ("common\na\ncommon\ncommon\n", "common\nb\ncommon\nc\ncommon\n")
    assert sides.base is None


def test_what_was_before_is_known_where_git_wrote_it_down() -> None:
    sides = sides_in(marked(("a\n", "0\n", "b\n")))
    assert sides is not None
    assert sides.base == "common\n0\ncommon\n"


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\na\n", "<<<<<<< HEAD\na\n=======\nb\n"])
def test_markers_that_do_not_end_are_not_guessed_at(text: str) -> None:
    assert sides_in(text) is None


def committed_with_markers(clones: tuple[Clone, Clone]) -> Clone:
    """Let two people change the same, and one of them commit what git left of it."""
    nora, tomas = clones
    nora.edits(lambda d: add_touchpoint(set_field(d, PAY, "emotion", 2), "Wait", "buy")[0])
    git(nora.folder, "push", "-q")
    tomas.edits(lambda d: set_field(set_field(d, PAY, "emotion", -2), PAY, "doing", "Types"))
    git(tomas.folder, "fetch", "-q")
    with pytest.raises(subprocess.CalledProcessError):
        git(tomas.folder, "merge", "-q", "origin/main")
    git(tomas.folder, "commit", "-qam", "Merged, I hope")
    return tomas


def test_committed_markers_are_merged_and_what_both_changed_waits_to_be_settled(clones: tuple[Clone, Clone]) -> None:
    tomas = committed_with_markers(clones)
    assert can_be_merged(tomas.map)
    assert merged_where_left(tomas.map)
    document = tomas.document
    card = document.records[PAY]
    assert (card.emotion, card.text("doing")) == (-2, "Types")
    assert "wait" in {one.id for one in document.of_kind("touchpoint")}
    assert [(one.key, one.field) for one in disputes(document)] == [(PAY, "emotion")]
    assert not merged_where_left(tomas.map)


def test_a_file_with_markers_is_not_sent_to_anybody(clones: tuple[Clone, Clone]) -> None:
    tomas = committed_with_markers(clones)
    for folder in (tomas.folder, tomas.folder / "maps"):
        with pytest.raises(GitError, match=r"two versions in maps/shop\.toml"):
            sync(folder)
    assert "<<<<<<<" not in git(tomas.folder, "show", "origin/main:maps/shop.toml")


def test_of_a_text_that_is_no_map_on_one_side_nothing_is_made(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    text = write("", shop()).replace('title = "Buy"', '<<<<<<< HEAD\ntitle = \n=======\ntitle = "Sell"\n>>>>>>> x')
    path.write_text(text)
    assert not can_be_merged(path)
    assert not merged_where_left(path)
    assert path.read_text() == text
    assert read(text).document is None
