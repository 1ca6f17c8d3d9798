"""The history on a page, and when a page is stale, over real git."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.services.export.page_commit import commit_pages
from cjm_tui.services.export.pages import (
    ExportRequest,
    export,
    stale_pages,
)
from tests.services.wayside import MAP, change, page_of, rows, section

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_page_is_checked_against_its_map(way: Path, git: Callable[..., str]) -> None:
    (missing,) = stale_pages(ExportRequest(way))
    assert missing.is_missing
    exported = export(ExportRequest(way))
    commit_pages(exported)
    assert stale_pages(ExportRequest(way)) == ()
    change(way, "emotion = -1", "emotion = 2")
    (stale,) = stale_pages(ExportRequest(way))
    assert not stale.is_missing
    assert stale.name == "docs/journeys/way.md"
    assert "-| One | `▂` | −1 | −1.0 |" in stale.difference.splitlines()
    assert "+| One | `█` | +2 | +2.0 |" in stale.difference.splitlines()
    git(way.parent, "commit", "-q", "-a", "-m", "Better")
    export(ExportRequest(way))
    assert stale_pages(ExportRequest(way)) == ()


def test_the_history_does_not_make_a_page_stale(way: Path, git: Callable[..., str]) -> None:
    export(ExportRequest(way))
    change(way, "emotion = -1", "emotion = 0")
    git(way.parent, "commit", "-q", "-a", "-m", "Other")
    change(way, "emotion = 0", "emotion = -1")
    git(way.parent, "commit", "-q", "-a", "-m", "Back")
    assert stale_pages(ExportRequest(way)) == ()
    assert export(ExportRequest(way))[0].is_written


def test_a_shallow_clone_checks_as_a_whole_one_does(way: Path, git: Callable[..., str], tmp_path: Path) -> None:
    change(way, "emotion = -1", "emotion = 0")
    git(way.parent, "commit", "-q", "-a", "-m", "Better")
    commit_pages(export(ExportRequest(way)))
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", way.parent.as_uri(), str(clone))
    assert stale_pages(ExportRequest(clone / "maps")) == ()
    export(ExportRequest(clone / "maps"))
    assert "This clone is shallow" in (clone / "docs/journeys/way.md").read_text()


def test_the_history_tells_each_commit_by_what_stood_before_it(way: Path, git: Callable[..., str]) -> None:
    git(way.parent, "switch", "-q", "-c", "side")
    change(way, 'name = "Pay"', 'name = "Pay by card"')
    git(way.parent, "commit", "-q", "-a", "-m", "Side", "--author", "Kim <kim@example.org>")
    git(way.parent, "switch", "-q", "main")
    change(way, "emotion = -1", "emotion = -2")
    git(way.parent, "commit", "-q", "-a", "-m", "Main")
    git(way.parent, "merge", "-q", "--no-edit", "side")
    export(ExportRequest(way))
    history = rows(section(page_of(way).read_text(), "Revision history"))
    assert {row[4] for row in history} == {
        "Pay by card: name ‘Pay’ → ‘Pay by card’",
        "Pay: emotion −1 → −2",
        "a new map with 1 stage and 1 touchpoint",
    }
    assert "Kim" in {row[1] for row in history}


def test_revisions_that_changed_nothing_a_reader_sees_are_passed_over(way: Path, git: Callable[..., str]) -> None:
    for emotion in (0, 1, 2):
        path = way / "way.toml"
        path.write_text(path.read_text().replace("emotion = ", "emotion  =  "))
        git(way.parent, "commit", "-q", "-a", "-m", "Only spaces")
        path.write_text(MAP.replace("emotion = -1", f"emotion = {emotion}"))
        git(way.parent, "commit", "-q", "-a", "-m", "A change")
    export(ExportRequest(way, revisions=2))
    text = section(page_of(way).read_text(), "Revision history")
    assert "The last 2 of 7 revisions, newest first." in text
    assert [row[4] for row in rows(text)] == ["Pay: emotion +1 → +2", "Pay: emotion 0 → +1"]
    export(ExportRequest(way, revisions=None))
    assert len(rows(section(page_of(way).read_text(), "Revision history"))) == 4


def test_a_version_nobody_can_read_is_said_and_does_not_stop_the_page(way: Path, git: Callable[..., str]) -> None:
    (way / "way.toml").write_text("<<<<<<< ours\n")
    git(way.parent, "commit", "-q", "-a", "-m", "Broken")
    (way / "way.toml").write_text(MAP)
    git(way.parent, "commit", "-q", "-a", "-m", "Repaired")
    export(ExportRequest(way))
    history = rows(section(page_of(way).read_text(), "Revision history"))
    assert [row[4] for row in history] == [
        "can be read again",
        "nobody can read this version",
        "a new map with 1 stage and 1 touchpoint",
    ]


def test_a_map_that_was_renamed_keeps_its_past(way: Path, git: Callable[..., str]) -> None:
    git(way.parent, "mv", "maps/way.toml", "maps/path.toml")
    git(way.parent, "commit", "-q", "-m", "Rename")
    (exported,) = export(ExportRequest(way))
    assert exported.name == "docs/journeys/path.md"
    assert "a new map with 1 stage and 1 touchpoint" in exported.path.read_text()


def test_without_a_repository_there_is_a_page_without_a_history(tmp_path: Path) -> None:
    maps = tmp_path / "team" / "maps"
    maps.mkdir(parents=True)
    (maps / "way.toml").write_text(MAP)
    (exported,) = export(ExportRequest(maps))
    assert exported.path == tmp_path / "team" / "docs" / "journeys" / "way.md"
    assert "Revision history" not in exported.path.read_text()
