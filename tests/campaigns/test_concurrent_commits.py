"""Many people commit in one clone at the same moment, and no revision is lost. All of it: 20,000 commits.

Commits of one clone are made one after the other, so in full there are as many clones as cores.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.campaigns.share import is_full, share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

CLONES = (os.cpu_count() or 1) if is_full() else 1
WRITERS, COMMITS = share(small=4, full=20 // CLONES), share(small=5, full=1_000)

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
    clones = [repository, *(repository.with_name(f"clone-{number}") for number in range(1, CLONES))]
    for clone in clones[1:]:
        shutil.copytree(repository, clone)
    start = time.monotonic()
    at_work = {clone: [begun(clone, number) for number in range(WRITERS)] for clone in clones}
    reported = {
        clone: [line for writer in writers for line in writer.communicate()[0].decode().split()]
        for clone, writers in at_work.items()
    }
    count = sum(map(len, reported.values()))
    print(f"{count} commits of {WRITERS} writers in {CLONES} clones in {time.monotonic() - start:.0f} s")  # noqa: T201  # the figure a campaign is run for
    for clone, writers in at_work.items():
        assert all(writer.returncode == 0 for writer in writers)
        look_at(clone, reported[clone], git)


def begun(clone: Path, number: int) -> subprocess.Popen[bytes]:
    """Let a writer begin."""
    words = [sys.executable, "-c", WRITER, str(clone), f"writer{number}", str(COMMITS)]
    return subprocess.Popen(words, stdout=subprocess.PIPE)


def look_at(clone: Path, reported: Sequence[str], git: Callable[..., str]) -> None:
    """See that every commit is there that was reported, and nothing else happened to the clone."""
    assert len(reported) == WRITERS * COMMITS
    assert set(reported) <= set(git(clone, "rev-list", "HEAD").split())
    subjects = set(git(clone, "log", "--format=%s").splitlines())
    assert subjects == {"Begin"} | {f"writer{who} {number}" for who in range(WRITERS) for number in range(COMMITS)}
    assert git(clone, "log", "--format=", "--name-only", "--", "staged.env") == ""
    assert git(clone, "status", "--porcelain") == "A  staged.env\n"
    assert git(clone, "fsck", "--no-dangling") == ""
    assert not list((clone / ".git").glob("*.lock"))
