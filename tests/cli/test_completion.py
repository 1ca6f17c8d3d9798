"""What a shell is told when somebody presses tab."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CJM = Path(sys.executable).with_name("cjm")


def answered(typed: str, folder: Path, shell: str = "bash") -> str:
    """Return what a shell is answered for the last of the words typed."""
    words = typed.split(" ")
    environment = {"_CJM_COMPLETE": f"{shell}_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words) - 1)}
    ended = subprocess.run(
        [CJM], env={**os.environ, **environment}, capture_output=True, text=True, check=True, cwd=folder
    )
    assert ended.stderr == ""
    return ended.stdout


def completed(typed: str, folder: Path) -> list[str]:
    """Return what bash would propose for the last of the words typed."""
    return [line.partition(",")[2] for line in answered(typed, folder).splitlines() if line]


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


def test_what_is_open_and_what_is_suspect_is_completed(shop: Path) -> None:
    path = shop / "buy.toml"
    path.write_text(
        path.read_text()
        + """
[opportunity.ask-once]
name = "How might we ask once?"
  insights = ["asked-twice"]
  seen.asked-twice = "00000000"

[conflict.touchpoint-pay-by-card-emotion]
record = "touchpoint.pay-by-card"
  field = "emotion"
  ours = "-1"
  theirs = "2"
"""
    )
    assert completed("cjm settle buy t", shop) == ["touchpoint.pay-by-card"]
    assert completed("cjm confirm buy a", shop) == ["ask-once"]


def test_outside_a_workspace_completion_proposes_nothing_and_says_nothing() -> None:
    assert completed("cjm show x", Path("/")) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_asks_cjm(shell: str) -> None:
    ended = subprocess.run([CJM, "completion", shell], capture_output=True, text=True, check=True)
    assert "_CJM_COMPLETE" in ended.stdout
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=ended.stdout, text=True, check=True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("typed", ["cjm show ", "cjm set buy ", "cjm new --template "])
def test_no_name_in_a_file_passes_for_a_proposal_or_a_control(shop: Path, typed: str, shell: str) -> None:
    evil = r"a\nplain\nEVIL\n\u001b]52;c;aGk=\u0007"
    with (shop / "buy.toml").open("a") as file:
        file.write(f'\n[theme."{evil}"]\nname = "x"\n\n[theme.fine]\nname = "{evil}"\n')
    (shop / "templates").mkdir()
    (shop / "templates" / "own.toml").write_text(f'schema = "map/1"\ntitle = "{evil}"\n')
    (shop / "z\nplain\nEVIL\n\x1b[31m.toml").write_text('schema = "map/1"\ntitle = "x"\n')
    said = answered(typed, shop, shell)
    assert "EVIL" not in said.splitlines()
    assert "plain,EVIL" not in said.splitlines()
    assert "\x1b" not in said
