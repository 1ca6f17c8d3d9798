"""What a command loads: only the app loads textual, and looking loads neither git nor an editor of TOML."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROBE = """
import json, sys
from cjm_tui.cli.main import run
status = run(sys.argv[1:])
loaded = {name.partition(".")[0] for name in sys.modules}
print(json.dumps([status, sorted(loaded)]), file=sys.stderr)
"""
HEAVY = {"textual", "git", "tomlkit", "markdown_it", "importlib_metadata"}


def loaded_by(*words: str) -> tuple[int, set[str]]:
    ended = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True)
    status, loaded = json.loads(ended.stderr.splitlines()[-1])
    return status, set(loaded)


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["list"],
        ["show", "buy"],
        ["show", "buy", "--plain"],
        ["set", "buy", "touchpoint.pay-by-card", "emotion=1"],
        ["add", "buy", "theme", "Payment"],
        ["rm", "buy", "insight.asked-twice"],
        ["new", "Return it"],
        ["fmt", "--check"],
        ["keys"],
        ["completion", "zsh"],
    ],
    ids=" ".join,
)
def test_a_command_that_only_needs_files_loads_only_what_files_need(shop: Path, words: list[str]) -> None:
    status, loaded = loaded_by(*words)
    assert status == 0, shop
    assert not loaded & HEAVY


@pytest.mark.parametrize(
    "words",
    [["log", "buy"], ["diff"], ["commit", "--dry-run"], ["export", "--stdout"], ["paths"], ["doctor"]],
    ids=" ".join,
)
def test_no_command_but_the_app_loads_textual(committed: Path, words: list[str]) -> None:
    status, loaded = loaded_by(*words)
    assert status == 0, committed
    assert "textual" not in loaded


def test_the_version_loads_nothing_but_click(shop: Path) -> None:
    status, loaded = loaded_by("--version")
    assert status == 0, shop
    assert not loaded & {*HEAVY, "tomli", "rich", "dataclasses", "json.decoder", "platformdirs", "anyascii"}
