"""Making the app: its first screen, the theme it wears, the person's own settings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.storage.preferences import preferences
from cjm_tui.tui.app import CjmApp
from cjm_tui.tui.commands import rekey
from cjm_tui.tui.own_keys import own_keys
from cjm_tui.tui.theme_files import own_folder
from cjm_tui.tui.themes import Wanted, palette_named, theme_wanted

if TYPE_CHECKING:
    from textual.screen import Screen


def app_on(folder: Path, path: Path | None, *, theme: str = "", ascii_only: bool = False, tour: bool = False) -> CjmApp:
    """Return the app on a folder of maps, on the board of `path` where one is given; a map nobody can read as text.

    With `tour` the board shows a newcomer around.

    Raises `NotFoundError` or `UnreadableError` for a `theme` that cannot be worn; where it is empty and the person's
    own cannot, the app says so and wears the usual one.
    """
    settings = preferences()
    wanted = theme_wanted(os.environ, settings)
    if theme:
        palette_named(theme, own_folder())
        wanted = Wanted(theme)
    own = own_keys(settings)
    rekey(own.keys)
    trouble = " · ".join(part for part in (settings.problem, wanted.trouble, *own.problems) if part)
    first = _first_screen(folder, path, tour=tour)
    return CjmApp(first, theme=wanted.name, ascii_only=ascii_only, trouble=trouble.replace(f"{Path.home()}/", "~/"))


def _first_screen(folder: Path, path: Path | None, *, tour: bool) -> Screen[None]:
    if path is None:
        from cjm_tui.tui.screens.library import LibraryScreen

        return LibraryScreen(folder)
    from cjm_tui.tui.screens.opening import screen_at

    return screen_at(path, tour=tour)
