"""Hostile maps through every command that prints: not one byte of theirs reaches the terminal as a control.

In full 100,000 maps, each looked at by a command in turn, and 2,000 revisions, each looked at by every command that
looks back.
"""

from __future__ import annotations

import contextlib
import io
import random
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.cli.main import run
from tests.campaigns.hostile import is_control, map_text, text
from tests.campaigns.share import in_shares

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("show", "m"), ("show", "m", "--plain"), ("show", "m", "--json"), ("list",), ("list", "--json"), ("check", "m"),
    ("check", "m", "--format", "github"), ("check", "m", "--format", "json"), ("rm", "m", "touchpoint.card-0"),
    ("rm", "m", "stage.one"), ("set", "m", "stage.one", "name=New", "goal=New"), ("set", "m", "map", "title=New"),
    ("fmt", "m", "--check"), ("--ascii", "show", "m"),
)  # fmt: skip
HISTORY: tuple[tuple[str, ...], ...] = (
    ("log", "m"), ("log", "m", "--json"), ("log", "m", "stage.one"), ("diff", "m"), ("diff", "m@HEAD~1", "m@HEAD"),
    ("diff", "--json"), ("commit", "-n"), ("export", "m", "--stdout"), ("show", "m@HEAD~1"),
)  # fmt: skip
LONGEST_PAST = 10
"""After so many rounds a past begins anew, else every round would look back at all the others."""


def printed(words: Sequence[str]) -> tuple[int, str]:
    """Run a command and return its status with all that it printed, on either side."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = run(words)
    return status, out.getvalue()


def look_at_maps(numbers: range, folder: Path) -> None:
    """Write a hostile map for every number, and look at it with the next command in turn."""
    maps = folder / f"{numbers.start}" / "maps"
    maps.mkdir(parents=True)
    (maps / "cjm.toml").write_text('schema = "workspace/1"\n\n[channel.app]\nname = "App"\n  kind = "digital"\n')
    with contextlib.chdir(maps.parent):
        for number in numbers:
            chance = random.Random(number)
            (maps / "m.toml").write_text(map_text(chance), "utf-8", newline="")
            words = COMMANDS[number % len(COMMANDS)]
            if chance.random() < 0.1:
                words = (*words[:-1], text(chance).replace("\x00", ""))
            hear_nothing(words, number)


def look_back(numbers: range, folder: Path) -> None:
    """Commit two hostile maps for every number, in hostile words, and look at what git has of them."""
    repository = folder / f"{numbers.start}"
    maps = repository / "maps"
    maps.mkdir(parents=True)
    (maps / "cjm.toml").write_text('schema = "workspace/1"\n')
    with contextlib.chdir(repository):
        subprocess.run(["git", "init", "-q", "."], check=True)
        for number in numbers:
            chance = random.Random(number)
            for _ in range(2):
                (maps / "m.toml").write_text(map_text(chance), "utf-8", newline="")
                subprocess.run(["git", "add", "."], check=True)
                author = f"{text(chance)} <eve@example.org>".replace("\x00", "").replace("\n", "")
                message = text(chance).replace("\x00", "").strip() or "x"
                commit = ["git", "commit", "-qm", message, "--author", author]
                if subprocess.run(commit, capture_output=True, check=False).returncode:
                    subprocess.run(["git", "commit", "-qm", "x"], check=True)
            (maps / "m.toml").write_text(map_text(chance), "utf-8", newline="")
            for words in HISTORY:
                hear_nothing(words, number)
            if number % LONGEST_PAST < numbers.step:
                subprocess.run(["git", "update-ref", "-d", "HEAD"], check=True)


def hear_nothing(words: Sequence[str], number: int) -> None:
    """Run a command; it must end as documented, and print nothing a terminal acts on."""
    status, said = printed(words)
    assert status in {0, 1, 2}, (number, words, said)
    leaked = {character for character in set(said) if is_control(character) and character != "\n"}
    assert not leaked, (number, words, leaked)


def test_no_command_lets_a_control_character_of_a_map_through(tmp_path: Path) -> None:
    in_shares(partial(look_at_maps, folder=tmp_path), small=150, full=100_000)


def test_no_command_lets_a_control_character_of_the_past_through(tmp_path: Path) -> None:
    in_shares(partial(look_back, folder=tmp_path), small=2, full=1_000)


def test_a_line_break_in_a_name_cannot_pass_for_another_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    monkeypatch.chdir(tmp_path)
    (maps / "m.toml").write_text(
        'schema = "map/1"\ntitle = "T\\n::error::forged"\n[stage.s]\nname = "S\\n::error::forged"\norder = 1\n'
        '"key\\n::error::forged" = 1\n[theme."id\\n::error::forged"]\nname = "N\\n::error::forged"\n'
    )
    for words in (("check",), ("check", "--format", "github"), ("list",), ("show", "m"), ("rm", "m", "stage.s")):
        _, said = printed(words)
        assert "forged" in said
        assert not any(line.startswith("::error::forged") for line in said.splitlines()), words
