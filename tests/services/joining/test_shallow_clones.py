"""A shallow clone that ends before what two branches have in common says so, and gets the rest when it is asked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.errors import GitError
from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.branch_merge import merge_branch
from cjm_tui.services.joining.fetching import fetch_branches
from cjm_tui.services.joining.proposals import review_of
from cjm_tui.services.joining.sync import sync
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git

OF_ANOTHER = "origin/idea"


@pytest.fixture
def newcomer(clones: tuple[Clone, Clone], tmp_path: Path) -> Clone:
    """Return a clone of the last commits alone, of a main branch and an idea that parted before."""
    nora, _ = clones
    git(nora.folder, "checkout", "-qb", "idea")
    nora.edits(lambda document: set_field(document, PAY, "emotion", 2))
    git(nora.folder, "push", "-q", "-u", "origin", "idea")
    git(nora.folder, "checkout", "-q", "main")
    nora.edits(lambda document: set_field(document, PAY, "doing", "Taps"))
    git(nora.folder, "push", "-q")
    words = ("clone", "-q", "--depth", "1", "--no-single-branch", f"file://{tmp_path}/remote.git", "newcomer")
    git(tmp_path, *words)
    return Clone(tmp_path / "newcomer")


def is_shallow(clone: Clone) -> bool:
    return git(clone.folder, "rev-parse", "--is-shallow-repository").strip() == "true"


def test_what_a_branch_proposes_is_not_made_up(newcomer: Clone) -> None:
    with pytest.raises(GitError, match="this clone ends before the commit that origin/idea and this branch have"):
        review_of(newcomer.map, OF_ANOTHER)


def test_a_merge_is_refused_with_what_helps(newcomer: Clone) -> None:
    with pytest.raises(GitError, match="this clone ends before the commit that the two have in common") as refused:
        merge_branch(newcomer.folder, OF_ANOTHER)
    assert "`cjm branch --fetch` brings what was before" in refused.value.hint
    assert git(newcomer.folder, "status", "--porcelain") == ""


def test_asking_the_remotes_brings_what_was_before(newcomer: Clone) -> None:
    told: list[str] = []
    fetch_branches(newcomer.folder, OF_ANOTHER, told.append)
    assert told == ["Fetching from origin …", "Fetching what was before from origin …"]
    assert [str(one.key) for one in review_of(newcomer.map, OF_ANOTHER).proposals] == [str(PAY)]
    merge_branch(newcomer.folder, OF_ANOTHER)
    pay = newcomer.document.records[PAY]
    assert (pay.emotion, pay.text("doing")) == (2, "Taps")


def test_a_sync_with_a_branch_that_was_written_anew_further_back_brings_what_was_before(
    clones: tuple[Clone, Clone], newcomer: Clone
) -> None:
    nora, _ = clones
    newcomer.edits(lambda document: set_field(document, PAY, "thinking", "Is it safe?"))
    git(nora.folder, "reset", "-q", "--hard", "HEAD~1")
    nora.edits(lambda document: set_field(document, PAY, "feeling", "calm"))
    git(nora.folder, "push", "-q", "--force")
    assert sync(newcomer.folder).is_done
    pay = newcomer.document.records[PAY]
    assert (pay.text("thinking"), pay.text("feeling"), pay.text("doing")) == ("Is it safe?", "calm", "Taps")


def test_a_shallow_clone_that_reaches_far_enough_stays_shallow(newcomer: Clone) -> None:
    newcomer.edits(lambda document: set_field(document, PAY, "emotion", 1))
    assert sync(newcomer.folder).sent == 1
    assert is_shallow(newcomer)
