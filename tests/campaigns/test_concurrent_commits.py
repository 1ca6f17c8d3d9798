"""Many people commit in one clone at the same moment, and no revision is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRITERS, COMMITS = (20, 1_000) if os.environ.get("CJM_CAMPAIGN") == "full" else (4, 5)

WRITER = """
import sys
from pathlib import Path
from cjm_tui.history.commits import commit_paths
from cjm_tui.history.repository import require_repository
root, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
repository = require_repository(root)
for number in range(count):
    # Every third commit brings a new file, which has to be announced to git first.
    path = root / "maps" / (f"{who}-{number}.toml" if number % 3 == 0 else f"{who}.toml")
    path.write_text(f"{who} {number}\\n")
    print(commit_paths(repository, [path], f"{who} {number}").hash, flush=True)
"""


def test_no_commit_of_concurrent_writers_is_lost(repository: Path, git: Callable[..., str]) -> None:
    (repository / "maps").mkdir()
    (repository / "staged.env").write_text("TOKEN=1\n")
    git(repository, "add", "staged.env")
    start = time.monotonic()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(repository), f"writer{number}", str(COMMITS)], stdout=subprocess.PIPE
        )
        for number in range(WRITERS)
    ]
    reported = [line for writer in writers for line in writer.communicate()[0].decode().split()]
    print(f"{len(reported)} commits of {WRITERS} writers in {time.monotonic() - start:.0f} s")  # noqa: T201  # the figure a campaign is run for
    assert all(writer.returncode == 0 for writer in writers)
    assert len(reported) == WRITERS * COMMITS

    assert set(reported) <= set(git(repository, "rev-list", "HEAD").split())
    subjects = set(git(repository, "log", "--format=%s").splitlines())
    assert subjects == {"Begin"} | {f"writer{who} {number}" for who in range(WRITERS) for number in range(COMMITS)}
    assert git(repository, "log", "--format=", "--name-only", "--", "staged.env") == ""
    assert git(repository, "status", "--porcelain") == "A  staged.env\n"
    assert git(repository, "fsck", "--no-dangling") == ""
    assert not list((repository / ".git").glob("*.lock"))
