"""A merge whose process is killed leaves nothing that the next one does not sweep."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjm_tui.history.by_record import sweep_attributes
from cjm_tui.model.edits import set_field
from cjm_tui.services.joining.sync import sync
from tests.model.documents import PAY
from tests.services.joining.conftest import Clone

_MERGING = """
import sys, time
from pathlib import Path
from cjm_tui.history.by_record import merging_by_record
from cjm_tui.history.repository import require_repository
with merging_by_record(require_repository(Path(sys.argv[1])), "*.toml"):
    print("merging", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def merging(clones: tuple[Clone, Clone]) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of a merge in Nora's clone."""
    command = [sys.executable, "-c", _MERGING, str(clones[0].folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "merging\n"
        yield process
        process.kill()


def left_by(clone: Clone) -> list[Path]:
    return list((clone.folder / ".git" / "cjm").glob("attributes-*"))


def test_what_a_merge_needs_stands_in_the_repositorys_own_folder_as_long_as_it_lasts(
    clones: tuple[Clone, Clone], merging: subprocess.Popen[str]
) -> None:
    nora, _ = clones
    assert merging.poll() is None
    assert len(left_by(nora)) == 1
    sweep_attributes(nora.folder / ".git")
    assert len(left_by(nora)) == 1


def test_what_a_killed_merge_left_is_swept_by_the_next(
    clones: tuple[Clone, Clone], merging: subprocess.Popen[str]
) -> None:
    nora, tomas = clones
    merging.kill()
    merging.wait()
    assert len(left_by(nora)) == 1
    tomas.edits(lambda document: set_field(document, PAY, "emotion", 2))
    sync(tomas.folder)
    assert sync(nora.folder).received == 1
    assert left_by(nora) == []
    assert nora.document == tomas.document
