"""A remote whose name has a slash in it, as `team/origin`: its branches go by what stands behind all of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.branch_merge import merge_branch
from cjm_tui.services.joining.branches import branches, go_to_branch
from cjm_tui.services.joining.fetching import fetch_branches
from cjm_tui.services.joining.proposals import review_of
from cjm_tui.services.joining.sync import sync
from cjm_tui.services.watched.touched import touched
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git


@pytest.fixture
def tomas(clones: tuple[Clone, Clone], tmp_path: Path) -> Clone:
    """Return a clone of a remote that has a branch `idea` besides, and is called `team/origin` here."""
    nora, _ = clones
    git(nora.folder, "switch", "-q", "-c", "idea")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    git(nora.folder, "push", "-q", "origin", "idea")
    git(tmp_path, "clone", "-q", "-o", "team/origin", "remote.git", "here")
    return Clone(tmp_path / "here")


def test_it_is_synced(tomas: Clone) -> None:
    tomas.edits(lambda d: set_field(d, PAY, "notes", "Mine"))
    assert sync(tomas.folder).sentence == "In step on main: 1 commit sent."
    git(tomas.folder, "switch", "-q", "-c", "more")
    assert sync(tomas.folder).is_done
    assert git(tomas.folder, "rev-parse", "team/origin/more") == git(tomas.folder, "rev-parse", "more")


def test_its_branches_are_listed_once_and_gone_to_by_their_own_name(tomas: Clone) -> None:
    assert {one.name for one in branches(tomas.folder)} == {"main", "team/origin/idea"}
    assert go_to_branch(tomas.folder, "idea") == "On idea."
    assert git(tomas.folder, "rev-parse", "--abbrev-ref", "idea@{upstream}").strip() == "team/origin/idea"
    assert {one.name for one in branches(tomas.folder)} == {"main", "idea"}


@pytest.mark.parametrize("name", ["idea", "team/origin/idea"])
def test_a_branch_of_it_is_reviewed_and_merged(tomas: Clone, name: str) -> None:
    assert fetch_branches(tomas.folder, name if "/" in name else "") == ("team/origin",)
    assert [one.name for one in review_of(tomas.map, name).proposals] == ["Pay"]
    assert merge_branch(tomas.map, name).is_done
    assert tomas.document.records[PAY].emotion == 2


def test_what_a_branch_touches_is_told_from_its_main_branch(tomas: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tomas.folder)
    git(tomas.folder, "switch", "-q", "idea")
    git(tomas.folder, "branch", "-q", "-D", "main")
    git(tomas.folder, "remote", "set-head", "team/origin", "--delete")
    assert touched()[0].words == "since team/origin/main"
