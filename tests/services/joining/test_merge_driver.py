"""The merge driver as git runs it: merge, rebase, cherry-pick and stash, on real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.errors import GitError
from cjm_tui.model.document import Document, document_of
from cjm_tui.model.edits import add_touchpoint, change_id, move_touchpoint, remove_record, set_field
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.services.joining.git_setup import set_up_here, take_back_here
from cjm_tui.services.joining.merge_driver import in_words, merge_files
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY, shop

SEE = RecordKey("touchpoint", "see")


def git(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=folder, check=check, capture_output=True, text=True)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a repository with one map, set up to merge with the cjm of this environment."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "shop.toml").write_text(write("", shop()))
    git(tmp_path, "init", "-q", "-b", "main")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    set_up_here()
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "start")
    return tmp_path


def document(clone: Path) -> Document:
    found = read((clone / "maps" / "shop.toml").read_text()).document
    assert found is not None
    return found


def committed(clone: Path, branch: str, edit: Callable[[Document], Document], *, new: bool = False) -> None:
    git(clone, "checkout", "-q", *(["-b"] if new else []), branch)
    path = clone / "maps" / "shop.toml"
    path.write_text(write(path.read_text(), edit(document(clone))))
    git(clone, "commit", "-qam", f"on {branch}")


def both_append(clone: Path) -> None:
    committed(clone, "side", lambda d: add_touchpoint(d, "Wait", "buy")[0], new=True)
    committed(clone, "main", lambda d: add_touchpoint(d, "Sign", "buy")[0])


def both_feel(clone: Path) -> None:
    committed(clone, "side", lambda d: set_field(d, PAY, "emotion", 2), new=True)
    committed(clone, "main", lambda d: set_field(d, PAY, "emotion", -2))


@pytest.mark.parametrize("how", [("merge", "-q", "side"), ("rebase", "-q", "side"), ("cherry-pick", "side")])
def test_two_cards_appended_to_one_stage_merge_clean(clone: Path, how: tuple[str, ...]) -> None:
    both_append(clone)
    git(clone, *how)
    assert [t.id for t in document(clone).touchpoints_by_stage()["buy"]] == ["pay", "sign", "wait"]


def test_one_moves_and_one_edits_merge_clean(clone: Path) -> None:
    committed(clone, "side", lambda d: move_touchpoint(d, "pay", "look", 0), new=True)
    committed(clone, "main", lambda d: set_field(d, PAY, "emotion", -2))
    git(clone, "merge", "-q", "side")
    assert (document(clone).records[PAY].text("stage"), document(clone).records[PAY].emotion) == ("look", -2)


@pytest.mark.parametrize("how", [("merge", "side"), ("rebase", "side"), ("cherry-pick", "side")])
def test_a_true_conflict_leaves_a_readable_file_with_a_conflict_record(clone: Path, how: tuple[str, ...]) -> None:
    both_feel(clone)
    ended = git(clone, *how, check=False)
    assert ended.returncode == 1
    assert "touchpoint.pay.emotion" in ended.stderr + ended.stdout
    (conflict,) = document(clone).of_kind("conflict")
    assert {conflict.text("ours"), conflict.text("theirs")} == {"-2", "2"}
    assert git(clone, "ls-files", "-u").stdout.count("maps/shop.toml") == 3


def test_a_stash_is_popped_by_record_and_field(clone: Path) -> None:
    path = clone / "maps" / "shop.toml"
    path.write_text(write(path.read_text(), add_touchpoint(document(clone), "Wait", "buy")[0]))
    git(clone, "stash")
    committed(clone, "main", lambda d: add_touchpoint(d, "Sign", "buy")[0])
    git(clone, "stash", "pop")
    assert [t.id for t in document(clone).touchpoints_by_stage()["buy"]] == ["pay", "sign", "wait"]


def test_without_cjm_on_the_path_git_merges_line_by_line_and_loses_nothing(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_feel(clone)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert git(clone, "merge", "side", check=False).returncode == 1
    text = (clone / "maps" / "shop.toml").read_text()
    assert "<<<<<<<" in text
    assert "emotion = 2" in text
    assert "emotion = -2" in text


@pytest.mark.parametrize("status", [1, 2, 70, 127])
def test_a_cjm_that_cannot_start_loses_nothing_either(
    clone: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    broken = tmp_path_factory.mktemp("broken") / "cjm"
    broken.write_text(f"#!/bin/sh\nexit {status}\n")
    broken.chmod(0o755)
    both_feel(clone)
    monkeypatch.setenv("PATH", f"{broken.parent}{os.pathsep}{os.environ['PATH']}")
    merged = git(clone, "merge", "-q", "side", check=False)
    text = (clone / "maps" / "shop.toml").read_text()
    assert merged.returncode == 1
    assert "<<<<<<< ours" in text
    assert "emotion = 2" in text
    assert "emotion = -2" in text


def test_what_was_set_up_is_taken_back_and_nothing_else(clone: Path) -> None:
    (clone / ".gitattributes").write_text("*.png binary\nmaps/**/*.toml diff=cjm merge=cjm\n")
    assert take_back_here()
    assert (clone / ".gitattributes").read_text() == "*.png binary\n"
    assert "cjm" not in (clone / ".git" / "config").read_text()
    assert take_back_here() == ()


def test_setting_up_twice_does_nothing_the_second_time(clone: Path) -> None:
    before = (clone / ".gitattributes").read_text(), (clone / ".git" / "config").read_text()
    assert set_up_here() == ()
    assert ((clone / ".gitattributes").read_text(), (clone / ".git" / "config").read_text()) == before


@pytest.mark.parametrize("name", ["a b", "#1", "!x", "[2026] maps", 'say "hi"', "back\\slash", "tab\there", "München"])
def test_git_is_told_of_a_folder_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = tmp_path / name / "maps"
    folder.mkdir(parents=True)
    (folder / "shop.toml").write_text(write("", shop()))
    git(tmp_path, "init", "-q", "-b", "main")
    monkeypatch.chdir(folder.parent)
    assert set_up_here()
    path = f"{name}/maps/shop.toml"
    assert git(tmp_path, "check-attr", "-z", "merge", "--", path).stdout.split("\0")[2] == "cjm"
    assert git(tmp_path, "check-attr", "-z", "merge", "--", "maps/shop.toml").stdout.split("\0")[2] == "unspecified"
    assert set_up_here() == ()
    assert take_back_here()
    assert not (tmp_path / ".gitattributes").exists()


def test_attributes_that_are_a_link_are_not_written_through_it(clone: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("as it was\n")
    (clone / ".gitattributes").unlink()
    (clone / ".gitattributes").symlink_to(elsewhere)
    with pytest.raises(GitError, match="is a link"):
        set_up_here()
    take_back_here()
    assert elsewhere.read_text() == "as it was\n"
    assert (clone / ".gitattributes").is_symlink()


def three(tmp_path: Path, base: str, ours: str, theirs: str) -> tuple[Path, Path, Path]:
    paths = tuple(tmp_path / name for name in ("base", "ours", "theirs"))
    for path, text in zip(paths, (base, ours, theirs), strict=True):
        path.write_text(text)
    return paths[0], paths[1], paths[2]


def test_comments_and_unknown_keys_of_both_sides_are_kept(tmp_path: Path) -> None:
    text = write("", shop())
    ours = text.replace("[touchpoint.see]", "# ours\n[touchpoint.see]").replace(
        'name = "Pay"', 'name = "Pay"\n  mine = 1'
    )
    theirs = text.replace("[touchpoint.pay]", "# theirs\n[touchpoint.pay]").replace(
        'name = "See"', 'name = "See"\n  own = 2'
    )
    paths = three(tmp_path, text, ours + "\n# at the end\n", theirs)
    assert merge_files(*paths).is_clean
    merged = paths[1].read_text()
    assert "# ours\n[touchpoint.see]" in merged
    assert "# theirs\n[touchpoint.pay]" in merged
    assert "mine = 1" in merged
    assert "own = 2" in merged
    assert "# at the end" in merged


def test_a_file_that_cannot_be_read_is_merged_line_by_line_and_says_why(tmp_path: Path) -> None:
    text = write("", shop())
    paths = three(tmp_path, text, text, text.replace('title = "Buy"', "title = "))
    driven = merge_files(*paths)
    assert driven.is_clean
    (line,) = in_words(driven, "maps/shop.toml")
    assert line.startswith("maps/shop.toml: merged line by line, because their version cannot be read (line 2")
    assert "title = \n" in paths[1].read_text()


def test_a_file_that_is_none_of_ours_is_merged_as_git_would_and_gets_no_record_of_ours(tmp_path: Path) -> None:
    text = '[project]\nname = "p"\nversion = "{}"\n'
    base, ours, theirs = three(tmp_path, text.format(1), text.format(2), text.format(3))
    driven = merge_files(base, ours, theirs, "pyproject.toml")
    assert (driven.markers, driven.why_plain) == (1, "it is no file of cjm's")
    assert "[conflict" not in ours.read_text()
    assert '<<<<<<< ours\nversion = "2"\n' in ours.read_text()


def test_a_file_made_on_both_sides_merges_from_nothing(tmp_path: Path) -> None:
    ours, theirs = shop(), add_touchpoint(shop(), "Wait", "buy")[0]
    paths = three(tmp_path, "", write("", ours), write("", theirs))
    assert merge_files(*paths).is_clean
    assert read(paths[1].read_text()).document == theirs


def test_every_kind_of_conflict_is_said_in_words(tmp_path: Path) -> None:
    text = write("", shop())
    mine = write(text, set_field(remove_record(shop(), PAY), SEE, "emotion", 0))
    other = write(text, set_field(set_field(shop(), PAY, "emotion", 2), SEE, "emotion", 2))
    paths = three(tmp_path, text, mine, other)
    assert in_words(merge_files(*paths), "shop") == (
        "shop: touchpoint.pay “Pay”: ours removed it, theirs changed it; it stands until that is settled",
        "shop: touchpoint.see.emotion: ours says 0, theirs says 2; ours stands, both are kept",
        "shop: settle them (C in the app, or `cjm settle`), then finish (c there, or `cjm sync --finish`)",
    )


def test_what_was_put_in_a_removed_stage_an_id_and_a_map_made_twice_are_said_in_words(tmp_path: Path) -> None:
    look = RecordKey("stage", "look")
    mine = change_id(remove_record(shop(), look), PAY, "pay-here")
    other = change_id(add_touchpoint(shop(), "Wait", "look")[0], PAY, "pay-there")
    driven = merge_files(*three(tmp_path, *(write("", side) for side in (shop(), mine, other))))
    assert in_words(driven, "shop")[:2] == (
        "shop: stage.look “Look”: ours removed it, theirs changed something of it; it stands until that is settled",
        'shop: touchpoint.pay-here.id: ours says "pay-here", theirs says "pay-there"; ours stands, both are kept',
    )
    tour = set_field(document_of("map", [shop().header]), HEADER, "template", "classic")
    twice = merge_files(*three(tmp_path, "", write("", set_field(shop(), HEADER, "template", "saas")), write("", tour)))
    assert (
        in_words(twice, "shop")[0] == "shop: ours and theirs each made a map of this name; ours stands, both are kept"
    )
