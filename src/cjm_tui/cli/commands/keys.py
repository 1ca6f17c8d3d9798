"""`cjm keys`: the keys of the app, from the declaration that the app itself uses."""

from __future__ import annotations

import click


@click.command("keys", epilog="Example: cjm keys | grep emotion")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(*, as_json: bool) -> None:
    """List the keys of the app.

    Every command of the app with its keys and the rooms where it works.
    """
    from cjm_tui.cli.output import Ink, say, say_json
    from cjm_tui.tui.commands import COMMANDS, key_words

    if as_json:
        say_json(
            [
                {"id": it.id, "title": it.title, "keys": list(it.keys), "help": it.help, "where": list(it.where)}
                for it in COMMANDS
            ]
        )
        return
    spelled = [(key_words(it), it) for it in COMMANDS]
    widest = max(len(keys) for keys, _ in spelled)
    for keys, it in spelled:
        say(Ink(f"{keys:<{widest}}", "cyan"), f"  {it.title}", Ink(f"  {it.help}" if it.help else "", faint=True))
