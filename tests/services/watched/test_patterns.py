"""Patterns of watched code as people write them: what they see, and what is said where they see nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_tui.cli.commands.check import command as check
from cjm_tui.history.repository import require_repository
from cjm_tui.history.watched import files_changed
from cjm_tui.model.edits import set_field
from tests.tui.board_stories import NORA, PAY, Team, a_team, git, on_the_board

FILES = ("src/checkout/pay.py", "src/checkout/tests/pay.py", "src/cart/cart.py", "src/a b/c.py", "top.py")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Give a map beside code that one commit brought."""
    team = a_team(tmp_path / "shop")
    team.commits(NORA, "The map", lambda document: document)
    for name in FILES:
        (team.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (team.folder / name).write_text(name)
    git(team.folder, "add", "src", "top.py")
    git(team.folder, "commit", "-qm", "The code")
    return team


def warned() -> list[str]:
    """Return what the check says of watched code."""
    return [line for line in CliRunner().invoke(check, []).stdout.splitlines() if "touchpoint.pay.watch: " in line]


@pytest.mark.parametrize(
    ("patterns", "seen"),
    [
        (("src/checkout/**",), FILES[:2]),
        (("/src/checkout/*",), FILES[:1]),
        (("./src/checkout",), FILES[:2]),
        (("src/checkout/",), FILES[:2]),
        (("src/{checkout,cart}/*.py",), (FILES[2], FILES[0])),
        (("src/{c{art,heckout},nothing}/*.py",), (FILES[2], FILES[0])),
        (("src/**", "!src/checkout/tests/**", "!src/a b"), (FILES[2], FILES[0])),
        (("!src/cart/**",), ()),
        (("src/a b/**",), FILES[3:4]),
        (("docs/../top.py",), FILES[4:]),
        (("/",), tuple(sorted(FILES))),
        (("../src/**",), ()),
        (("SRC/**", "src/{checkout}/**", ":(exclude)src", "{,}" * 9, ""), ()),
    ],
    ids=str,
)
def test_a_pattern_sees_what_its_writer_meant(team: Team, patterns: tuple[str, ...], seen: tuple[str, ...]) -> None:
    repository = require_repository(team.folder)
    assert files_changed(repository, "HEAD~1", "HEAD", patterns) == tuple(sorted(seen))


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (("src/chekout/**",), "no file that git knows is called like “src/chekout/**”"),
        (("src/checkout/**", "*.js"), "no file that git knows is called like “*.js”"),
        (("src/Checkout/**",), "src/checkout/pay.py nearly is: write it as git does"),
        (("src\\checkout\\**",), "src/checkout/pay.py nearly is: write it as git does"),
        (("../src/**",), "leads out of the repository"),
        (("!src/cart/**",), "it only says what not to watch"),
    ],
    ids=str,
)
def test_a_pattern_that_sees_nothing_is_a_warning_at_its_line(
    team: Team, monkeypatch: pytest.MonkeyPatch, patterns: tuple[str, ...], expected: str
) -> None:
    team.commits(NORA, "Watch", lambda document: set_field(document, PAY, "watch", patterns), 2)
    monkeypatch.chdir(team.folder)
    (line,) = warned()
    assert expected in line


def test_code_that_moved_away_is_said_with_the_commit_that_moved_it(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.commits(NORA, "Watch", lambda document: set_field(document, PAY, "watch", ("src/checkout/**",)), 2)
    git(team.folder, "mv", "src/checkout", "src/till")
    git(team.folder, "commit", "-qm", "A till it is")
    monkeypatch.chdir(team.folder)
    said = "\n".join(warned())
    assert "“src/checkout/**” since" in said
    assert "“A till it is”; name where that code is now" in said


@pytest.mark.parametrize("patterns", [("src/**", "!src/nothing/**"), ("elsewhere/checkout/**",)], ids=str)
def test_nothing_is_said_of_what_is_left_out_and_of_code_that_was_never_here(
    team: Team, monkeypatch: pytest.MonkeyPatch, patterns: tuple[str, ...]
) -> None:
    team.commits(NORA, "Watch", lambda document: set_field(document, PAY, "watch", patterns), 2)
    monkeypatch.chdir(team.folder)
    assert not warned()


async def test_on_the_board_the_key_for_the_code_says_why_there_is_none(team: Team) -> None:
    team.commits(NORA, "Watch", lambda document: set_field(document, PAY, "watch", ("src/Checkout/**",)), 2)
    async with on_the_board(team.map, size=(120, 36)) as story:
        await story.presses("W")
        await story.waits_until(lambda: "nearly is" in story.status)
