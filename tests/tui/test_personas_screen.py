"""What a person does with personas and evidence: look, edit, begin, follow where one is used, lay two side by side."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from cjm_tui.services.workspace.shipped import maps_folder
from cjm_tui.storage.files import load
from cjm_tui.tui.screens.board import BoardScreen
from cjm_tui.tui.screens.filing import FilingScreen
from cjm_tui.tui.screens.personas import PersonasScreen
from cjm_tui.tui.screens.walk import WalkScreen
from tests.tui.file_stories import SIZES, Story, begun

if TYPE_CHECKING:
    from cjm_tui.model.document import Document


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Copy the sample maps; return their folder."""
    return Path(shutil.copytree(maps_folder(), tmp_path / "maps"))


def document_in(path: Path) -> Document:
    document = load(path).document
    assert document is not None
    return document


async def half_typed(story: Story) -> None:
    """Type an exclamation mark behind Fiona's role, and leave the form open."""
    await story.goes_to("fiona")
    await story.presses("enter", "tab")
    await story.types("!")


@pytest.mark.parametrize("size", SIZES)
async def test_personas_are_listed_with_what_they_want_and_what_hurts(maps: Path, size: tuple[int, int]) -> None:
    async with begun(maps, "at", size=size) as story:
        await story.goes_to("fiona")
        story.takes_a_picture(f"personas-{size[0]}")
        seen = story.sees()
        assert "Fashionable Fiona" in seen
        assert "31%" in seen
        for title in ("short-term goals", "long-term goals", *(("pains", "demographics") if size[0] > 100 else ())):
            assert title in seen


async def test_a_form_changes_the_file_and_u_takes_it_back(maps: Path) -> None:
    path = maps / "personas" / "fiona.toml"
    before = path.read_text()
    async with begun(maps, "at") as story:
        await half_typed(story)
        await story.presses("ctrl+s")
        assert document_in(path).header.text("role").endswith("!")
        assert "u undoes" in story.status
        await story.presses("u")
        assert path.read_text() == before
        await story.presses("u")
        assert story.status == "Nothing to undo"


async def test_what_somebody_else_writes_meanwhile_is_kept(maps: Path) -> None:
    path = maps / "personas" / "fiona.toml"
    async with begun(maps, "at") as story:
        await story.goes_to("fiona")
        await story.presses("enter", "tab")
        path.write_text(path.read_text().replace("share = 0.31", "share = 0.4"))
        await story.types("!")
        await story.presses("ctrl+s")
        header = document_in(path).header
        assert header.text("role").endswith("!")
        assert header.number("share") == 0.4


async def test_an_edit_that_cannot_be_saved_is_said_kept_and_saved_later(maps: Path) -> None:
    folder = maps / "personas"
    async with begun(maps, "at") as story:
        await half_typed(story)
        folder.rename(maps / "elsewhere")
        await story.presses("ctrl+s")
        assert "fiona.toml" in story.status or "personas" in story.status
        (maps / "elsewhere").rename(folder)
        await story.presses("escape")
        assert document_in(folder / "fiona.toml").header.text("role").endswith("!")


async def test_one_leaves_without_an_edit_that_cannot_be_saved_only_when_told(maps: Path) -> None:
    folder = maps / "personas"
    async with begun(maps, "at") as story:
        await half_typed(story)
        folder.rename(maps / "elsewhere")
        await story.presses("ctrl+s", "escape")
        assert story.room == "PersonasScreen"
        assert story.status.endswith("esc once more leaves without it")
        await story.presses("escape")
        assert story.room == "LibraryScreen"


async def test_a_new_persona_is_asked_about_in_a_facilitators_words(maps: Path) -> None:
    async with begun(maps, "at", "a", size=(80, 40)) as story:
        await story.types("Busy Bea")
        await story.presses("enter")
        story.takes_a_picture("new-persona")
        seen = story.sees()
        assert "About how old?" in seen
        assert "What do they want by next week?" in seen
        await story.presses("escape")
        assert document_in(maps / "personas" / "busy-bea.toml").title == "Busy Bea"
        screen = cast("PersonasScreen", story.app.screen)
        assert screen.current().id == "busy-bea"


async def test_a_new_persona_that_is_undone_leaves_no_file(maps: Path) -> None:
    async with begun(maps, "at", "a") as story:
        await story.types("Busy Bea")
        await story.presses("enter", "escape")
        assert (maps / "personas" / "busy-bea.toml").exists()
        await story.presses("u")
        assert not (maps / "personas" / "busy-bea.toml").exists()
        assert "Busy Bea" in story.status
        assert "busy-bea" not in [entry.id for entry in cast("PersonasScreen", story.app.screen).shelf.entries]


async def test_from_where_one_is_used_to_the_card_on_the_same_board(maps: Path) -> None:
    async with begun(maps, "quotation_mark", start="buy-an-outfit") as story:
        await story.goes_to("checkout-survey")
        await story.presses("w")
        await story.types("Pay by card")
        await story.presses("enter")
        screen = story.app.screen
        assert isinstance(screen, BoardScreen)
        assert screen.place.touchpoint == "pay-by-card"
        assert len([one for one in story.app.screen_stack if isinstance(one, BoardScreen)]) == 1


async def test_from_the_library_to_a_card_of_any_map_and_back(maps: Path) -> None:
    async with begun(maps, "quotation_mark") as story:
        await story.goes_to("case-survey")
        await story.presses("w", "enter")
        assert story.room == "BoardScreen"
        await story.presses("q")
        assert story.room == "EvidenceScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_two_personas_are_laid_side_by_side(maps: Path, size: tuple[int, int]) -> None:
    async with begun(maps, "at", size=size) as story:
        await story.goes_to("fiona")
        await story.presses("space")
        await story.goes_to("paul")
        await story.presses("space", "v")
        story.takes_a_picture(f"walk-{size[0]}")
        assert isinstance(story.app.screen, WalkScreen)
        seen = story.sees()
        assert "● Fashionable Fiona" in seen
        assert "○ Practical Paul" in seen
        assert "skips it" in seen
        assert "differ ·" in seen


async def test_a_persona_alone_walks_over_everybody_from_map_to_map_and_to_the_card(maps: Path) -> None:
    async with begun(maps, "at") as story:
        await story.goes_to("paul")
        await story.presses("v")
        assert "○ everybody" in story.sees()
        first = cast("WalkScreen", story.app.screen).at
        await story.presses("full_stop")
        assert cast("WalkScreen", story.app.screen).at != first
        await story.presses("down", "enter")
        screen = story.app.screen
        assert isinstance(screen, BoardScreen)
        assert screen.place.touchpoint


async def test_who_walks_nowhere_has_no_journey_and_that_is_said(maps: Path) -> None:
    (maps / "personas" / "nobody.toml").write_text('schema = "persona/1"\nname = "Nobody"\n')
    async with begun(maps, "at") as story:
        await story.goes_to("nobody")
        await story.presses("v")
        assert "no map names them" in story.status
        await story.presses("w")
        assert "named nowhere yet" in story.status


async def test_who_is_named_without_a_file_gets_one_with_enter(maps: Path) -> None:
    (maps / "personas" / "paul.toml").unlink()
    async with begun(maps, "at") as story:
        await story.goes_to("paul")
        assert "no such file" in story.sees()
        await story.presses("enter", "escape")
        assert document_in(maps / "personas" / "paul.toml").title == "Paul"


async def test_a_persona_that_cannot_be_read_says_where_and_the_others_open(maps: Path) -> None:
    (maps / "personas" / "paul.toml").write_text("schema = [\n")
    async with begun(maps, "at") as story:
        await story.goes_to("paul")
        assert "paul.toml:" in story.sees()
        await story.presses("enter")
        assert isinstance(story.app.screen, PersonasScreen)
        assert "paul.toml" in story.status
        await story.goes_to("fiona")
        await story.presses("enter")
        assert not isinstance(story.app.screen, PersonasScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_evidence_shows_its_quotes_and_takes_another(maps: Path, size: tuple[int, int]) -> None:
    path = maps / "evidence" / "checkout-survey.toml"
    before = path.read_text()
    async with begun(maps, "quotation_mark", size=size) as story:
        await story.goes_to("checkout-survey")
        story.takes_a_picture(f"evidence-{size[0]}")
        assert "−2  It asked for my card" in story.sees()
        await story.presses("i", "enter")
        await story.types("So I left")
        await story.presses("enter", "tab", "tab")
        await story.types("on a phone")
        await story.presses("ctrl+s")
        quotes = {quote.name: quote.text("who") for quote in document_in(path).of_kind("quote")}
        assert quotes["So I left"] == "on a phone"
        await story.presses("u", "u")
        assert path.read_text() == before


async def test_new_evidence_says_how_and_when_it_was_found_out(maps: Path) -> None:
    async with begun(maps, "quotation_mark", "a") as story:
        await story.types("Shop visits")
        await story.presses("enter")
        await story.types("observ")
        await story.presses("enter", "escape")
        header = document_in(maps / "evidence" / "shop-visits.toml").header
        assert header.text("kind") == "observation"
        assert header.get("date")


async def test_where_there_is_nothing_yet_the_next_key_is_named(tmp_path: Path) -> None:
    for key in ("at", "quotation_mark"):
        async with begun(tmp_path, key) as story:
            assert "a begins" in story.status
            await story.presses("enter", "v", "w", "i", "space")
            assert isinstance(story.app.screen, FilingScreen)
