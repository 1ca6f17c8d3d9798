"""Pages on disk, over real files and real git: what is written, what is left alone, and when a page is stale."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_tui.errors import CjmError, NotFoundError, NothingToCommit, SaveError, UnreadableError, UsageError
from cjm_tui.services.export import (
    Exported,
    ExportRequest,
    commit_pages,
    export,
    stale_pages,
    text_for_a_pipe,
)
from cjm_tui.services.shipped import maps_folder
from cjm_tui.storage import replacing

if TYPE_CHECKING:
    from collections.abc import Callable

MAP = """\
schema = "map/1"
title = "Way"

[stage.one]
name = "One"
  order = 10

[touchpoint.pay]
name = "Pay"
  stage = "one"
  order = 10
  emotion = -1
"""


@pytest.fixture
def folder(repository: Path, git: Callable[..., str]) -> Path:
    """Make a folder of one map, committed; return the folder of the maps."""
    maps = repository / "maps"
    maps.mkdir()
    (maps / "way.toml").write_text(MAP)
    git(repository, "add", "maps")
    git(repository, "commit", "-q", "-m", "A map")
    return maps


def page_of(folder: Path) -> Path:
    return folder.parent / "docs" / "journeys" / "way.md"


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "way.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def section(text: str, title: str) -> str:
    return text.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_pages_go_to_docs_journeys_unless_the_team_says_otherwise(folder: Path) -> None:
    (exported,) = export(ExportRequest(folder))
    assert exported == Exported(page_of(folder), "docs/journeys/way.md", "Way", is_written=True, is_new=True)
    assert page_of(folder).read_text().startswith("<!-- Made by cjm export from maps/way.toml.")


def test_the_team_says_in_its_settings_where_pages_go(folder: Path) -> None:
    (folder / "cjm.toml").write_text(
        'schema = "workspace/1"\n\n[export.a]\ntarget = "gfm"\nto = "wiki/a"\n\n[export.b]\ntarget = "gfm"\nto = "b"\n'
    )
    assert [one.name for one in export(ExportRequest(folder))] == ["wiki/a/way.md", "b/way.md"]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ('target = "word"\nto = "docs"', "there is no target “word”"),
        ('target = "gfm"\nto = "../docs"', "“../docs” is no folder inside the repository"),
        ('target = "gfm"\nto = "/tmp"', "“/tmp” is no folder inside the repository"),
        ('target = "gfm"\nto = ""', "“” is no folder inside the repository"),
    ],
)
def test_settings_that_cannot_be_followed_are_named_with_their_place(folder: Path, record: str, said: str) -> None:
    (folder / "cjm.toml").write_text(f'schema = "workspace/1"\n\n[export.pages]\n{record}\n')
    with pytest.raises(UsageError, match=f"maps/cjm.toml: export.pages.(to|target): {said}"):
        export(ExportRequest(folder))


def test_a_folder_that_links_out_of_the_repository_is_refused(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder.parent / "docs").symlink_to(outside)
    with pytest.raises(UsageError, match="outside"):
        export(ExportRequest(folder))
    assert list(outside.iterdir()) == []


def test_a_page_that_is_a_link_out_of_the_repository_is_refused(folder: Path, tmp_path: Path) -> None:
    page_of(folder).parent.mkdir(parents=True)
    page_of(folder).symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(UsageError, match="outside of the repository"):
        export(ExportRequest(folder))
    assert not (tmp_path / "elsewhere.md").exists()


def test_exporting_twice_writes_once(folder: Path) -> None:
    export(ExportRequest(folder))
    before = page_of(folder).stat()
    (again,) = export(ExportRequest(folder))
    assert not again.is_written
    assert page_of(folder).stat() == before


def test_a_file_somebody_wrote_is_left_alone(folder: Path) -> None:
    page_of(folder).parent.mkdir(parents=True)
    page_of(folder).write_text("# My own notes\n")
    with pytest.raises(SaveError, match=r"way.md was not made by cjm") as caught:
        export(ExportRequest(folder))
    assert "<!-- cjm:begin -->" in caught.value.hint
    assert page_of(folder).read_text() == "# My own notes\n"


def test_nothing_is_written_when_one_page_cannot_be(folder: Path) -> None:
    (folder / "another.toml").write_text(MAP)
    page_of(folder).parent.mkdir(parents=True)
    page_of(folder).write_text("# My own notes\n")
    with pytest.raises(SaveError):
        export(ExportRequest(folder))
    assert [path.name for path in page_of(folder).parent.iterdir()] == ["way.md"]


def test_only_the_marked_part_of_somebody_s_file_is_written(folder: Path) -> None:
    around = "# Ours\r\n\r\nBefore – é\r\n\r\n<!-- cjm:begin -->\r\nold\r\n<!-- cjm:end -->\r\n\r\nAfter\r\n"
    page_of(folder).parent.mkdir(parents=True)
    page_of(folder).write_bytes(around.encode())
    export(ExportRequest(folder))
    text = page_of(folder).read_bytes().decode()
    assert text.startswith("# Ours\r\n\r\nBefore – é\r\n\r\n<!-- cjm:begin -->\r\n\r\n<!-- Made by cjm export")
    assert text.endswith("<!-- cjm:end -->\r\n\r\nAfter\r\n")
    assert "old" not in text
    assert text.count("\n") == text.count("\r\n")
    assert not export(ExportRequest(folder))[0].is_written
    assert stale_pages(ExportRequest(folder)) == ()


@pytest.mark.parametrize("marks", [("begin",), ("end", "begin"), ("begin", "end", "end"), ("begin", "begin", "end")])
def test_marks_that_are_no_pair_are_named_with_their_line(folder: Path, marks: tuple[str, ...]) -> None:
    text = "# Ours\n\n" + "".join(f"<!-- cjm:{mark} -->\n" for mark in marks)
    page_of(folder).parent.mkdir(parents=True)
    page_of(folder).write_text(text)
    with pytest.raises(SaveError, match=r"way.md, line 3: "):
        export(ExportRequest(folder))
    assert page_of(folder).read_text() == text


def test_a_part_inside_a_code_block_would_not_read_back_and_is_not_written(folder: Path) -> None:
    text = "````\n<!-- cjm:begin -->\n<!-- cjm:end -->\n````\n"
    page_of(folder).parent.mkdir(parents=True)
    page_of(folder).write_text(text)
    with pytest.raises(SaveError, match="would not read back"):
        export(ExportRequest(folder))
    assert page_of(folder).read_text() == text


def test_a_page_is_checked_against_its_map(folder: Path, git: Callable[..., str]) -> None:
    (missing,) = stale_pages(ExportRequest(folder))
    assert missing.is_missing
    exported = export(ExportRequest(folder))
    commit_pages(exported)
    assert stale_pages(ExportRequest(folder)) == ()
    change(folder, "emotion = -1", "emotion = 2")
    (stale,) = stale_pages(ExportRequest(folder))
    assert not stale.is_missing
    assert stale.name == "docs/journeys/way.md"
    assert "-| One | `▂` | −1 | −1.0 |" in stale.difference.splitlines()
    assert "+| One | `█` | +2 | +2.0 |" in stale.difference.splitlines()
    git(folder.parent, "commit", "-q", "-a", "-m", "Better")
    export(ExportRequest(folder))
    assert stale_pages(ExportRequest(folder)) == ()


def test_the_history_does_not_make_a_page_stale(folder: Path, git: Callable[..., str]) -> None:
    export(ExportRequest(folder))
    change(folder, "emotion = -1", "emotion = 0")
    git(folder.parent, "commit", "-q", "-a", "-m", "Other")
    change(folder, "emotion = 0", "emotion = -1")
    git(folder.parent, "commit", "-q", "-a", "-m", "Back")
    assert stale_pages(ExportRequest(folder)) == ()
    assert export(ExportRequest(folder))[0].is_written


def test_a_shallow_clone_checks_as_a_whole_one_does(folder: Path, git: Callable[..., str], tmp_path: Path) -> None:
    change(folder, "emotion = -1", "emotion = 0")
    git(folder.parent, "commit", "-q", "-a", "-m", "Better")
    commit_pages(export(ExportRequest(folder)))
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", folder.parent.as_uri(), str(clone))
    assert stale_pages(ExportRequest(clone / "maps")) == ()
    export(ExportRequest(clone / "maps"))
    assert "This clone is shallow" in (clone / "docs/journeys/way.md").read_text()


def test_the_history_tells_each_commit_by_what_stood_before_it(folder: Path, git: Callable[..., str]) -> None:
    git(folder.parent, "switch", "-q", "-c", "side")
    change(folder, 'name = "Pay"', 'name = "Pay by card"')
    git(folder.parent, "commit", "-q", "-a", "-m", "Side", "--author", "Kim <kim@example.org>")
    git(folder.parent, "switch", "-q", "main")
    change(folder, "emotion = -1", "emotion = -2")
    git(folder.parent, "commit", "-q", "-a", "-m", "Main")
    git(folder.parent, "merge", "-q", "--no-edit", "side")
    export(ExportRequest(folder))
    history = rows(section(page_of(folder).read_text(), "Revision history"))
    assert {row[4] for row in history} == {
        "Pay by card: name ‘Pay’ → ‘Pay by card’",
        "Pay: emotion −1 → −2",
        "a new map with 1 stage and 1 touchpoint",
    }
    assert "Kim" in {row[1] for row in history}


def test_revisions_that_changed_nothing_a_reader_sees_are_passed_over(folder: Path, git: Callable[..., str]) -> None:
    for emotion in (0, 1, 2):
        path = folder / "way.toml"
        path.write_text(path.read_text().replace("emotion = ", "emotion  =  "))
        git(folder.parent, "commit", "-q", "-a", "-m", "Only spaces")
        path.write_text(MAP.replace("emotion = -1", f"emotion = {emotion}"))
        git(folder.parent, "commit", "-q", "-a", "-m", "A change")
    export(ExportRequest(folder, revisions=2))
    text = section(page_of(folder).read_text(), "Revision history")
    assert "The last 2 of 7 revisions, newest first." in text
    assert [row[4] for row in rows(text)] == ["Pay: emotion +1 → +2", "Pay: emotion 0 → +1"]
    export(ExportRequest(folder, revisions=None))
    assert len(rows(section(page_of(folder).read_text(), "Revision history"))) == 4


def test_a_version_nobody_can_read_is_said_and_does_not_stop_the_page(folder: Path, git: Callable[..., str]) -> None:
    (folder / "way.toml").write_text("<<<<<<< ours\n")
    git(folder.parent, "commit", "-q", "-a", "-m", "Broken")
    (folder / "way.toml").write_text(MAP)
    git(folder.parent, "commit", "-q", "-a", "-m", "Repaired")
    export(ExportRequest(folder))
    history = rows(section(page_of(folder).read_text(), "Revision history"))
    assert [row[4] for row in history] == [
        "can be read again",
        "nobody can read this version",
        "a new map with 1 stage and 1 touchpoint",
    ]


def test_a_map_that_was_renamed_keeps_its_past(folder: Path, git: Callable[..., str]) -> None:
    git(folder.parent, "mv", "maps/way.toml", "maps/path.toml")
    git(folder.parent, "commit", "-q", "-m", "Rename")
    (exported,) = export(ExportRequest(folder))
    assert exported.name == "docs/journeys/path.md"
    assert "a new map with 1 stage and 1 touchpoint" in exported.path.read_text()


def test_without_a_repository_there_is_a_page_without_a_history(tmp_path: Path) -> None:
    maps = tmp_path / "team" / "maps"
    maps.mkdir(parents=True)
    (maps / "way.toml").write_text(MAP)
    (exported,) = export(ExportRequest(maps))
    assert exported.path == tmp_path / "team" / "docs" / "journeys" / "way.md"
    assert "Revision history" not in exported.path.read_text()


def test_exactly_the_pages_are_committed(folder: Path, git: Callable[..., str]) -> None:
    change(folder, "emotion = -1", "emotion = 0")
    (folder.parent / "secret").write_text("x")
    git(folder.parent, "add", "secret")
    exported = export(ExportRequest(folder, with_picture=True))
    commit_pages(exported)
    named = git(folder.parent, "show", "--name-only", "--format=%s", "HEAD").split("\n")
    assert [line for line in named if line] == ["Page of Way", "docs/journeys/way.md", "docs/journeys/way.svg"]
    assert git(folder.parent, "status", "--short").splitlines() == [" M maps/way.toml", "A  secret"]
    with pytest.raises(NothingToCommit):
        commit_pages(export(ExportRequest(folder, with_picture=True)))


def test_a_picture_is_ours_to_write_only_when_we_made_it(folder: Path) -> None:
    picture = page_of(folder).with_suffix(".svg")
    picture.parent.mkdir(parents=True)
    picture.write_text("<svg/>")
    with pytest.raises(SaveError, match=r"way.svg was not made by cjm"):
        export(ExportRequest(folder, with_picture=True))
    picture.unlink()
    export(ExportRequest(folder, with_picture=True))
    assert "(way.svg)" in page_of(folder).read_text()
    assert stale_pages(ExportRequest(folder, with_picture=True)) == ()


def test_a_pipe_gets_the_page_and_the_disk_nothing(folder: Path) -> None:
    text = text_for_a_pipe(ExportRequest(folder))
    assert text.startswith("<!-- Made by cjm export")
    assert not page_of(folder).exists()


def test_a_map_that_cannot_be_read_is_named_with_its_line(folder: Path) -> None:
    (folder / "way.toml").write_text(MAP + "[touchpoint.pay]\n")
    with pytest.raises(UnreadableError, match=r"maps/way.toml:\d+"):
        export(ExportRequest(folder))


def test_what_is_no_map_is_not_exported(folder: Path) -> None:
    (folder / "personas").mkdir()
    persona = folder / "personas" / "kim.toml"
    persona.write_text('schema = "persona/1"\nname = "Kim"\n')
    with pytest.raises(UnreadableError, match="is no map"):
        export(ExportRequest(folder, (persona,)))
    with pytest.raises(NotFoundError):
        export(ExportRequest(folder, (folder / "gone.toml",)))
    (folder / "way.toml").unlink()
    with pytest.raises(UsageError, match="there is no map"):
        export(ExportRequest(folder))


def test_a_broken_persona_costs_its_name_not_the_page(folder: Path) -> None:
    change(folder, 'title = "Way"', 'title = "Way"\npersonas = ["kim"]')
    (folder / "personas").mkdir()
    (folder / "personas" / "kim.toml").write_text("name = \n")
    export(ExportRequest(folder))
    assert "**Persona:** **Kim**" in page_of(folder).read_text()


def test_a_read_only_folder_is_said_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(ExportRequest(folder))
    before = page_of(folder).read_text()
    change(folder, "emotion = -1", "emotion = 2")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing, "_write_all", full)
    with pytest.raises(CjmError, match="the disk is full"):
        export(ExportRequest(folder))
    assert page_of(folder).read_text() == before
    assert [path.name for path in page_of(folder).parent.iterdir()] == ["way.md"]


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
