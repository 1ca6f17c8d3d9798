"""Where the branches of a clone go when it is synced."""

from __future__ import annotations

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.sync import sync
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone, git


@pytest.mark.parametrize("made_from", ["main", "origin/main"])
def test_a_branch_made_from_main_gets_a_place_of_its_own_and_never_lands_on_main(
    clones: tuple[Clone, Clone], made_from: str
) -> None:
    nora, _ = clones
    git(nora.folder, "switch", "-q", "-c", "idea", "--track", made_from)
    main = git(nora.folder, "rev-parse", "main", "origin/main")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    assert sync(nora.folder).sent == 1
    assert git(nora.folder, "rev-parse", "main", "origin/main") == main
    assert git(nora.folder, "rev-parse", "origin/idea") == git(nora.folder, "rev-parse", "idea")
    assert sync(nora.folder).sentence == "Everything is in step on idea."


def test_a_branch_is_pushed_to_one_of_another_name_where_git_was_told_so(clones: tuple[Clone, Clone]) -> None:
    nora, _ = clones
    git(nora.folder, "switch", "-q", "-c", "work", "--track", "origin/main")
    git(nora.folder, "config", "push.default", "upstream")
    nora.edits(lambda d: set_field(d, PAY, "emotion", 2))
    assert sync(nora.folder).sent == 1
    assert git(nora.folder, "rev-parse", "origin/main") == git(nora.folder, "rev-parse", "work")
