"""`cjm rename`: another id for a record or a file, with every reference to it."""

from __future__ import annotations

import click

from cjm_tui.cli.completing import complete_map, complete_record


@click.command("rename", epilog="Example: cjm rename buy-an-outfit touchpoint.pay-by-card pay-by-phone")
@click.argument("map_", metavar="MAP", shell_complete=complete_map)
@click.argument("record", metavar="RECORD", shell_complete=complete_record)
@click.argument("new_id", metavar="NEW-ID")
def command(map_: str, record: str, new_id: str) -> None:
    """Give a record or a file another id; all references follow.

    RECORD is KIND.ID, as in touchpoint.pay-by-card, or map for the map itself, whose file is renamed then. What it is
    called stays: `cjm set` changes a name. A file that stands under two names, since two people gave it different
    ids, becomes one: `cjm rename kiosk map store` lets kiosk be store.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.services.editing.renaming import renamed
    from cjm_tui.services.workspace.documents import file_named, named

    path = file_named(map_)
    done = renamed(path, record, new_id)
    is_file = done.path != path
    if done.united:
        say(f"{named(path)} and {named(done.path)} are one now: {named(done.path)}")
    else:
        say(
            f"{named(path)} is {named(done.path)} now"
            if is_file
            else f"{done.key} is {done.key._replace(id=new_id)} now"
        )
    for followed in done.followed:
        say(f"  and so it says in {named(followed)}")
    if done.disputed:
        where = ", ".join(map(named, done.disputed))
        complain(f"They said something else of the same in {where}: `cjm settle` shows both, and C in the app.")
