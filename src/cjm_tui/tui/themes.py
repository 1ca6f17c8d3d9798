"""Themes to wear: those of files and those that Textual ships, fitted to the terminal, and which one to begin with.

Invariant: a theme that cannot be used is never worn; every other one works.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.theme import BUILTIN_THEMES, Theme

from cjm_tui.errors import CjmError, NotFoundError
from cjm_tui.render.palette import EMOTIONS, Palette
from cjm_tui.storage.setting_lines import line_of
from cjm_tui.tui.inks import Depth
from cjm_tui.tui.theme_files import own_folder, palette_in, theme_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_tui.storage.preferences import Preferences

DARK, LIGHT, SIXTEEN = "cjm-dark", "cjm-light", "sixteen"
_LIGHT_GROUNDS = {"7", "15"}


class Wanted(NamedTuple):
    """The theme to begin with, and (when it is not the one that was asked for) why."""

    name: str
    trouble: str = ""


def palette_named(name: str, own_folder: Path | None = None) -> Palette:
    """Return a theme's palette.

    Raises `NotFoundError` for a name nobody gave and `UnreadableError` with file and line for a theme that is wrong.
    """
    files = theme_files(own_folder)
    if name in files:
        return palette_in(files[name])
    from cjm_tui.tui.textual_themes import palette_like, usable

    if name in usable():
        return palette_like(BUILTIN_THEMES[name], palette_named(DARK if BUILTIN_THEMES[name].dark else LIGHT))
    from cjm_tui.checking.nearest import did_you_mean

    known = sorted((*files, *usable()))
    hint = did_you_mean(name, known)
    raise NotFoundError(
        "No such theme",
        f"there is no theme “{name}”",
        f"{hint[:1].upper()}{hint[1:]}" if hint else f"There are: {', '.join(known)}.",
    )


def fitting(palette: Palette, depth: Depth) -> tuple[Palette, Depth]:
    """Return what a terminal shows of a palette: its own sixteen colours where it has no more or they are asked for."""
    if palette.is_named and not depth.is_native:
        return palette, Depth.SIXTEEN
    if depth is Depth.MANY:
        from cjm_tui.render.xterm_colours import in_256_colours

        return in_256_colours(palette), depth
    if depth is Depth.SIXTEEN and not palette.is_named:
        return palette_named(SIXTEEN)._replace(dark=palette.dark), depth
    return palette, depth


def theme_wanted(environment: Mapping[str, str], settings: Preferences) -> Wanted:
    """Return the theme to begin with: what CJM_THEME says, what the person chose last, or what suits the terminal."""
    suiting = LIGHT if environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_GROUNDS else DARK
    asked = environment.get("CJM_THEME", "")
    name = asked or settings.choice("theme") or suiting
    try:
        palette_named(name, own_folder())
    except CjmError as error:
        told = f"{error.title}: {error.message}"
        where = "CJM_THEME" if asked else f"{settings.path}:{line_of(settings.text, '', 'theme')}"
        return Wanted(suiting, f"{where}: {told[:1].lower()}{told[1:]}")
    return Wanted(name)


def theme_of(palette: Palette, *, native: bool, name: str = "cjm") -> Theme:
    """Return a palette as Textual's theme; a native one leaves grounds to the terminal."""
    colours = palette.colours
    if native:
        colours = {key: _ansi(written) if palette.is_named else "ansi_default" for key, written in colours.items()}
    names = ("muted", "faint", "line", "header")
    variables = {key: colours[key] for key in names}
    variables |= {f"emotion-{key}": colours[key] for key in EMOTIONS.values()}
    if native:
        # Textual's own style sheets name variables that only its ANSI themes declare.
        variables = {**BUILTIN_THEMES["ansi-dark" if palette.dark else "ansi-light"].variables, **variables}
    return Theme(
        name=name,
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


def _ansi(written: str) -> str:
    return f"ansi_{written.rsplit(maxsplit=1)[-1].replace('-', '_')}"
