"""However the app has to go, what it said it had done is in the file: eight ways, in full 500 times each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.campaigns.hang_ups import WAYS
from tests.campaigns.share import is_full

TOP = Path(__file__).parents[2]


def test_nothing_is_lost_however_the_app_ends(tmp_path: Path) -> None:
    count, groups = (500, [(way,) for way in WAYS]) if is_full() else (1, [WAYS[::2], WAYS[1::2]])
    running = []
    for number, ways in enumerate(groups):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        words = [sys.executable, "-m", "tests.campaigns.hang_ups", str(folder), "0", str(count), *ways]
        running.append(subprocess.Popen(words, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    said = "".join(program.communicate()[0] for program in running)
    print(said)  # noqa: T201  # the figure a campaign is run for
    assert [program.returncode for program in running] == [0] * len(running), said
