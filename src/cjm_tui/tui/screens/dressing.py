"""Choosing a theme: tried on while one looks, remembered when it is kept. For every screen with commands."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from cjm_tui.errors import CjmError

if TYPE_CHECKING:
    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.dialogs.pick_list import Row
    from cjm_tui.tui.screens.commanded import CommandedScreen


def choose_theme(app: CjmApp, screen: CommandedScreen[Any]) -> None:
    """Show the themes, wear the one under the cursor, and remember the one that is kept."""
    from cjm_tui.tui.dialogs.theme_picker import ThemePicker

    before = app.theme_name

    def try_on(name: str) -> None:
        with suppress(CjmError):
            app.wear(name)

    def keep(name: str | None) -> None:
        screen.guarded(partial(_keep, app, screen, name, before))

    app.push_screen(ThemePicker(_rows(before), try_on), keep)


def _keep(app: CjmApp, screen: CommandedScreen[Any], name: str | None, before: str) -> None:
    from cjm_tui.storage.preferences import remember

    try:
        app.wear(name or before)
    except CjmError:
        app.wear(before)
        raise
    if name is not None:
        remember("theme", name)
        screen.say(f"Theme {name}; remembered", "text")


def _rows(worn: str) -> list[Row]:
    """Return every theme: the one that is worn, then the person's own and the shipped ones, then Textual's."""
    from cjm_tui.tui.dialogs.pick_list import Row
    from cjm_tui.tui.textual_themes import usable
    from cjm_tui.tui.theme_files import own_folder, theme_files
    from cjm_tui.tui.themes import palette_named

    rows = []
    for name, path in theme_files(own_folder()).items():
        try:
            beside = _kind(is_dark=palette_named(name, own_folder()).dark)
        except CjmError:
            beside = "cannot be used"
        own = "yours, " if path.parent == own_folder() else ""
        rows.append(Row(name, name, f"{own}{beside}"))
    known = {row.id for row in rows}
    rows += [Row(name, name, _kind(is_dark=palette_named(name).dark)) for name in usable() if name not in known]
    return sorted(rows, key=lambda row: row.id != worn)


def _kind(*, is_dark: bool) -> str:
    return "dark" if is_dark else "light"
