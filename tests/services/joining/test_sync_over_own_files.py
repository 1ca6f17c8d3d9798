"""Files that are no maps, in the way of a sync: those git does not know yet, and those it cannot merge."""

from __future__ import annotations

import pytest

from cjm_tui.errors import GitError, NothingToCommit
from cjm_tui.services.joining.committing import commit
from cjm_tui.services.joining.git_setup import set_up_here
from cjm_tui.services.joining.sync import sync
from cjm_tui.services.joining.workspace_commit import pending
from tests.services.joining.conftest import Clone, git


def test_what_two_set_up_alike_keeps_neither_from_the_other(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, tomas = clones
    for clone in clones:
        monkeypatch.chdir(clone.folder)
        set_up_here()
    monkeypatch.chdir(nora.folder)
    waiting = pending()
    assert waiting.message == ".gitattributes: git merges maps by record and field"
    commit(waiting.paths, waiting.message)
    sync(nora.folder)
    assert sync(tomas.folder).received == 1
    assert git(tomas.folder, "status", "--porcelain") == ""
    with pytest.raises(NothingToCommit):
        pending()


def test_a_file_of_ones_own_that_says_something_else_is_never_taken_away(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    (nora.folder / "notes.txt").write_text("hers\n")
    git(nora.folder, "add", "notes.txt")
    git(nora.folder, "commit", "-qm", "notes")
    sync(nora.folder)
    (tomas.folder / "notes.txt").write_text("his\n")
    with pytest.raises(GitError, match=r"notes\.txt"):
        sync(tomas.folder)
    assert (tomas.folder / "notes.txt").read_text() == "his\n"
    (tomas.folder / "notes.txt").write_text("hers\n")
    assert sync(tomas.folder).received == 1
    assert (tomas.folder / "notes.txt").read_text() == "hers\n"


def test_a_page_that_both_added_is_settled_once_its_markers_are_gone(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    for clone, text in ((nora, "# Hers\n"), (tomas, "# His\n")):
        (clone.folder / "page.md").write_text(text)
        git(clone.folder, "add", "page.md")
        git(clone.folder, "commit", "-qm", "page")
    sync(nora.folder)
    synced = sync(tomas.folder)
    assert synced.unsettled.others == ("page.md",)
    assert "`cjm export` where it is a page of a map" in synced.sentence
    (tomas.folder / "page.md").write_text("# Ours\n")
    assert sync(tomas.folder).is_done
    assert git(tomas.folder, "show", "HEAD:page.md") == "# Ours\n"
