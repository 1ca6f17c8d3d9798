"""Syncing with the person's terminal lent to git: its words go to the person, so only the commits can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.history import joining, remote
from cjm_tui.history.command import Answer, act
from cjm_tui.history.remote_words import RemoteError
from cjm_tui.history.repository import require_repository
from cjm_tui.history.route import upstream_of
from cjm_tui.model.edits import set_field
from cjm_tui.model.record import RecordKey
from cjm_tui.services.joining.sync import sync
from tests.tui.board_stories import NORA, OMAR, PAY, Team, feels, git, two_clones

COMPARE = RecordKey("touchpoint", "compare")


@pytest.fixture
def colleagues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Team, Team]:
    """Return Nora's and Omar's clones of one remote; git with a terminal is git whose words nobody hears."""

    def unheard(folder: Path, *words: str) -> Answer:
        return Answer(act(folder, *words).status, b"", "")

    for room in (remote, joining):
        monkeypatch.setattr(room, "act_in_terminal", unheard)
    return two_clones(tmp_path)


def test_a_push_that_came_too_late_is_merged_first(colleagues: tuple[Team, Team]) -> None:
    nora, omar = colleagues
    nora.commits(NORA, "Better", feels(2), 14)
    git(nora.folder, "push", "-q")
    omar.commits(OMAR, "Where", lambda d: set_field(d, COMPARE, "doing", "Asks a friend"), 15)
    repository = require_repository(omar.folder)
    assert not remote.push(repository, upstream_of(repository, "main"), "main", in_terminal=True)
    assert sync(omar.folder, in_terminal=True).is_done
    assert omar.document.records[PAY].emotion == 2


def test_a_remote_that_refuses_is_an_error_and_no_endless_round(colleagues: tuple[Team, Team], tmp_path: Path) -> None:
    hook = tmp_path / "remote.git" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    nora = colleagues[0]
    nora.commits(NORA, "Better", feels(2), 14)
    with pytest.raises(RemoteError):
        sync(nora.folder, in_terminal=True)
