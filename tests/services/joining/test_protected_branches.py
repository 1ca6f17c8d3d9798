"""A main branch that takes no pushes: what is proposed beside it comes in there by another way."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from cjm_tui.history.remote_words import RemoteError
from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.branches import go_to_branch, make_branch
from cjm_tui.services.joining.sync import sync
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git

REFUSES = """#!/bin/sh
while read old new name; do
  [ "$name" = refs/heads/main ] && { echo "main is protected" >&2; exit 1; }
done
exit 0
"""


@pytest.fixture
def squashed(clones: tuple[Clone, Clone], tmp_path: Path) -> tuple[Clone, Clone]:
    """Let Nora commit on main twice, propose it on a branch, and Tomas squash that into the remote's main."""
    nora, tomas = clones
    hook = tmp_path / "remote.git" / "hooks" / "pre-receive"
    for emotion in (1, 2):
        nora.edits(partial(set_field, key=PAY, field="emotion", value=emotion))
    hook.write_text(REFUSES)
    hook.chmod(0o755)
    with pytest.raises(RemoteError, match="does not take pushes"):
        sync(nora.folder)
    make_branch(nora.folder, "idea")
    assert sync(nora.folder).sent == 2
    hook.unlink()
    git(tomas.folder, "fetch", "-q")
    git(tomas.folder, "merge", "-q", "--squash", "origin/idea")
    git(tomas.folder, "commit", "-qm", "Idea (#1)")
    git(tomas.folder, "push", "-q")
    hook.write_text(REFUSES)
    hook.chmod(0o755)
    go_to_branch(nora.folder, "main")
    return nora, tomas


def test_what_was_squashed_into_it_is_in_step_and_no_edit_without_a_commit_is_lost(
    squashed: tuple[Clone, Clone],
) -> None:
    nora, tomas = squashed
    (nora.folder / "notes.txt").write_text("mine\n")
    synced = sync(nora.folder)
    assert synced.sentence == (
        "In step on main: 1 commit received. What you had committed on main is in it already, by another way."
    )
    assert git(nora.folder, "rev-parse", "main") == git(tomas.folder, "rev-parse", "main")
    assert git(nora.folder, "rev-list", "--count", "main..idea").strip() == "2"
    assert (nora.folder / "notes.txt").read_text() == "mine\n"
    assert sync(nora.folder).sentence == "Everything is in step on main."


def test_what_is_on_no_other_branch_stays_where_it_is(squashed: tuple[Clone, Clone]) -> None:
    nora, _ = squashed
    git(nora.folder, "branch", "-qD", "idea")
    git(nora.folder, "push", "-q", "origin", ":idea")
    with pytest.raises(RemoteError, match="does not take pushes"):
        sync(nora.folder)
    assert "edit" in git(nora.folder, "log", "--format=%s", "main")
