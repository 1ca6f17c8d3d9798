"""`cjm doctor`: what a bug report needs."""

from __future__ import annotations

import click


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
    from cjm_tui.services.workspace.health import signs

    if as_json:
        say_json({sign.name: {"found": sign.found, "hint": sign.hint} for sign in signs()})
        return
    for sign in signs():
        say(Ink("! " if sign.hint else "  ", "yellow"), Ink(f"{sign.name:<14}", bold=True), sign.found)
        if sign.hint:
            say(" " * 16, sign.hint)
