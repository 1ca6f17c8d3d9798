"""What a sync says besides: what nobody else has yet, and what a merge line by line left without its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.record import Record
from cjm_tui.services.joining.git_setup import set_up_here
from cjm_tui.services.joining.sync import sync
from tests.services.joining.conftest import Clone, git

if TYPE_CHECKING:
    import pytest


def test_a_set_up_that_no_commit_has_is_named_until_one_has(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, _ = clones
    monkeypatch.chdir(nora.folder)
    set_up_here()
    assert "wrote to .gitattributes is in no commit yet" in sync(nora.folder).sentence
    git(nora.folder, "add", ".gitattributes")
    git(nora.folder, "commit", "-qm", "Set up")
    assert sync(nora.folder).sentence == "In step on main: 1 commit sent."


def test_a_set_up_that_somebody_added_to_is_their_own(
    clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    nora, _ = clones
    monkeypatch.chdir(nora.folder)
    set_up_here()
    path = nora.folder / ".gitattributes"
    path.write_text(path.read_text() + "*.png binary\n")
    assert sync(nora.folder).sentence == "Everything is in step on main."


def test_an_insight_that_a_rebase_of_gits_own_left_without_its_card_is_named(clones: tuple[Clone, Clone]) -> None:
    nora, tomas = clones
    # In the file the two are far apart, so that git sees no conflict.
    nora.map.write_text(nora.map.read_text().replace("[touchpoint.see]", "[touchpoint.look]"))
    git(nora.folder, "commit", "-qam", "Another id by hand")
    git(nora.folder, "push", "-q")
    wish = Record("insight", "wish", {"name": "Wants to see", "kind": "need", "touchpoint": "see"})
    tomas.edits(lambda document: document.with_records([wish]))
    git(tomas.folder, "pull", "-q", "--rebase")
    said = sync(tomas.folder).sentence
    assert said == (
        "In step on main: 1 commit sent. In Buy what this stands on is gone: “Wants to see”. `cjm check` says more."
    )
    assert sync(tomas.folder).sentence == "Everything is in step on main."
