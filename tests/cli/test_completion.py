"""What a shell is told when somebody presses tab."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CJM = Path(sys.executable).with_name("cjm")


def completed(typed: str, folder: Path) -> list[str]:
    """Return what bash would propose for the last of the words typed."""
    words = typed.split(" ")
    environment = {"_CJM_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    ended = subprocess.run(
        [CJM], env={**os.environ, **environment}, capture_output=True, text=True, check=True, cwd=folder
    )
    assert ended.stderr == ""
    return [line.partition(",")[2] for line in ended.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cjm che", ["check"]),
        ("cjm bu", ["buy"]),
        ("cjm set b", ["buy"]),
        ("cjm set buy touchpoint.p", ["touchpoint.pay-by-card"]),
        ("cjm set buy m", ["map"]),
        ("cjm set buy touchpoint.pay-by-card mome", ["moment="]),
        ("cjm set buy touchpoint.pay-by-card moment=t", ["moment=truth"]),
        ("cjm add buy ins", ["insight"]),
        ("cjm add buy insight X ki", ["kind="]),
        ("cjm new --template fo", ["four-stage"]),
        ("cjm show nothing", []),
    ],
)
def test_commands_maps_records_and_fields_are_completed(shop: Path, typed: str, expected: list[str]) -> None:
    assert completed(typed, shop) == expected


def test_outside_a_workspace_completion_proposes_nothing_and_says_nothing() -> None:
    assert completed("cjm show x", Path("/")) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_asks_cjm(shell: str) -> None:
    ended = subprocess.run([CJM, "completion", shell], capture_output=True, text=True, check=True)
    assert "_CJM_COMPLETE" in ended.stdout
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=ended.stdout, text=True, check=True)
