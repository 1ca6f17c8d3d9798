"""Themes: TOML files, the shipped ones and the person's own, each colour checked before Textual sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli
from textual.theme import BUILTIN_THEMES, Theme

from cjm_tui.errors import NotFoundError, UnreadableError
from cjm_tui.render.palette import EMOTIONS, Palette, palette_of
from cjm_tui.services.shipped import themes_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DARK, LIGHT = "cjm-dark", "cjm-light"


def theme_files(own_folder: Path | None = None) -> dict[str, Path]:
    """Return every theme's file by the theme's id; one of the person's own stands before a shipped one of that name."""
    folders = [themes_folder(), *([own_folder] if own_folder else [])]
    return {path.stem: path for folder in folders for path in _themes_in(folder)}


def palette_named(name: str, own_folder: Path | None = None) -> Palette:
    """Return a theme's palette.

    Raises `NotFoundError` for a name without a file and `UnreadableError` for a file with a colour that is none.
    """
    files = theme_files(own_folder)
    if name not in files:
        raise NotFoundError("No such theme", f"there is no theme “{name}”", f"There are: {', '.join(sorted(files))}.")
    path = files[name]
    try:
        declared = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableError("Cannot read the theme", f"{path}: {error}") from error
    palette = palette_of(declared)
    if not isinstance(palette, Palette):
        raise UnreadableError("Cannot use the theme", "\n".join(f"{path}: {wrong}" for wrong in palette))
    return palette


def theme_of(palette: Palette, *, native: bool) -> Theme:
    """Return a palette as Textual's theme; a native one leaves grounds to the terminal."""
    colours = palette.colours
    if native:
        plain = dict.fromkeys(colours, "ansi_default")
        colours = {**plain, "accent": "ansi_magenta", "error": "ansi_red"}
    names = ("muted", "faint", "line", "header")
    variables = {name: colours[name] for name in names}
    variables |= {f"emotion-{name}": colours[name] for name in EMOTIONS.values()}
    if native:
        # Textual's own style sheets name variables that only its ANSI themes declare.
        variables = {**BUILTIN_THEMES["ansi-dark" if palette.dark else "ansi-light"].variables, **variables}
    return Theme(
        name="cjm",
        primary=colours["accent"],
        secondary=colours["accent"],
        accent=colours["accent"],
        warning=colours["accent"],
        error=colours["error"],
        success=colours["accent"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["raised"],
        panel=colours["header"],
        dark=palette.dark,
        ansi=native,
        variables=variables,
    )


def _themes_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.glob("*.toml"))
