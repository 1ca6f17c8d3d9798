"""What a look has seen once it is committed: what its commit has in it, but for code that was written after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.model.edits import set_field
from tests.services.watched.test_due import at, due, looks, on, writes_code
from tests.tui.board_stories import PAY, Team, git

if TYPE_CHECKING:
    import pytest


def test_committing_a_look_does_not_see_the_code_that_was_written_after_it(
    team: Team, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(looks(on(3)))
    monkeypatch.setenv("GIT_AUTHOR_DATE", on(4).isoformat())
    at(monkeypatch, on(4))
    writes_code(team, "src/form.py", "Twice")
    assert due(team) == {"pay": ["Twice"]}
    at(monkeypatch, on(5))
    git(team.folder, "commit", "-qam", "Only the look")
    assert due(team) == {"pay": ["Twice"]}
    git(tmp_path, "clone", "-q", "shop", "omar")
    assert due(Team(tmp_path / "omar")) == {"pay": ["Twice"]}
    team.writes(looks(on(6)))
    git(team.folder, "commit", "-qam", "Looked again")
    assert due(team) == {}


def test_code_that_came_with_a_look_in_one_commit_was_seen(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    (team.folder / "src").mkdir()
    (team.folder / "src" / "pay.py").write_text("once")
    team.writes(looks(on(3)))
    monkeypatch.setenv("GIT_AUTHOR_DATE", on(4).isoformat())
    git(team.folder, "add", "-A")
    git(team.folder, "commit", "-qm", "Squashed")
    assert due(team) == {}


def test_an_edit_of_the_card_in_the_commit_of_a_look_has_seen_all_that_is_before_it(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.writes(looks(on(3)))
    monkeypatch.setenv("GIT_AUTHOR_DATE", on(4).isoformat())
    writes_code(team, "src/pay.py", "Once")
    team.writes(lambda d: set_field(d, PAY, "doing", "Types it once"))
    git(team.folder, "commit", "-qam", "The look and the card")
    assert due(team) == {}
