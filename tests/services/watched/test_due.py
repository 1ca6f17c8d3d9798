"""Cards whose code changed since somebody touched them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cjm_tui.model.document import Document
from cjm_tui.model.edits import add_touchpoint, set_field
from cjm_tui.model.values import Value
from cjm_tui.services.past.origins import origins_of
from cjm_tui.services.watched.due import due_cards, due_problems
from cjm_tui.services.workspace.documents import glance
from cjm_tui.storage.hands import Hand, append
from tests.tui.board_stories import NORA, OMAR, PAY, Team, git


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


def looks(looked: Value | None) -> Callable[[Document], Document]:
    return lambda document: set_field(document, PAY, "looked", looked)


def on(day: int, hour: int = 12) -> datetime:
    """Return a moment of March, in which all code is committed on the second, at nine in UTC."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def at(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    """Let what git does from now on happen at a moment."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", when.isoformat())


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


def test_a_committed_look_has_seen_what_its_commit_has_in_it_and_no_more(team: Team) -> None:
    git(team.folder, "switch", "-qc", "faster")
    writes_code(team, "src/form.py", "On a branch, long ago")
    git(team.folder, "switch", "-q", "main")
    writes_code(team, "src/pay.py", "Once")
    team.commits(OMAR, "Still holds", looks(on(3)), 20)
    assert due(team) == {}
    git(team.folder, "merge", "-q", "--no-edit", "faster")
    assert due(team) == {"pay": ["On a branch, long ago"]}


def test_whoever_touched_any_line_of_the_card_has_seen_what_was_there_whatever_the_clocks_say(team: Team) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.commits(OMAR, "With a clock far behind", lambda d: set_field(d, PAY, "doing", "Types it once"), 2)
    assert due(team) == {}


def test_a_look_counts_before_it_is_committed_and_until_more_code_arrives(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(looks(on(3)))
    assert due(team) == {}
    at(monkeypatch, on(4))
    writes_code(team, "src/form.py", "Twice")
    assert due(team) == {"pay": ["Twice"]}
    team.writes(looks(on(5)))
    assert due(team) == {}


def test_a_look_has_not_seen_what_a_pull_brought_after_it_however_old_that_is(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(team.folder, "switch", "-qc", "theirs")
    writes_code(team, "src/pay.py", "Yesterday, elsewhere")
    git(team.folder, "switch", "-q", "main")
    team.writes(looks(on(3)))
    assert due(team) == {}
    at(monkeypatch, on(4))
    git(team.folder, "merge", "-q", "--ff-only", "theirs")
    assert due(team) == {"pay": ["Yesterday, elsewhere"]}


def test_where_git_did_not_write_down_what_arrived_when_the_dates_along_the_branch_decide(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes_code(team, "src/pay.py", "Once")
    at(monkeypatch, on(4))
    writes_code(team, "src/form.py", "Twice")
    (team.folder / ".git" / "logs" / "HEAD").unlink()
    team.writes(looks(on(3)))
    assert due(team) == {"pay": ["Twice"]}
    team.writes(looks(datetime(2020, 1, 1, tzinfo=UTC)))
    assert due(team) == {"pay": ["Twice", "Once"]}
    team.writes(looks(on(4)))
    assert due(team) == {}


def test_a_day_alone_counts_until_it_ends(team: Team) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(looks(date(2026, 3, 1)))
    assert due(team) == {"pay": ["Once"]}
    team.writes(looks(date(2026, 3, 2)))
    assert due(team) == {}


def test_an_edit_counts_from_when_the_file_was_written(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(lambda d: set_field(d, PAY, "doing", "Types it once"))
    assert due(team) == {}
    os.utime(team.map, (on(3).timestamp(),) * 2)
    at(monkeypatch, on(4))
    writes_code(team, "src/form.py", "Twice")
    assert due(team) == {"pay": ["Twice"]}
    team.writes(lambda d: set_field(d, PAY, "doing", None))
    assert due(team) == {"pay": ["Twice", "Once"]}


def test_an_edit_that_was_written_down_counts_from_when_it_was_made_not_from_the_last_edit_of_the_file(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.writes(lambda d: set_field(d, PAY, "doing", "Types it once"))
    hand = Hand("Omar", "o@x", "maps/shop.toml", "touchpoint", "pay", "doing", on(3).timestamp())
    append(team.folder / ".git" / "cjm" / "hands.jsonl", [hand])
    writes_code(team, "src/pay.py", "Once")
    assert due(team) == {}
    at(monkeypatch, on(4))
    writes_code(team, "src/form.py", "Twice")
    assert due(team) == {"pay": ["Twice"]}


def test_a_card_that_was_never_committed_is_due_for_what_came_after_it(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(lambda d: add_touchpoint(d, "Sign", "buy", None, {"watch": ("src/*.py",), "looked": on(3)})[0])
    os.utime(team.map, (on(3).timestamp(),) * 2)
    assert due(team) == {"pay": ["Once"]}
    at(monkeypatch, on(4))
    writes_code(team, "src/form.py", "Twice")
    assert due(team) == {"pay": ["Twice", "Once"], "sign": ["Twice"]}


def test_a_look_taken_back_counts_no_more_committed_or_not(team: Team) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.commits(OMAR, "Still holds", looks(on(3)), 20)
    assert due(team) == {}
    team.writes(looks(None))
    assert due(team) == {"pay": ["Once"]}
    team.commits(OMAR, "It does not", looks(None), 21)
    assert due(team) == {"pay": ["Once"]}


@pytest.mark.parametrize("looked", ["yesterday", datetime(2026, 3, 3, 12), 5, True])  # noqa: DTZ001  # an offset lacks
def test_what_is_no_time_of_a_look_counts_for_nothing(team: Team, looked: Value) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(looks(looked))
    assert due(team) == {"pay": ["Once"]}


@pytest.mark.parametrize(
    "looked", [date(1, 1, 1), date(1960, 1, 1), datetime(1970, 1, 1, tzinfo=UTC), date(2001, 1, 1)]
)
def test_a_look_from_before_there_was_code_has_seen_none(team: Team, looked: Value) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(looks(looked))
    assert due(team) == {"pay": ["Once"]}


def test_a_look_in_the_future_counts_for_nothing_and_is_said(team: Team) -> None:
    writes_code(team, "src/pay.py", "Once")
    team.writes(looks(datetime.now(UTC) + timedelta(days=2)))
    assert due(team) == {"pay": ["Once"]}
    of_code, ahead = due_problems(team.map, "maps/shop.toml", glance(team.map))
    assert (of_code.code, ahead.code, ahead.severity) == ("due", "ahead", "warning")
    assert "looked" in team.map.read_text().splitlines()[ahead.line - 1]
    team.writes(looks(datetime.now(UTC) + timedelta(minutes=5)))
    assert due(team) == {}


def test_where_a_shallow_clone_ends_nothing_is_due(team: Team, tmp_path: Path) -> None:
    git(team.folder, "switch", "-qc", "faster")
    writes_code(team, "src/form.py", "On a branch")
    git(team.folder, "switch", "-q", "main")
    team.commits(OMAR, "Meanwhile", lambda d: set_field(d, PAY, "doing", "Types it once"), 20)
    git(team.folder, "merge", "-q", "--no-edit", "faster")
    assert due(team) == {"pay": ["On a branch"]}
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{team.folder}", "shallow")
    assert due(Team(tmp_path / "shallow")) == {}


def test_before_the_first_commit_of_a_branch_nothing_is_due(team: Team) -> None:
    writes_code(team, "src/pay.py", "Once")
    git(team.folder, "switch", "-q", "--orphan", "anew")
    team.map.parent.mkdir(exist_ok=True)
    team.map.write_text(git(team.folder, "show", "main:maps/shop.toml"))
    team.writes(looks(on(1)))
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
