"""What a person does in the library and in the list of problems."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cjm_tui.model.problem import Problem
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.tui.screens.library import LibraryScreen
from cjm_tui.tui.screens.problems import ProblemsScreen
from tests.tui.dialog_stories import Harness, Story, opened

Git = Callable[..., str]
BROKEN = 'schema = "map/1"\ntitle = "Half merged\n'


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Copy the sample maps; return their folder."""
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps"))


@pytest.fixture(autouse=True)
def boards(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str]]:
    """Note which boards are opened instead of opening them."""
    noted: list[tuple[Path, str]] = []

    def open_board(_app: Harness, path: Path, touchpoint: str = "") -> None:
        noted.append((path, touchpoint))

    monkeypatch.setattr(Harness, "open_board", open_board, raising=False)
    return noted


async def all_is_read(story: Story) -> None:
    await story.waits_for_git()


async def test_every_map_stands_in_a_line_with_its_curve(maps: Path) -> None:
    for size in ((80, 24), (120, 36)):
        async with opened(LibraryScreen(maps), size) as story:
            await all_is_read(story)
            story.takes_a_picture(f"library-{size[0]}x{size[1]}")
            seen = story.sees()
            assert "Buy an outfit onl" in seen
            assert "█" in seen
            assert "▁" in seen


async def test_the_first_frame_has_the_maps_that_fit_on_it(maps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LibraryScreen, "read_again", lambda _: None)
    async with opened(LibraryScreen(maps)) as story:
        assert "Buy an outfit onl" in story.sees()


async def test_what_did_not_fit_on_the_first_frame_is_read_after_it(maps: Path) -> None:
    text = (maps / "buy-an-outfit.toml").read_text("utf-8")
    for at in range(60):
        (maps / f"way-{at:02}.toml").write_text(text, "utf-8")
    count = len(workspace_in(maps).maps)
    async with opened(LibraryScreen(maps), (80, 24)) as story:
        await all_is_read(story)
        assert f"{count} maps" in story.sees()


async def test_enter_opens_the_map_under_the_cursor(maps: Path, boards: list[tuple[Path, str]]) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        await story.presses("down", "enter")
        await story.presses("g", "enter")
        assert {path.parent for path, _ in boards} == {maps}
        assert boards[0] != boards[1]


async def test_words_narrow_the_list_down_and_esc_widens_it(maps: Path, boards: list[tuple[Path, str]]) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        await story.presses("slash")
        await story.types("support")
        await story.presses("enter")
        story.takes_a_picture("library-found-80x24")
        assert "Buy an outfit online" not in story.sees()
        await story.presses("enter")
        assert "support" in boards[0][0].name
        await story.presses("escape")
        assert "Buy an outfit online" in story.sees()


async def test_a_map_is_found_in_the_palette_by_its_title(maps: Path, boards: list[tuple[Path, str]]) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        await story.presses("colon")
        await story.types("support")
        await story.presses("enter")
        assert [path.name for path, _ in boards] == ["support-case.toml"]


async def test_a_card_of_any_map_is_found_by_the_words_in_it(maps: Path, boards: list[tuple[Path, str]]) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        await story.presses("f")
        await all_is_read(story)
        await story.types("fire escape")
        story.takes_a_picture("find-cards-80x24")
        assert "in a green dress on a fire escape" in story.sees()
        await story.presses("enter")
        assert boards == [(maps / "buy-an-outfit.toml", "see-a-post")]


async def test_words_that_no_card_holds_are_said_to_be_in_none(maps: Path) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        await story.presses("f")
        await all_is_read(story)
        await story.types("zebra crossing")
        assert "no card holds these words" in story.sees()
        await story.presses("enter", "escape")
        assert story.is_open()


async def test_the_library_tells_when_a_map_was_touched(repository: Path, git: Git) -> None:
    folder = Path(shutil.copytree(maps_folder(), repository / "maps"))
    git(repository, "add", "maps")
    git(repository, "commit", "-q", "-m", "Maps")
    (folder / "fresh.toml").write_text('schema = "map/1"\ntitle = "Fresh"\n')
    (folder / "support-case.toml").open("a").write("# a note\n")
    async with opened(LibraryScreen(folder), (140, 36)) as story:
        await all_is_read(story)
        story.takes_a_picture("library-touched-140x36")
        seen = story.sees()
        assert "new" in next(line for line in seen.splitlines() if "Fresh" in line)
        assert "changed" in next(line for line in seen.splitlines() if "A case" in line)
        assert "day" in next(line for line in seen.splitlines() if "Bring a tool" in line)


async def test_a_title_too_long_for_its_column_is_told_whole_below_the_list(maps: Path) -> None:
    async with opened(LibraryScreen(maps), size=(80, 24)) as story:
        assert "A case, from the first error to the renewal" in story.sees()
        await story.presses("j", "j", "j")
        assert "Buy an outfit online, a year from now" in story.sees()


async def test_a_map_that_cannot_be_read_is_listed_beside_all_others(maps: Path) -> None:
    (maps / "half.toml").write_text(BROKEN)
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        assert "half (cannot be read)" in story.sees()
        assert "Buy an outfit online" in story.sees()
        await story.presses("G")
        assert "! says why" in story.sees()


async def test_a_map_made_meanwhile_is_there_on_the_way_back(maps: Path) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        (maps / "fresh.toml").write_text('schema = "map/1"\ntitle = "Fresh from the editor"\n')
        await story.presses("question_mark", "escape")
        await all_is_read(story)
        assert "Fresh from the editor" in story.sees()


async def test_an_empty_folder_names_the_next_key(tmp_path: Path, boards: list[tuple[Path, str]]) -> None:
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "cjm.toml").write_text('schema = "workspace/1"\n')
    async with opened(LibraryScreen(folder)) as story:
        await all_is_read(story)
        story.takes_a_picture("library-empty-80x24")
        assert "There is no map here yet." in story.sees()
        await story.presses("a")
        await story.types("Return it")
        await story.presses("enter")
        story.takes_a_picture("library-new-80x24")
        await story.presses("enter")
        assert [path.name for path, _ in boards] == ["return-it.toml"]
        assert (folder / "return-it.toml").read_text().startswith('schema = "map/1"\ntitle = "Return it"\n')


async def test_the_problems_of_a_map_lead_to_its_card(maps: Path, boards: list[tuple[Path, str]]) -> None:
    text = 'schema = "map/1"\ntitle = "A"\n\n[stage.s]\nname = "S"\n  order = 1\n\n'
    (maps / "a.toml").write_text(text + '[touchpoint.t]\nname = "T"\n  stage = "s"\n  order = 1\n  emotion = 7\n')
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        await story.presses("s", "s", "s", "g", "exclamation_mark")
        story.takes_a_picture("problems-80x24")
        assert "touchpoint.t.emotion" in story.sees()
        await story.presses("enter")
        assert boards == [(maps / "a.toml", "t")]


async def test_a_list_of_problems_gives_back_the_one_chosen() -> None:
    wrong = Problem("maps/a.toml", 12, "touchpoint.pay", "emotion", "7 is no emotion", "use −2 … +2", "error", "range")
    odd = Problem("maps/a.toml", 30, "touchpoint.pay", "mood", "an unknown key", "remove it", "warning", "unknown")
    for keys, chosen in ((("enter",), wrong), (("down", "enter"), odd), (("escape",), None)):
        async with opened(ProblemsScreen((odd, wrong))) as story:
            await story.presses(*keys)
            assert story.given_back == chosen


async def test_a_problem_is_told_whole_below_the_list() -> None:
    wrong = Problem("maps/a.toml", 12, "touchpoint.pay", "emotion", "7 is no emotion", "use −2 … +2", "error", "range")
    async with opened(ProblemsScreen((wrong,))) as story:
        await story.presses("up")
        assert all(words in story.sees() for words in ("maps/a.toml:12", "7 is no emotion", "use −2 … +2"))


def test_the_columns_fill_the_width_exactly(maps: Path) -> None:
    from cjm_tui.render.cells import length
    from cjm_tui.services.workspace.discovery import workspace_in
    from cjm_tui.services.workspace.library import entries
    from cjm_tui.tui.widgets.library_rows import Listed, columns_for, heading, row

    for cells in (57, 77, 117, 197):
        lines: list[Any] = [heading(cells), *(row(Listed(entry), cells) for entry in entries(workspace_in(maps)))]
        assert {length(line) for line in lines} == {cells}
        assert [column.title for column in columns_for(cells)][:2] == ["map", "curve"]


async def test_a_map_that_somebody_else_makes_appears_by_itself(maps: Path) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        text = (maps / "buy-an-outfit.toml").read_text()
        (maps / "another.toml").write_text(text.replace("Buy an outfit online", "Another way"))
        for _ in range(100):
            await asyncio.sleep(0.05)
            await all_is_read(story)
            if "Another way" in story.sees():
                return
        raise AssertionError(story.sees())


async def test_what_is_typed_to_find_a_map_is_seen_and_where_none_fits_that_is_said(maps: Path) -> None:
    async with opened(LibraryScreen(maps)) as story:
        await all_is_read(story)
        await story.presses("slash", *"zzz")
        assert "zzz" in story.sees()
        assert "No map fits this · esc shows all of them" in story.sees()
        await story.presses("escape")
        assert "Buy an outfit onl" in story.sees()
