"""Folders and files that somebody may not look into: said in words, and in the way of nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_tui.services.past.versions import version_named
from cjm_tui.services.workspace.review import review
from cjm_tui.services.workspace.templates import new_map
from tests.storage.cards import in_another_process

SOMEBODY = 65534
MAP = 'schema = "map/1"\ntitle = "T"\n'

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    folder = tmp_path / "maps"
    (folder / "evidence").mkdir(parents=True)
    (folder / "cjm.toml").write_text('schema = "workspace/1"\n')
    (folder / "buy.toml").write_text(MAP)
    (folder / "sell.toml").write_text(MAP + 'state = "now"\n')
    (folder / "evidence" / "poll.toml").write_text(
        'schema = "evidence/1"\nname = "Poll"\nkind = "poll"\ndate = 2026-01-01\n\n'
        '[quote.a]\nname = "It spun"\n  touchpoint = "buy#pay"\n'
    )
    for above in (tmp_path, *tmp_path.parents[:-2]):
        above.chmod(above.stat().st_mode | 0o055)
    return folder


def as_somebody(folder: Path, work: Callable[[], object]) -> str:
    """Work in a folder as a user who is not root; return what was said about an error."""

    def deed() -> None:
        os.chdir(folder)
        os.setgroups([])
        os.setgid(SOMEBODY)
        os.setuid(SOMEBODY)
        work()

    return in_another_process(deed)


@pytest.mark.parametrize("mode", [0o700, 0o744, 0o711])
@pytest.mark.parametrize(
    "work",
    [review, lambda: version_named("buy"), lambda: version_named("buy@HEAD"), lambda: new_map("Rent")],
    ids=["check", "show", "show a revision", "new"],
)
def test_a_folder_of_maps_that_is_closed_is_named(maps: Path, mode: int, work: Callable[[], object]) -> None:
    maps.chmod(mode)
    said = as_somebody(maps.parent, work)
    assert f"you may not look into the folder {maps}" in said
    assert "Check who may enter it." in said


def test_a_closed_folder_is_no_obstacle_to_maps_further_up(maps: Path) -> None:
    inner = maps.parent / "game" / "maps"
    inner.mkdir(parents=True)
    inner.chmod(0o700)
    assert as_somebody(inner.parent, lambda: version_named("buy")) == ""


def test_of_a_map_that_may_not_be_read_nothing_else_is_said_than_that(maps: Path, tmp_path: Path) -> None:
    (maps / "buy.toml").chmod(0o600)
    found = tmp_path / "found"
    found.touch()
    found.chmod(0o666)
    assert as_somebody(maps.parent, lambda: found.write_text("\n".join(map(str, review().problems)))) == ""
    denied, wrong = found.read_text().splitlines()
    assert denied == "maps/buy.toml: permission denied; check who may read it"
    assert wrong.startswith("maps/sell.toml:3: map.state")
