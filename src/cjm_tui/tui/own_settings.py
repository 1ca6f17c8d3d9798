"""What is wrong with the person's own settings: the file itself, the theme it names, its keys, and their own themes.

Invariant: whatever is left out because it is wrong stands here, with file and line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError
from cjm_tui.tui.own_keys import own_keys
from cjm_tui.tui.theme_files import own_folder, palette_in

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.storage.preferences import Preferences


def flaws_of(settings: Preferences) -> tuple[str, ...]:
    """Return what is wrong in the settings themselves, a sentence each: the file, the theme it names, the keys."""
    return tuple(flaw for flaw in (settings.problem, _theme_flaw(settings), *own_keys(settings).problems) if flaw)


def own_themes() -> tuple[Path, ...]:
    """Return the files of the person's own themes."""
    return tuple(sorted(own_folder().glob("*.toml")))


def flaws_of_themes() -> tuple[str, ...]:
    """Return what is wrong in the person's own themes, a sentence each."""
    flaws: list[str] = []
    for path in own_themes():
        try:
            palette_in(path)
        except CjmError as error:
            flaws += error.message.splitlines()
    return tuple(flaws)


def _theme_flaw(settings: Preferences) -> str:
    if not (settings.choice("theme") or os.environ.get("CJM_THEME")):
        return ""
    from cjm_tui.tui.themes import theme_wanted  # Textual's own themes come with all of Textual

    return theme_wanted(os.environ, settings).trouble
