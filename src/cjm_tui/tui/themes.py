"""Themes: TOML files, the shipped ones and the person's own, and those that Textual ships; each colour is checked here.

Invariant: a theme that cannot be used is told with its file and line, and is never worn; every other one works.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import tomli
from textual.theme import BUILTIN_THEMES, Theme

from cjm_tui.errors import CjmError, NotFoundError, UnreadableError
from cjm_tui.render.palette import EMOTIONS, Palette, palette_of
from cjm_tui.services.workspace.shipped import themes_folder
from cjm_tui.storage.preferences import Preferences, preferences_path
from cjm_tui.storage.setting_lines import line_of, why_unreadable
from cjm_tui.tui.inks import Depth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DARK, LIGHT, SIXTEEN = "cjm-dark", "cjm-light", "sixteen"
_LIGHT_GROUNDS = {"7", "15"}
_HINT = "The other themes work; `:theme` shows them."


class Wanted(NamedTuple):
    """The theme to begin with, and (when it is not the one that was asked for) why."""

    name: str
    trouble: str = ""


def own_folder() -> Path:
    """Return where the person's own themes stand."""
    return preferences_path().parent / "themes"


def theme_files(own_folder: Path | None = None) -> dict[str, Path]:
    """Return every theme's file by the theme's id; one of the person's own stands before a shipped one of that name."""
    folders = [themes_folder(), *([own_folder] if own_folder else [])]
    return {path.stem: path for folder in folders for path in _themes_in(folder)}


def palette_named(name: str, own_folder: Path | None = None) -> Palette:
    """Return a theme's palette.

    Raises `NotFoundError` for a name nobody gave and `UnreadableError` with file and line for a theme that is wrong.
    """
    files = theme_files(own_folder)
    if name in files:
        return _read(files[name])
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
    if palette.is_named and depth is Depth.FULL:
        return palette, Depth.SIXTEEN
    if depth is Depth.SIXTEEN and not palette.is_named:
        return palette_named(SIXTEEN)._replace(dark=palette.dark), depth
    return palette, depth


def theme_wanted(environment: Mapping[str, str], settings: Preferences) -> Wanted:
    """Return the theme to begin with: what CJM_THEME says, what the person chose last, or what suits the terminal."""
    suiting = LIGHT if environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_GROUNDS else DARK
    name = environment.get("CJM_THEME") or settings.choice("theme") or suiting
    try:
        palette_named(name, own_folder())
    except CjmError as error:
        return Wanted(suiting, f"{error.title}: {error.message}")
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


def _read(path: Path) -> Palette:
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


def _ansi(written: str) -> str:
    return f"ansi_{written.rsplit(maxsplit=1)[-1].replace('-', '_')}"


def _themes_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(folder.glob("*.toml"))
