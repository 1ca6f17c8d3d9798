"""Sessions at the command line, written down in `transcripts/` for people to read, played back here word for word.

In a console block a line that begins with `$ ` is typed; what follows is what is printed, with `! ` before what goes to
standard error and `[status 1]` where the status is not 0. `‹hash›` stands for any short hash, `‹folder›` for where
the test keeps its files, a line `…` for any lines, and
` …` in one for whatever stands there.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

FOLDER = Path(__file__).parent / "transcripts"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HASH, FOLDER_HERE = "‹hash›", "‹folder›"
ANYTHING = r"(?:.*\n)*?"


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.md")))
def test_a_session_goes_as_it_is_written_down(name: str, request: pytest.FixtureRequest, cjm: Cli) -> None:
    text = (FOLDER / name).read_text("utf-8")
    folder = request.getfixturevalue("committed" if "a repository" in text.partition("```")[0] else "shop").parent
    for block in BLOCK.findall(text):
        for typed, expected in _steps(block):
            said = _played(typed, folder, cjm)
            assert re.fullmatch(_pattern(expected), said), f"$ {typed}\n{said}\n--- expected\n{expected}"


def _steps(block: str) -> list[tuple[str, str]]:
    steps = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(typed, printed) for typed, _, printed in (step.partition("\n") for step in steps)]


def _played(typed: str, folder: Path, cjm: Cli) -> str:
    words = shlex.split(typed)
    if words[0] == "cjm":
        ran = cjm(*words[1:])
        out, err, status = ran.out, ran.err, ran.status
    else:
        ended = subprocess.run(typed, shell=True, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S602  # as a person types it
        out, err, status = ended.stdout, ended.stderr, ended.returncode
    lines = [*out.splitlines(), *(f"! {line}" for line in err.splitlines())]
    return "".join(line.rstrip() + "\n" for line in [*lines, *([f"[status {status}]"] if status else [])])


def _pattern(expected: str) -> str:
    lines = (
        ANYTHING if line == "…\n" else re.escape(line).replace(r"\ …", ".*")
        for line in expected.splitlines(keepends=True)
    )
    return "".join(lines).replace(re.escape(HASH), "[0-9a-f]{7}").replace(re.escape(FOLDER_HERE), r"\S+")
