"""Cards whose code changed since somebody touched them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.model.edits import set_field
from cjm_tui.services.past.origins import origins_of
from cjm_tui.services.watched.due import due_cards, due_problems
from cjm_tui.services.workspace.documents import glance
from tests.tui.board_stories import NORA, PAY, Team, a_past, a_team, git


@pytest.fixture
def team(tmp_path: Path) -> Team:
    team = a_team(tmp_path / "shop")
    a_past(team)
    team.commits(NORA, "Watch", lambda d: set_field(d, PAY, "watch", ("src/*.py",)), 11)
    return team


def due(team: Team) -> dict[str, list[str]]:
    """Return the subjects of the commits behind each card that is due."""
    found = due_cards(team.map, team.document, origins_of(team.map, team.document))
    return {id_: [commit.subject for commit in commits] for id_, commits in found.items()}


def writes_code(team: Team, name: str, subject: str) -> None:
    file = team.folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(subject)
    git(team.folder, "add", name)
    git(team.folder, "commit", "-qm", subject)


def test_only_commits_of_watched_files_after_the_last_touch_count(team: Team) -> None:
    writes_code(team, "docs/pay.py", "Elsewhere")
    assert due(team) == {}
    writes_code(team, "src/pay.py", "Once")
    writes_code(team, "src/form.py", "Twice")
    assert due(team) == {"pay": ["Twice", "Once"]}


def test_a_commit_of_code_and_card_together_leaves_nothing_due(team: Team) -> None:
    (team.folder / "src").mkdir()
    (team.folder / "src" / "pay.py").write_text("once")
    team.commits(NORA, "Both", lambda d: set_field(d, PAY, "doing", "Types it once"), 12)
    assert due(team) == {}


def test_the_problem_stands_at_the_line_that_names_the_code(team: Team) -> None:
    writes_code(team, "src/pay.py", "Once")
    (problem,) = due_problems(team.map, "maps/shop.toml", glance(team.map))
    assert "watch" in team.map.read_text().splitlines()[problem.line - 1]
    assert problem.severity == "warning"
    assert "“Once”" in problem.message


def test_without_git_or_code_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "shop.toml"
    path.write_text('schema = "map/1"\n[stage.a]\nname = "A"\norder = 1\n[touchpoint.b]\nname = "B"\nstage = "a"\n')
    assert list(due_problems(path, "shop.toml", glance(path))) == []
    path.write_text(path.read_text() + 'watch = ["src/**"]\n')
    assert list(due_problems(path, "shop.toml", glance(path))) == []
