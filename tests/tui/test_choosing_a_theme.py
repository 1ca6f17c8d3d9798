"""A person looks at themes, keeps one, and finds it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from cjm_tui.services.workspace.shipped import themes_folder
from cjm_tui.storage.preferences import preferences, preferences_path
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.screens.library import LibraryScreen
from cjm_tui.tui.themes import DARK, SIXTEEN

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CjmApp:
    """Make the app on an empty folder of maps, on a terminal of true colours."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    return CjmApp(LibraryScreen(tmp_path))


def status(app: CjmApp) -> str:
    return cast("LibraryScreen", app.screen).footer.status


def ground(app: CjmApp) -> str:
    """Return the colour in which the foot of the screen stands."""
    return app.screen_stack[0].query("Footer").first().render_line(0)._segments[0].style.bgcolor.name  # type: ignore[union-attr]


async def chooses(pilot: Pilot[None], *typed: str) -> None:
    await pilot.press("colon", *"theme", "enter")
    await pilot.pause()
    await pilot.press(*typed)
    await pilot.pause()


async def test_a_theme_is_tried_on_and_taken_off_again(app: CjmApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        before = ground(app)
        await chooses(pilot, *"cjm-light")
        assert app.theme_name == "cjm-light"
        assert ground(app) == "#fbfaf7"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme_name == DARK
        assert ground(app) == before
        assert preferences().choice("theme") == ""


async def test_a_theme_that_is_kept_is_remembered(app: CjmApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await chooses(pilot, *"dracula", "enter")
        assert app.theme_name == "dracula"
        assert preferences().choice("theme") == "dracula"
        assert "dracula" in status(app)
        assert app.current_theme.dark


async def test_the_sixteen_colours_of_the_terminal_can_be_tried_on_and_left(app: CjmApp) -> None:
    def wears_own_colours() -> bool:
        return app.native_ansi_color

    async with app.run_test(size=(80, 24)) as pilot:
        await chooses(pilot, *SIXTEEN)
        assert wears_own_colours()
        await pilot.press("escape")
        await pilot.pause()
        assert not wears_own_colours()
        assert ground(app).startswith("#")


async def test_a_theme_that_is_broken_is_not_worn_and_says_where(app: CjmApp) -> None:
    folder = preferences_path().parent / "themes"
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text('dark = true\n[colours]\nground = "black-ish"\n')
    (folder / "fine.toml").write_text((themes_folder() / "high-contrast.toml").read_text())
    async with app.run_test(size=(80, 24)) as pilot:
        await chooses(pilot, *"broken", "enter")
        assert app.theme_name == DARK
        assert "broken.toml:3" in status(app)
        assert preferences().choice("theme") == ""
        await chooses(pilot, *"fine", "enter")
        assert app.theme_name == "fine"


async def test_a_setting_that_is_wrong_is_said_once_at_the_start(tmp_path: Path) -> None:
    app = CjmApp(LibraryScreen(tmp_path), trouble="config.toml:3: no such theme")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "config.toml:3" in status(app)
