"""Code that changed in a merge itself, or within a submodule: no commit of its own tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjm_tui.cli.main import run
from cjm_tui.model.edits import set_field
from cjm_tui.services.past.origins import origins_of
from cjm_tui.services.watched.due import due_cards, due_problems
from cjm_tui.services.watched.touched import touched
from cjm_tui.services.workspace.documents import glance
from tests.tui.board_stories import NORA, PAY, Team, git

LIBRARY = "vendor/lib"


def due(team: Team) -> list[str]:
    """Return the commits behind the card that watches code, in words."""
    found = due_cards(team.map, team.document, origins_of(team.map, team.document))
    return [commit.told for commit in found.get("pay", ())]


def writes(folder: Path, name: str, text: str, subject: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    git(folder, "add", name)
    git(folder, "commit", "-qm", subject)


def lines(**changed: str) -> str:
    """Return forty lines of code, some of them changed."""
    return "".join(f"{changed.get(f'line_{number}', number)}\n" for number in range(40))


def both_sides(team: Team) -> None:
    """Let two branches change the same watched file, far from each other, after somebody looked at the card."""
    writes(team.folder, "src/pay.py", lines(), "Pay")
    team.commits(NORA, "Still holds", lambda d: set_field(d, PAY, "doing", "Pays"), 20)
    git(team.folder, "switch", "-qc", "faster")
    writes(team.folder, "src/pay.py", lines(line_3="faster"), "Faster")
    git(team.folder, "switch", "-q", "main")
    writes(team.folder, "src/pay.py", lines(line_35="safer"), "Safer")


def test_a_merge_that_only_brings_what_others_changed_is_none_of_the_commits(team: Team) -> None:
    both_sides(team)
    git(team.folder, "merge", "-q", "--no-edit", "faster")
    assert sorted(due(team)) == ["Faster", "Safer"]


@pytest.mark.parametrize("name", ["src/pay.py", "src/form.py"])
def test_what_only_the_merge_changed_makes_the_card_due(team: Team, name: str) -> None:
    both_sides(team)
    git(team.folder, "merge", "-q", "--no-commit", "faster")
    (team.folder / name).write_text(lines(line_3="faster", line_35="safer", line_20="by the way"))
    git(team.folder, "add", "src")
    git(team.folder, "commit", "-qm", "Take in faster")
    assert due(team)[0] == "Take in faster (in the merge itself)"
    assert len(due(team)) == 3


def test_however_many_merges_come_first_the_commits_behind_them_are_found(team: Team) -> None:
    writes(team.folder, "src/pay.py", lines(), "Pay")
    team.commits(NORA, "Still holds", lambda d: set_field(d, PAY, "doing", "Pays"), 20)
    for turn in range(5):
        git(team.folder, "switch", "-qc", f"side-{turn}")
        writes(team.folder, f"src/side_{turn}.py", "side", f"Side {turn}")
        git(team.folder, "switch", "-q", "main")
        writes(team.folder, f"src/main_{turn}.py", "main", f"Main {turn}")
        git(team.folder, "merge", "-q", "--no-edit", f"side-{turn}")
    assert len(due(team)) == 10


@pytest.fixture
def library(team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the team a submodule."""
    monkeypatch.chdir(team.folder)
    own = tmp_path / "lib"
    own.mkdir()
    git(own, "init", "-q", "-b", "main")
    writes(own, "src/form.py", "once", "A form")
    git(team.folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(own), LIBRARY)
    git(team.folder, "commit", "-qm", "Add the library")
    return team.folder / LIBRARY


def watches(team: Team, *patterns: str) -> None:
    team.commits(NORA, "Watch the library", lambda d: set_field(d, PAY, "watch", patterns), 21)


def bumps(team: Team, library: Path) -> None:
    writes(library, "src/form.py", "twice", "Ask twice")
    git(team.folder, "add", LIBRARY)
    git(team.folder, "commit", "-qm", "Take the newer library")


@pytest.mark.parametrize(
    "patterns",
    [
        ("vendor/lib/src/**",),
        ("vendor/lib",),
        ("vendor/lib/",),
        ("vendor/*/src/form.py",),
        ("vendor/{lib,other}/src/*",),
        ("**/form.py",),
        ("vendor/lib/**", "!vendor/lib/tests/**"),
    ],
)
def test_another_commit_of_a_submodule_that_a_pattern_leads_into_makes_the_card_due(
    team: Team, library: Path, patterns: tuple[str, ...]
) -> None:
    watches(team, *patterns)
    git(team.folder, "config", "-f", ".gitmodules", f"submodule.{LIBRARY}.ignore", "all")
    assert due(team) == []
    bumps(team, library)
    assert due(team) == [f"Take the newer library (another commit of the submodule {LIBRARY})"]


@pytest.mark.parametrize("patterns", [("src/**",), ("vendor/lib2/**",), ("vendor/**", "!vendor/lib/**")])
def test_a_submodule_that_no_pattern_leads_into_makes_nothing_due(
    team: Team, library: Path, patterns: tuple[str, ...]
) -> None:
    watches(team, *patterns)
    bumps(team, library)
    assert due(team) == []


def test_a_pattern_that_leads_into_a_submodule_sees_something(team: Team, library: Path) -> None:
    watches(team, f"{LIBRARY}/src/**")
    assert library.is_dir()
    assert list(due_problems(team.map, "shop.toml", glance(team.map))) == []


def test_a_change_that_moves_a_submodule_touches_the_card_that_watches_it(
    team: Team, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watches(team, f"{LIBRARY}/src/**")
    git(team.folder, "switch", "-qc", "newer")
    bumps(team, library)
    _, found = touched()
    assert [(one.touchpoint.id, one.files) for one in found] == [("pay", (LIBRARY,))]
    run(["check", "maps/shop.toml"])
    assert f"“Take the newer library (another commit of the submodule {LIBRARY})”" in capsys.readouterr().out
