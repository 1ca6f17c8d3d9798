"""`cjm keys`: the keys of the app, from the declaration that the app itself uses."""

from __future__ import annotations

import click


@click.command("keys", epilog="Example: cjm keys | grep emotion")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(*, as_json: bool) -> None:
    """List the keys of the app.

    Every command of the app with its keys, by the room where it works.
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
    keys_wide = max(len(keys) for keys, _ in spelled)
    titles_wide = max(len(it.title) for it in COMMANDS)
    for room in dict.fromkeys(room for it in COMMANDS for room in it.where):
        say(Ink(room.upper(), bold=True))
        for keys, it in spelled:
            if room in it.where:
                say(
                    "  ",
                    Ink(f"{keys:<{keys_wide}}", "cyan"),
                    f"  {it.title:<{titles_wide}}  ",
                    Ink(it.help, faint=True),
                )
