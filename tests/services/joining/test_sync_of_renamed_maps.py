"""Maps that got other ids on both sides: nobody is sent to an editor for a file that is gone."""

from __future__ import annotations

import subprocess
from functools import partial

import pytest

from cjm_tui.errors import SaveError
from cjm_tui.model.edits import set_field
from cjm_tui.services.editing.renaming import renamed
from cjm_tui.services.joining.branch_merge import merge_branch
from cjm_tui.services.joining.finishing import finish
from cjm_tui.services.joining.sync import sync
from cjm_tui.services.workspace.documents import change, file_named, readable
from cjm_tui.services.workspace.review import review
from cjm_tui.storage.lens import read, write
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git


def renames(clone: Clone, new: str, field: str, value: str) -> None:
    """Give the map another id, and edit a card of it."""
    other = clone.map.with_name(f"{new}.toml")
    git(clone.folder, "mv", str(clone.map), str(other))
    found = read(other.read_text()).document
    assert found is not None
    other.write_text(write(other.read_text(), set_field(found, PAY, field, value)))
    git(clone.folder, "commit", "-qam", new)


def test_a_map_that_both_gave_another_id_stands_under_both_with_what_both_wrote(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    renames(nora, "store", "doing", "Types")
    renames(tomas, "kiosk", "thinking", "Again?")
    assert sync(nora.folder).is_done
    synced = sync(tomas.folder)
    assert (synced.is_done, synced.sent) == (True, 2)
    assert sync(nora.folder).is_done
    for clone in clones:
        assert git(clone.folder, "status", "--porcelain") == ""
        assert not clone.map.exists()
        for name in ("store", "kiosk"):
            text = clone.map.with_name(f"{name}.toml").read_text()
            assert "Types" in text
            assert "Again?" in text


def both_rename(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    renames(nora, "store", "doing", "Types")
    renames(tomas, "kiosk", "thinking", "Again?")
    sync(nora.folder)


def stands_twice(clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Have both rename the map and sync; go to the clone in which it stands under two names."""
    both_rename(clones)
    sync(clones[1].folder)
    monkeypatch.chdir(clones[1].folder)
    return clones[1]


SAID = (
    "Buy stands twice now, as kiosk and as store, since both sides gave it another id: "
    "`cjm rename store map kiosk` makes it one again."
)


def test_a_sync_says_that_a_map_stands_under_two_ids_and_what_makes_it_one(clones: tuple[Clone, Clone]) -> None:
    both_rename(clones)
    assert sync(clones[1].folder).sentence == f"In step on main: 1 commit received, 2 commits sent. {SAID}"


def test_a_branch_that_is_merged_says_so_as_well(clones: tuple[Clone, Clone]) -> None:
    both_rename(clones)
    git(clones[1].folder, "fetch", "-q")
    assert merge_branch(clones[1].folder, "origin/main").sentence.endswith(f" {SAID}")


def test_a_merge_or_a_rebase_begun_with_git_says_so_when_it_is_finished(clones: tuple[Clone, Clone]) -> None:
    both_rename(clones)
    tomas = clones[1].folder
    git(tomas, "fetch", "-q")
    for begun in ("merge", "rebase"):
        git(tomas, "branch", "-f", begun)
        git(tomas, "switch", "-q", begun)
        assert subprocess.run(["git", begun, "origin/main"], cwd=tomas, capture_output=True, check=False).returncode
        said = finish(tomas).sentence
        assert said.startswith(f"The {begun} is finished")
        assert "Buy stands twice now" in said
        assert git(tomas, "status", "--porcelain") == ""


def test_check_tells_of_both_and_renaming_one_to_the_other_makes_one_map_again(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    tomas = stands_twice(clones, monkeypatch)
    found = [problem for problem in review().problems if problem.code == "two-names"]
    assert [problem.path for problem in found] == ["maps/kiosk.toml", "maps/store.toml"]
    assert "`cjm rename store map kiosk`" in found[0].hint
    done = renamed(file_named("store"), "map", "kiosk")
    assert (done.path.name, done.united, done.disputed) == ("kiosk.toml", True, ())
    assert sorted(path.name for path in tomas.map.parent.glob("*.toml")) == ["kiosk.toml"]
    assert not [problem for problem in review().problems if problem.code == "two-names"]


def test_what_was_edited_in_either_since_is_in_the_one_map_or_a_conflict(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_twice(clones, monkeypatch)
    change(file_named("store"), lambda now: set_field(set_field(now, PAY, "notes", "Mine"), PAY, "emotion", 2))
    change(file_named("kiosk"), lambda now: set_field(set_field(now, PAY, "feeling", "Yours"), PAY, "emotion", 1))
    done = renamed(file_named("store"), "map", "kiosk")
    document = readable(done.path)
    card = document.records[PAY]
    assert (card.text("notes"), card.text("feeling"), card.emotion) == ("Mine", "Yours", 1)
    assert [conflict.text("field") for conflict in document.of_kind("conflict")] == ["emotion"]
    assert done.disputed == (done.path,)


def test_a_map_of_another_name_is_not_renamed_onto(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora = clones[0]
    other = nora.map.with_name("other.toml")
    other.write_text(nora.map.read_text().replace("Buy", "Sell"))
    monkeypatch.chdir(nora.folder)
    with pytest.raises(SaveError, match=r"there is a file other\.toml already"):
        renamed(nora.map, "map", "other")
    assert not review().problems


def test_the_longer_markers_that_git_leaves_in_either_file_are_merged_and_never_committed(
    clones: tuple[Clone, Clone],
) -> None:
    both_rename(clones)
    tomas = clones[1]
    git(tomas.folder, "fetch", "-q")
    subprocess.run(["git", "merge", "-q", "origin/main"], cwd=tomas.folder, capture_output=True, check=False)
    stand = [tomas.map.with_name(f"{name}.toml") for name in ("store", "kiosk")]
    assert all("\n<<<<<<<< " in path.read_text() for path in stand)
    assert finish(tomas.folder).is_done
    for path in stand:
        assert "<<<" not in path.read_text()
        card = readable(path).records[PAY]
        assert (card.text("doing"), card.text("thinking")) == ("Types", "Again?")


def test_a_map_made_one_in_the_middle_of_the_merge_is_one_in_its_commit_and_settles_what_named_either(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    (nora.folder / "maps" / "evidence").mkdir()
    quote = '[quote.twice]\ntext = "Again?"\ntouchpoint = "shop#pay"\n'
    evidence = nora.folder / "maps" / "evidence" / "survey.toml"
    evidence.write_text(f'schema = "evidence/1"\nname = "Survey"\n\n{quote}')
    part = nora.map.with_name("part.toml")
    part.write_text('schema = "map/1"\ntitle = "A part"\nparent = "shop"\n')
    git(nora.folder, "add", "-A")
    git(nora.folder, "commit", "-qm", "A survey and a part")
    sync(nora.folder)
    sync(tomas.folder)
    for clone, new, field in ((nora, "store", "doing"), (tomas, "kiosk", "thinking")):
        monkeypatch.chdir(clone.folder)
        renamed(file_named("shop"), "map", new)
        change(file_named(new), partial(set_field, key=PAY, field=field, value=new))
        git(clone.folder, "add", "-A")
        git(clone.folder, "commit", "-qm", new)
    sync(nora.folder)
    assert [path.name for path in sync(tomas.folder).unsettled.conflicts] == ["survey.toml", "part.toml"]
    assert renamed(file_named("store"), "map", "kiosk").united
    assert sync(tomas.folder).is_done
    assert git(tomas.folder, "ls-files", "maps").split() == [
        "maps/evidence/survey.toml",
        "maps/kiosk.toml",
        "maps/part.toml",
    ]
    assert readable(file_named("part")).header.text("parent") == "kiosk"
    assert 'touchpoint = "kiosk#pay"' in (tomas.folder / "maps" / "evidence" / "survey.toml").read_text()
    card = readable(file_named("kiosk")).records[PAY]
    assert (card.text("doing"), card.text("thinking")) == ("store", "kiosk")
