"""A persona that two people gave different ids: both files are said to be one, and made one in every map."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.model.record import HEADER
from cjm_tui.services.editing.renaming import renamed
from cjm_tui.services.joining.finishing import finish
from cjm_tui.services.joining.git_setup import set_up_here
from cjm_tui.services.joining.sync import sync
from cjm_tui.services.workspace.documents import change, file_named, readable
from cjm_tui.services.workspace.review import review
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git

FIONA = (
    'schema = "persona/1"\nname = "Fiona"\nrole = "Buys shoes"\nquote = "Quick, please."\nbio = "Lives by the sea."\n'
)
OTHER = {0: "fay", 1: "fee"}


@pytest.fixture
def both(clones: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch) -> tuple[Clone, Clone]:
    """Return two clones in which a persona that a map names, and feels for, has another id each; none is sent yet."""
    nora, tomas = clones
    file = nora.folder / "maps/personas/fiona.toml"
    file.parent.mkdir()
    file.write_text(FIONA)
    git(nora.folder, "add", "-A")
    felt = set_field(set_field(nora.document, HEADER, "personas", ("fiona",)), PAY, "emotion_by.fiona", 1)
    nora.edits(lambda _: felt)
    git(nora.folder, "push", "-q")
    git(tomas.folder, "pull", "-q")
    for number, clone in enumerate(clones):
        monkeypatch.chdir(clone.folder)
        renamed(file_named("personas/fiona"), "persona", OTHER[number])
        git(clone.folder, "add", "-A")
        git(clone.folder, "commit", "-qm", f"Called {OTHER[number]}")
    git(nora.folder, "push", "-q")
    return clones


def is_one_again(clone: Clone, kept: str, other: str) -> None:
    """Make one of the two, and see that nothing is left of the other one anywhere."""
    found = [problem for problem in review().problems if problem.code == "two-names"]
    assert [Path(problem.path).stem for problem in found] == ["fay", "fee"]
    done = renamed(file_named(f"personas/{other}"), "persona", kept)
    assert (done.united, done.path.stem, done.disputed) == (True, kept, ())
    assert [path.stem for path in (clone.folder / "maps/personas").glob("*.toml")] == [kept]
    assert clone.document.header.texts("personas") == (kept,)
    assert clone.document.records[PAY].table("emotion_by") == {kept: 1}
    assert not [problem for problem in review().problems if problem.code in {"two-names", "unknown-reference"}]


@pytest.mark.parametrize(("kept", "other"), [("fay", "fee"), ("fee", "fay")])
def test_a_sync_keeps_both_says_so_and_either_may_be_the_one(both: tuple[Clone, Clone], kept: str, other: str) -> None:
    _, tomas = both
    said = sync(tomas.folder).sentence
    assert "Fiona stands twice now, as fee and as fay, since both sides gave it another id: " in said
    assert "`cjm rename personas/fay persona fee` makes it one again." in said
    is_one_again(tomas, kept, other)


@pytest.mark.parametrize("begun", ["merge", "rebase"])
@pytest.mark.parametrize("is_set_up", [True, False])
def test_a_merge_begun_with_git_comes_to_the_same_set_up_or_not(
    both: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch, begun: str, *, is_set_up: bool
) -> None:
    _, tomas = both
    if is_set_up:
        monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        set_up_here()
        git(tomas.folder, "add", "-A")
        git(tomas.folder, "commit", "-qm", "Set up")
    git(tomas.folder, "fetch", "-q")
    subprocess.run(["git", begun, "origin/main"], cwd=tomas.folder, capture_output=True, check=False)
    done = finish(tomas.folder)
    assert done.is_done
    assert "Fiona stands twice now" in done.sentence
    assert git(tomas.folder, "status", "--porcelain") == ""
    is_one_again(tomas, "fay", "fee")


def test_what_is_felt_otherwise_under_either_id_is_a_conflict(both: tuple[Clone, Clone]) -> None:
    _, tomas = both
    sync(tomas.folder)
    change(tomas.map, lambda now: set_field(now, PAY, "emotion_by.fee", -2))
    done = renamed(file_named("personas/fee"), "persona", "fay")
    assert done.disputed == (tomas.map,)
    (conflict,) = readable(tomas.map).of_kind("conflict")
    assert {conflict.text("ours"), conflict.text("theirs")} == {"1", "-2"}
    assert conflict.text("field") == "emotion_by.fay"
