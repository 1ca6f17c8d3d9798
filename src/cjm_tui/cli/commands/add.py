"""`cjm add`: a new record, from the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_assignment, complete_kind, complete_map

if TYPE_CHECKING:
    from cjm_tui.model.document import Document


@click.command(
    "add", epilog='Example: cjm add buy-an-outfit touchpoint "Pay by phone" stage=purchase --after pay-by-card'
)
@click.argument("map_", metavar="MAP", shell_complete=complete_map)
@click.argument("kind", metavar="KIND", shell_complete=complete_kind)
@click.argument("name", metavar="NAME")
@click.argument("assignments", metavar="[KEY=VALUE…]", nargs=-1, shell_complete=complete_assignment)
@click.option("--after", metavar="ID", default="", help="The stage or touchpoint it stands behind; last without it.")
def command(map_: str, kind: str, name: str, assignments: tuple[str, ...], after: str) -> None:
    """Add a record to a map.

    KIND is stage, touchpoint, insight, theme, opportunity, solution, metric or question; key=value sets its fields.
    Prints the name of the new record, for the next command.
    """
    from cjm_tui.cli.output import say
    from cjm_tui.services.editing.record_edits import with_record
    from cjm_tui.services.workspace.documents import change, file_named
    from cjm_tui.services.workspace.neighbours import surroundings_at

    path = file_named(map_)
    around = surroundings_at(path)
    added = ""

    def edit(document: Document) -> Document:
        nonlocal added
        new = with_record(document, kind, name, assignments, around, after=after)
        added = str(new.key)
        return new.document

    change(path, edit)
    say(added)
