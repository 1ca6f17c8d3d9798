"""Hostile maps through every command that prints: not one byte of theirs reaches the terminal as a control.

In full 100,000 maps, each looked at by a command in turn.
"""

from __future__ import annotations

import contextlib
import io
import random
import subprocess
from typing import TYPE_CHECKING

from cjm_tui.cli.main import run
from tests.campaigns.hostile import is_control, map_text, text
from tests.campaigns.share import share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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


def printed(words: Sequence[str]) -> tuple[int, str]:
    """Run a command and return its status with all that it printed, on either side."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = run(words)
    return status, out.getvalue()


def test_no_command_lets_a_control_character_of_a_map_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    (maps / "cjm.toml").write_text('schema = "workspace/1"\n\n[channel.app]\nname = "App"\n  kind = "digital"\n')
    monkeypatch.chdir(tmp_path)
    for number in range(share(small=150, full=100_000)):
        chance = random.Random(number)
        (maps / "m.toml").write_text(map_text(chance), "utf-8", newline="")
        words = COMMANDS[number % len(COMMANDS)]
        if chance.random() < 0.1:
            words = (*words[:-1], text(chance).replace("\x00", ""))
        status, said = printed(words)
        assert status in {0, 1, 2}, (number, words, said)
        leaked = {character for character in set(said) if is_control(character) and character != "\n"}
        assert not leaked, (number, words, leaked)


def test_no_command_lets_a_control_character_of_the_past_through(
    repository: Path, git: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    maps = repository / "maps"
    maps.mkdir()
    (maps / "cjm.toml").write_text('schema = "workspace/1"\n')
    monkeypatch.chdir(repository)
    for number in range(share(small=2, full=1_000)):
        chance = random.Random(number)
        for _ in range(2):
            (maps / "m.toml").write_text(map_text(chance), "utf-8", newline="")
            git(repository, "add", ".")
            author = f"{text(chance)} <eve@example.org>".replace("\x00", "").replace("\n", "")
            message = text(chance).replace("\x00", "").strip() or "x"
            ended = subprocess.run(
                ["git", "-C", str(repository), "commit", "-qm", message, "--author", author],
                capture_output=True,
                check=False,
            )
            if ended.returncode:
                git(repository, "commit", "-qm", "x")
        (maps / "m.toml").write_text(map_text(chance), "utf-8", newline="")
        for words in HISTORY:
            status, said = printed(words)
            assert status in {0, 1, 2}, (number, words, said)
            leaked = {character for character in set(said) if is_control(character) and character != "\n"}
            assert not leaked, (number, words, leaked)


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
