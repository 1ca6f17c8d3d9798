"""`cjm keys`: the keys of the app, from the declaration that the app itself uses."""

from __future__ import annotations

import click


@click.command("keys", epilog="Example: cjm keys | grep emotion")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(*, as_json: bool) -> None:
    """List the keys of the app.

    Every command of the app with its keys, by the room where it works; your own from [keys] in config.toml among them
    (command = "key", or a list of keys).
    """
    from cjm_tui.cli.output import Ink, complain, say, say_json
    from cjm_tui.storage.preferences import preferences
    from cjm_tui.tui.commands import key_words, with_keys
    from cjm_tui.tui.own_keys import own_keys

    settings = preferences()
    own = own_keys(settings)
    commands = with_keys(own.keys)
    for problem in (settings.problem, *own.problems):
        if problem:
            complain(problem)
    if as_json:
        say_json(
            [
                {"id": it.id, "title": it.title, "keys": list(it.keys), "help": it.help, "where": list(it.where)}
                for it in commands
            ]
        )
        return
    spelled = [(key_words(it), it) for it in commands]
    keys_wide = max(len(keys) for keys, _ in spelled)
    titles_wide = max(len(it.title) for it in commands)
    for room in dict.fromkeys(room for it in commands for room in it.where):
        say(Ink(room.upper(), bold=True))
        for keys, it in spelled:
            if room in it.where:
                say(
                    "  ",
                    Ink(f"{keys:<{keys_wide}}", "cyan"),
                    f"  {it.title:<{titles_wide}}  ",
                    Ink(it.help, faint=True),
                )
