"""Pages on disk, over real files and real git: where they go, what is committed, what cannot be exported."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import NotFoundError, NothingToCommit, UnreadableError, UsageError
from cjm_tui.services.export.page_commit import commit_pages
from cjm_tui.services.export.pages import (
    Exported,
    ExportRequest,
    export,
    stale_pages,
    texts_each,
)
from cjm_tui.services.workspace.shipped import maps_folder
from tests.services.wayside import MAP, change, page_of

if TYPE_CHECKING:
    from collections.abc import Callable


def test_pages_go_to_docs_journeys_unless_the_team_says_otherwise(way: Path) -> None:
    (exported,) = export(ExportRequest(way))
    assert exported == Exported(page_of(way), "docs/journeys/way.md", "Way", is_written=True, is_new=True)
    assert page_of(way).read_text().startswith("<!-- Made by cjm export from maps/way.toml.")


def test_the_team_says_in_its_settings_where_pages_go(way: Path) -> None:
    (way / "cjm.toml").write_text(
        'schema = "workspace/1"\n\n[export.a]\ntarget = "gfm"\nto = "wiki/a"\n\n[export.b]\ntarget = "gfm"\nto = "b"\n'
    )
    assert [one.name for one in export(ExportRequest(way))] == ["wiki/a/way.md", "b/way.md"]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ('target = "word"\nto = "docs"', "there is no target “word”"),
        ('target = "gfm"\nto = "../docs"', "“../docs” is no folder inside the repository"),
        ('target = "gfm"\nto = "/tmp"', "“/tmp” is no folder inside the repository"),
        ('target = "gfm"\nto = ".git/refs/heads"', "“.git/refs/heads” is no folder inside the repository"),
        ('target = "gfm"\nto = "docs/.GIT"', "“docs/.GIT” is no folder inside the repository"),
        ('target = "gfm"\nto = ""', "“” is no folder inside the repository"),
    ],
)
def test_settings_that_cannot_be_followed_are_named_with_their_place(way: Path, record: str, said: str) -> None:
    (way / "cjm.toml").write_text(f'schema = "workspace/1"\n\n[export.pages]\n{record}\n')
    with pytest.raises(UsageError, match=f"maps/cjm.toml: export.pages.(to|target): {said}"):
        export(ExportRequest(way))


def test_exporting_twice_writes_once(way: Path) -> None:
    export(ExportRequest(way))
    before = page_of(way).stat().st_mtime_ns, page_of(way).stat().st_ino
    (again,) = export(ExportRequest(way))
    assert not again.is_written
    assert (page_of(way).stat().st_mtime_ns, page_of(way).stat().st_ino) == before


def test_exactly_the_pages_are_committed(way: Path, git: Callable[..., str]) -> None:
    change(way, "emotion = -1", "emotion = 0")
    (way.parent / "secret").write_text("x")
    git(way.parent, "add", "secret")
    exported = export(ExportRequest(way, with_picture=True))
    commit_pages(exported)
    named = git(way.parent, "show", "--name-only", "--format=%s", "HEAD").split("\n")
    assert [line for line in named if line] == ["Page of Way", "docs/journeys/way.md", "docs/journeys/way.svg"]
    assert git(way.parent, "status", "--short").splitlines() == [" M maps/way.toml", "A  secret"]
    with pytest.raises(NothingToCommit):
        commit_pages(export(ExportRequest(way, with_picture=True)))


def test_a_pipe_gets_the_page_and_the_disk_nothing(way: Path) -> None:
    (text,) = texts_each(ExportRequest(way))
    assert isinstance(text, str)
    assert text.startswith("<!-- Made by cjm export")
    assert not page_of(way).exists()


def test_a_map_that_cannot_be_read_is_named_with_its_line(way: Path) -> None:
    (way / "way.toml").write_text(MAP + "[touchpoint.pay]\n")
    with pytest.raises(UnreadableError, match=r"maps/way.toml:\d+"):
        export(ExportRequest(way))


def test_what_is_no_map_is_not_exported(way: Path) -> None:
    (way / "personas").mkdir()
    persona = way / "personas" / "kim.toml"
    persona.write_text('schema = "persona/1"\nname = "Kim"\n')
    with pytest.raises(UnreadableError, match="is no map"):
        export(ExportRequest(way, (persona,)))
    with pytest.raises(NotFoundError):
        export(ExportRequest(way, (way / "gone.toml",)))
    (way / "way.toml").unlink()
    with pytest.raises(UsageError, match="there is no map"):
        export(ExportRequest(way))


def test_a_broken_persona_costs_its_name_not_the_page(way: Path) -> None:
    change(way, 'title = "Way"', 'title = "Way"\npersonas = ["kim"]')
    (way / "personas").mkdir()
    (way / "personas" / "kim.toml").write_text("name = \n")
    export(ExportRequest(way))
    assert "**Persona:** **Kim**" in page_of(way).read_text()


def test_all_sample_maps_are_exported_and_up_to_date(repository: Path, git: Callable[..., str]) -> None:
    shutil.copytree(maps_folder(), repository / "maps")
    git(repository, "add", "maps")
    git(repository, "commit", "-q", "-m", "Maps")
    request = ExportRequest(repository / "maps", with_picture=True)
    exported = export(request)
    assert len(exported) == 2 * len(list((repository / "maps").glob("*.toml"))) - 2
    assert stale_pages(request) == ()
    links = [line for one in exported for line in one.path.read_text().splitlines() if ".md)" in line]
    assert links
    assert all((repository / "docs/journeys" / line.split("](")[1].split(")")[0]).is_file() for line in links)
