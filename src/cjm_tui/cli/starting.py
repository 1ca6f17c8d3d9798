"""Starting the app, where there is a terminal it can draw on.

Invariant: the app's module is imported here and nowhere else on the command line; where no app can be drawn, one
sentence says what prints a map instead, and no escape sequence is written.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.cli.output import is_unicode
from cjm_tui.errors import UsageError

if TYPE_CHECKING:
    import click


class Start(NamedTuple):
    """How the app is to be drawn: in plain ASCII, whether it takes the mouse, in which theme (empty: the person's)."""

    ascii_only: bool
    mouse: bool
    theme: str = ""

    @staticmethod
    def from_context(ctx: click.Context, *, is_ascii: bool, no_mouse: bool, theme: str = "") -> Start:
        """Return what was asked for, before the command or after it."""
        settings = ctx.find_root().obj or {}
        plain = is_ascii or bool(settings.get("ascii")) or not is_unicode(sys.stdout)
        mouse = not no_mouse and bool(settings.get("mouse", True))
        return Start(plain, mouse, theme or str(settings.get("theme") or ""))


def has_screen() -> bool:
    """Tell whether there is a terminal to draw on: both ways, and not a dumb one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def require_screen(name: str) -> None:
    """Raise `UsageError` naming the command that prints, where there is no terminal to draw on."""
    if not has_screen():
        why = "this terminal cannot draw it (TERM=dumb)" if sys.stdout.isatty() else "the app needs a terminal"
        raise UsageError("Cannot open the app", f"{why}; `cjm show {name}` prints the map instead", "")


def start(folder: Path, path: Path | None, settings: Start, *, tour: bool = False) -> int:
    """Run the app on a workspace's folder, on the board of `path` where one is given; return its exit status.

    A map that cannot be read opens as text. With `tour` the board shows a newcomer around.
    """
    from cjm_tui.tui.launching import app_on

    app = app_on(folder, path, theme=settings.theme, ascii_only=settings.ascii_only, tour=tour)
    app.run(mouse=settings.mouse)
    return app.return_code or 0


def is_interactive() -> bool:
    """Tell whether a person sits at both ends, so that git may ask them for something."""
    return sys.stdin.isatty() and sys.stderr.isatty()
