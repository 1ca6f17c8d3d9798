"""`cjm rm`: a record less, and what hung on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_map, complete_record

if TYPE_CHECKING:
    from cjm_tui.model.document import Document
    from cjm_tui.model.record import Record


@click.command("rm", epilog="Example: cjm rm buy-an-outfit touchpoint.pay-by-card")
@click.argument("map_", metavar="MAP", shell_complete=complete_map)
@click.argument("record", metavar="RECORD", shell_complete=complete_record)
def command(map_: str, record: str) -> None:
    """Remove a record from a map.

    What hangs on it goes along and is named: the touchpoints of a stage, the insights of a touchpoint.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.services.editing.record_edits import without_record
    from cjm_tui.services.editing.renaming import named_in
    from cjm_tui.services.workspace.documents import change, file_named, named

    gone: tuple[Record, ...] = ()

    def edit(document: Document) -> Document:
        nonlocal gone
        removed = without_record(document, record)
        gone = removed.gone
        return removed.document

    path = file_named(map_)
    change(path, edit)
    for at, lost in enumerate(gone):
        say(f"{'removed' if at == 0 else '  with it'} {lost.key}: {lost.name}")
    still = [named(other) for other in dict.fromkeys(other for lost in gone for other in named_in(path, lost.key))]
    if still:
        verb = "names" if len(still) == 1 else "name"
        complain(f"{', '.join(still)} still {verb} it: `cjm check` tells where, `cjm restore` brings it back.")
