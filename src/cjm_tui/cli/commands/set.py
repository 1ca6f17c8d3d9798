"""`cjm set`: fields of a record, from the shell."""

from __future__ import annotations

import click

from cjm_tui.cli.completing import complete_assignment, complete_map, complete_record


@click.command("set", epilog="Example: cjm set buy-an-outfit touchpoint.pay-by-card emotion=-2 channels+=app")
@click.argument("map_", metavar="MAP", shell_complete=complete_map)
@click.argument("record", metavar="[RECORD]", shell_complete=complete_record)
@click.argument("assignments", metavar="KEY=VALUE…", nargs=-1, shell_complete=complete_assignment)
def command(map_: str, record: str, assignments: tuple[str, ...]) -> None:
    """Set, unset or extend fields of a record.

    key=value sets, key= unsets, key+=value and key-=value change a list. RECORD is KIND.ID, as in
    touchpoint.pay-by-card; without one it is the map itself (the persona, the evidence, the team's own file).
    """
    from cjm_tui.cli.telling import say_change
    from cjm_tui.services.editing.record_edits import with_values
    from cjm_tui.services.workspace.documents import change, file_named
    from cjm_tui.services.workspace.neighbours import surroundings_at

    if "=" in record:
        record, assignments = "", (record, *assignments)
    if not assignments:
        raise click.UsageError("Which field? cjm set MAP RECORD KEY=VALUE")
    path = file_named(map_)
    around = surroundings_at(path)
    say_change(*change(path, lambda document: with_values(document, record or document.kind, assignments, around)))
