"""What git has of a map and what it has not, and the revision made of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cjm_tui.errors import NothingToCommit
from cjm_tui.model.edits import set_field, set_fields
from cjm_tui.services.editing.open_map import OpenMap, edited
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.joining.committing import changed_files, commit, message_for, ready_message
from cjm_tui.services.past.recorded import recorded
from cjm_tui.storage.lens import write
from tests.model.documents import PAY, shop


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "maps" / "shop.toml"
    file.parent.mkdir()
    file.write_text(write("", shop()))
    return file


def felt(board: OpenMap, emotion: int) -> OpenMap:
    board = edited(board, set_field(board.document, PAY, "emotion", emotion))
    return landed(board, flush(board)).open_map


def test_a_folder_with_no_git_says_so_and_what_would_help(path: Path) -> None:
    known = recorded([path])
    assert known.label == "no git"
    assert "git init" in known.hint
    assert known.uncommitted(open_map_at(path).present) == ()


def test_a_map_never_committed_is_told_as_a_new_one(path: Path) -> None:
    git(path.parent, "init", "-b", "main")
    board = open_map_at(path)
    known = recorded([path])
    assert known.label == "main"
    assert known.uncommitted(board.present) == ("a new map with 2 stages and 2 touchpoints",)
    assert message_for(known, path, board.present) == "Buy: a new map with 2 stages and 2 touchpoints"


def test_a_revision_is_made_of_exactly_this_file_with_the_words_of_what_changed(path: Path) -> None:
    folder = path.parent
    git(folder, "init", "-b", "main")
    git(folder, "add", "shop.toml")
    git(folder, "commit", "-m", "start")
    (folder / "secret.txt").write_text("staged by somebody else")
    git(folder, "add", "secret.txt")
    board = felt(open_map_at(path), -2)
    known = recorded([path])
    message = message_for(known, path, board.present)
    assert message == "Buy: Pay: emotion unknown → −2"
    commit(changed_files(known, board.present), message)
    assert git(folder, "show", "--format=%s", "--name-only").split() == [*message.split(), "shop.toml"]
    assert git(folder, "diff", "--cached", "--name-only").strip() == "secret.txt"
    with pytest.raises(NothingToCommit):
        message_for(recorded([path]), path, board.present)


def test_many_changes_stand_below_the_first_line() -> None:
    sentences = [f"Card {number}: emotion 0 → +1" for number in range(6)]
    subject, empty, *body = ready_message("Buy", sentences).split("\n")
    assert subject == "Buy: Card 0: emotion 0 → +1 (and 5 more)"
    assert empty == ""
    assert body == [f"- {sentence}" for sentence in sentences]


def test_comments_alone_make_a_file_that_differs_and_says_nothing(path: Path) -> None:
    git(path.parent, "init", "-b", "main")
    git(path.parent, "add", ".")
    git(path.parent, "commit", "-m", "start")
    board = open_map_at(path)
    board = edited(board, set_fields(board.document, PAY, {"#": "# a note"}))
    board = landed(board, flush(board)).open_map
    known = recorded([path])
    assert changed_files(known, board.present) == (path,)
    assert message_for(known, path, board.present) == "Buy: comments"


def test_a_map_on_the_disk_as_it_was_committed_is_read_once_and_one_that_differs_for_itself(path: Path) -> None:
    git(path.parent, "init", "-b", "main")
    git(path.parent, "add", ".")
    git(path.parent, "commit", "-m", "begin")
    board = open_map_at(path)
    known = recorded([path], {path: board.saved[path].reading})
    assert known.committed[path] is board.document
    changed = felt(board, 2)
    known = recorded([path], {path: changed.saved[path].reading})
    assert known.committed[path] == board.document
    assert known.uncommitted(changed.present)


def test_a_file_that_was_only_put_in_order_can_be_committed(path: Path) -> None:
    git(path.parent, "init", "-b", "main")
    path.write_text(path.read_text().replace(" = ", "   =   ", 1))
    git(path.parent, "add", ".")
    git(path.parent, "commit", "-m", "start")
    path.write_text(write("", open_map_at(path).document))
    board = open_map_at(path)
    known = recorded([path])
    assert known.uncommitted(board.present) == ("put in order",)
    assert changed_files(known, board.present) == (path,)
    commit(changed_files(known, board.present), message_for(known, path, board.present))
    assert git(path.parent, "status", "--porcelain") == ""
    assert changed_files(recorded([path]), board.present) == ()


def test_line_ends_that_git_changes_are_no_change(path: Path) -> None:
    git(path.parent, "init", "-b", "main")
    git(path.parent, "config", "core.autocrlf", "true")
    git(path.parent, "add", ".")
    git(path.parent, "commit", "-m", "start")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert recorded([path]).uncommitted(open_map_at(path).present) == ()


def test_a_map_whose_last_revision_nobody_can_read_is_no_new_one(path: Path) -> None:
    git(path.parent, "init", "-b", "main")
    text = path.read_text()
    path.write_text(text.replace("[stage.buy]", "<<<<<<< HEAD\n[stage.buy]"))
    git(path.parent, "add", path.name)
    git(path.parent, "commit", "-m", "Merged, I hope")
    path.write_text(text)
    assert recorded([path]).uncommitted(open_map_at(path).present) == ("can be read again",)
