"""What an export may write over, and what it leaves alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cjm_tui.cli.main import run
from cjm_tui.errors import CjmError, SaveError, UnreadableError, UsageError
from cjm_tui.services.export.files import page_file, write
from cjm_tui.services.export.pages import (
    ExportRequest,
    Stale,
    export,
    export_each,
    stale_each,
    stale_pages,
)
from cjm_tui.storage import replacing
from tests.services.wayside import MAP, change, page_of


def test_a_folder_that_links_out_of_the_repository_is_refused(way: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (way.parent / "docs").symlink_to(outside)
    with pytest.raises(UsageError, match="outside"):
        export(ExportRequest(way))
    assert list(outside.iterdir()) == []


def test_a_folder_that_links_into_gits_own_is_refused(way: Path) -> None:
    (way.parent / "docs").symlink_to(way.parent / ".git" / "refs")
    with pytest.raises(UsageError, match="outside"):
        export(ExportRequest(way))
    assert list((way.parent / ".git" / "refs").rglob("*.md")) == []


def test_a_page_that_is_a_link_out_of_the_repository_is_refused(way: Path, tmp_path: Path) -> None:
    page_of(way).parent.mkdir(parents=True)
    page_of(way).symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(UsageError, match="outside of the repository"):
        export(ExportRequest(way))
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_file_somebody_wrote_is_left_alone(way: Path) -> None:
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_text("# My own notes\n")
    with pytest.raises(SaveError, match=r"way.md was not made by cjm") as caught:
        export(ExportRequest(way))
    assert "<!-- cjm:begin -->" in caught.value.hint
    assert page_of(way).read_text() == "# My own notes\n"


def test_a_page_that_cannot_be_written_keeps_no_other_from_it_and_none_of_its_own_files_is(way: Path) -> None:
    (way / "another.toml").write_text(MAP)
    (way / "broken.toml").write_text("title =\n")
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_text("# My own notes\n")
    request = ExportRequest(way, with_picture=True)
    told = [one.message if isinstance(one, CjmError) else one.name for one in export_each(request)]
    assert told[:2] == ["docs/journeys/another.svg", "docs/journeys/another.md"]
    assert "broken.toml:1: " in told[2]
    assert "way.md was not made by cjm" in told[3]
    assert sorted(path.name for path in page_of(way).parent.iterdir()) == ["another.md", "another.svg", "way.md"]
    assert page_of(way).read_text() == "# My own notes\n"
    with pytest.raises(UnreadableError, match=r"broken\.toml:1"):
        export(request)


def test_those_that_are_stale_are_told_beside_those_that_cannot_be_written(way: Path) -> None:
    (way / "another.toml").write_text(MAP)
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_text("# My own notes\n")
    stale, refused = stale_each(ExportRequest(way))
    assert isinstance(stale, Stale)
    assert (stale.name, stale.is_missing) == ("docs/journeys/another.md", True)
    assert isinstance(refused, SaveError)
    with pytest.raises(SaveError, match=r"way.md was not made by cjm"):
        stale_pages(ExportRequest(way))


def test_only_the_marked_part_of_somebody_s_file_is_written(way: Path) -> None:
    around = "# Ours\r\n\r\nBefore – é\r\n\r\n<!-- cjm:begin -->\r\nold\r\n<!-- cjm:end -->\r\n\r\nAfter\r\n"
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_bytes(around.encode())
    export(ExportRequest(way))
    text = page_of(way).read_bytes().decode()
    assert text.startswith("# Ours\r\n\r\nBefore – é\r\n\r\n<!-- cjm:begin -->\r\n\r\n<!-- Made by cjm export")
    assert text.endswith("<!-- cjm:end -->\r\n\r\nAfter\r\n")
    assert "old" not in text
    assert text.count("\n") == text.count("\r\n")
    assert not export(ExportRequest(way))[0].is_written
    assert stale_pages(ExportRequest(way)) == ()


@pytest.mark.parametrize("marks", [("begin",), ("end", "begin"), ("begin", "end", "end"), ("begin", "begin", "end")])
def test_marks_that_are_no_pair_are_named_with_their_line(way: Path, marks: tuple[str, ...]) -> None:
    text = "# Ours\n\n" + "".join(f"<!-- cjm:{mark} -->\n" for mark in marks)
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_text(text)
    with pytest.raises(SaveError, match=r"way.md, line 3: "):
        export(ExportRequest(way))
    assert page_of(way).read_text() == text


def test_a_part_inside_a_code_block_would_not_read_back_and_is_not_written(way: Path) -> None:
    text = "````\n<!-- cjm:begin -->\n<!-- cjm:end -->\n````\n"
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_text(text)
    with pytest.raises(SaveError, match="would not read back"):
        export(ExportRequest(way))
    assert page_of(way).read_text() == text


def test_a_picture_is_ours_to_write_only_when_we_made_it(way: Path) -> None:
    picture = page_of(way).with_suffix(".svg")
    picture.parent.mkdir(parents=True)
    picture.write_text("<svg/>")
    with pytest.raises(SaveError, match=r"way.svg was not made by cjm"):
        export(ExportRequest(way, with_picture=True))
    picture.unlink()
    export(ExportRequest(way, with_picture=True))
    assert "(way.svg)" in page_of(way).read_text()
    assert stale_pages(ExportRequest(way, with_picture=True)) == ()


def test_a_full_disk_is_said_in_words(way: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(ExportRequest(way))
    before = page_of(way).read_text()
    change(way, "emotion = -1", "emotion = 2")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing, "write_all", full)
    with pytest.raises(CjmError, match="the disk is full"):
        export(ExportRequest(way))
    assert page_of(way).read_text() == before
    assert [path.name for path in page_of(way).parent.iterdir()] == ["way.md"]


def test_a_page_that_changes_while_it_is_written_is_left_to_whoever_changed_it(way: Path) -> None:
    export(ExportRequest(way))
    made = page_file(page_of(way), "<!-- Made by cjm export from maps/way.toml -->\n")
    page_of(way).write_text("# Just now\n")
    with pytest.raises(SaveError, match="has just been changed by somebody else"):
        write(made)
    assert page_of(way).read_text() == "# Just now\n"


def test_what_is_no_text_is_somebody_else_s(way: Path) -> None:
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_bytes(b"\xff<!-- Made by cjm export from maps/way.toml -->")
    with pytest.raises(SaveError, match="was not made by cjm"):
        export(ExportRequest(way))


def test_what_stands_in_the_way_of_a_page_is_said_in_words(way: Path) -> None:
    page_of(way).mkdir(parents=True)
    with pytest.raises(SaveError, match="cannot be read"):
        export(ExportRequest(way))
    shutil.rmtree(way.parent / "docs")
    (way.parent / "docs").write_text("")
    with pytest.raises(SaveError, match=r"cannot be (?:read|made)"):
        export(ExportRequest(way))


def test_a_sentence_that_only_names_us_does_not_make_a_page_ours(way: Path) -> None:
    page_of(way).parent.mkdir(parents=True)
    page_of(way).write_text("This page was once Made by cjm export from maps/way.toml.\n")
    with pytest.raises(SaveError, match="was not made by cjm"):
        export(ExportRequest(way))


@pytest.fixture
def away(way: Path, tmp_path: Path) -> Path:
    """Put a map beside the other that is a link out of the repository."""
    outside = tmp_path / "outside.toml"
    outside.write_text(MAP)
    link = way / "away.toml"
    link.symlink_to(outside)
    return link


def test_a_map_that_is_a_link_out_of_the_repository_is_named_and_keeps_no_other_from_its_page(
    way: Path, away: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(way.parent)
    named = f"maps/away.toml leads to {away.resolve()}, outside of the repository"
    for command in (["export"], ["export", "--check"], ["export", "--stdout"]):
        assert run(command) == 2
        said = capsys.readouterr()
        assert named in said.err
        assert said.err.count("away") == 1
        assert ("# Way" in said.out) == (command == ["export", "--stdout"])
    assert page_of(way).exists()
    assert run(["export", "away"]) == 2
    assert capsys.readouterr().err.startswith(f"cjm: Not exported: {named}")
