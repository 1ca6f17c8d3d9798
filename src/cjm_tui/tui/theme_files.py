"""Themes as TOML files, the shipped ones and the person's own; each colour is checked here. No textual here.

Invariant: a theme that cannot be used is told with its file and line; every other one works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli

from cjm_tui.errors import UnreadableError
from cjm_tui.render.palette import Palette, palette_of
from cjm_tui.services.workspace.shipped import themes_folder
from cjm_tui.storage.preferences import preferences_path
from cjm_tui.storage.setting_lines import line_of, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HINT = "The other themes work; `:theme` shows them."


def own_folder() -> Path:
    """Return where the person's own themes stand."""
    return preferences_path().parent / "themes"


def theme_files(own_folder: Path | None = None) -> dict[str, Path]:
    """Return every theme's file by the theme's id; one of the person's own stands before a shipped one of that name."""
    folders = [themes_folder(), *([own_folder] if own_folder else [])]
    return {path.stem: path for folder in folders for path in _themes_in(folder)}


def palette_in(path: Path) -> Palette:
    """Return the palette of a theme's file; raise `UnreadableError` with file and line when it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        declared = tomli.loads(text)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise UnreadableError("Cannot read the theme", f"{path}: {reason}", _HINT) from error
    except (ValueError, RecursionError) as error:
        line, reason = why_unreadable(error) if isinstance(error, ValueError) else (0, "it is nested too deeply")
        raise UnreadableError("Cannot read the theme", f"{path}:{line}: {reason}", _HINT) from error
    palette = palette_of(declared)
    if not isinstance(palette, Palette):
        told = [f"{path}:{line_of(text, flaw.table, flaw.key) or 1}: {flaw}" for flaw in palette]
        raise UnreadableError("Cannot use the theme", "\n".join(told), _HINT)
    return palette


def _themes_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.glob("*.toml"))
