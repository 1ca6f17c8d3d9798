"""`cjm doctor`: what a bug report needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cjm_tui.services.workspace.health import Sign


@click.command("doctor", epilog="Example: cjm doctor --share designers")
@click.option("--share", metavar="GROUP", help="Print the commands that let a group share this clone.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(*, share: str | None, as_json: bool) -> None:
    """Look at the terminal, git and the configuration.

    What was found, and what to do where something is in the way. Nothing is changed.
    """
    from cjm_tui.cli.output import Ink, say, say_json

    if share is not None:
        from pathlib import Path

        from cjm_tui.services.joining.sharing import commands_to_share

        for line in commands_to_share(share, Path()):
            say(line)
        return
    found = _found()
    if as_json:
        say_json({sign.name: {"found": sign.found, "hint": sign.hint} for sign in found})
        return
    for sign in found:
        say(Ink("! " if sign.hint else "  ", "yellow"), Ink(f"{sign.name:<14}", bold=True), sign.found)
        for line in sign.hint.splitlines():
            say(" " * 16, line)


def _found() -> tuple[Sign, ...]:
    from cjm_tui.services.workspace.health import Sign, signs
    from cjm_tui.storage.preferences import preferences
    from cjm_tui.tui.own_settings import flaws_of, flaws_of_themes, own_themes

    settings = preferences()
    is_made = settings.path.exists()
    named = f"{settings.path}" if is_made else f"{settings.path} (not made; everything as it comes)"
    themes = own_themes()
    own = f"{len(themes)} of your own in {themes[0].parent}" if themes else "those that come with cjm"
    return (
        *signs(),
        Sign("configuration", named, "\n".join(flaws_of(settings))),
        Sign("themes", own, "\n".join(flaws_of_themes())),
    )
