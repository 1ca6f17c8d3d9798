"""Themes as TOML files, the shipped ones and the person's own; each colour is checked here. No textual here.

Invariant: a theme that cannot be used is told with its file and line; every other one works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli

from cjm_tui.errors import UnreadableError
from cjm_tui.render.palette import Flaw, Palette, palette_of
from cjm_tui.services.workspace.shipped import themes_folder
from cjm_tui.storage.preferences import LARGEST, preferences_path
from cjm_tui.storage.setting_lines import line_of, why_unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MOST_MISSING = 3
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
        if path.stat().st_size > LARGEST:
            raise UnreadableError("Cannot read the theme", f"{path}: it is too large for a theme", _HINT)
        text = path.read_text(encoding="utf-8-sig")
        declared = tomli.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableError("Cannot read the theme", why_unreadable(path, error), _HINT) from error
    palette = palette_of(declared)
    if not isinstance(palette, Palette):
        raise UnreadableError("Cannot use the theme", "\n".join(_told(path, text, palette)), _HINT)
    return palette


def _told(path: Path, text: str, flaws: Sequence[Flaw]) -> Iterator[str]:
    """Yield what is wrong, each with its line; of many colours that are missing, the first and how many."""
    missing = [flaw for flaw in flaws if flaw.message.startswith("missing")]
    unsaid = missing[1:] if len(missing) > _MOST_MISSING else []
    for flaw in flaws:
        if flaw not in unsaid:
            yield f"{path}:{line_of(text, flaw.table, flaw.key) or 1}: {flaw}"
            if unsaid and flaw is missing[0]:
                whole = themes_folder() / "cjm-dark.toml"
                yield f"{path}: {len(unsaid)} more are missing; begin with a copy of {whole}"


def _themes_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.glob("*.toml"))
