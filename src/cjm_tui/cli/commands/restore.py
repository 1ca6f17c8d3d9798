"""`cjm restore`: a map, a card or a field as it was in a revision."""

from __future__ import annotations

import click

from cjm_tui.cli.completing import complete_map, complete_record


@click.command("restore", epilog="Example: cjm restore buy-an-outfit@HEAD~3 touchpoint.pay-by-card emotion")
@click.argument("version", metavar="MAP@REV", shell_complete=complete_map)
@click.argument("record", metavar="[RECORD]", default="", shell_complete=complete_record)
@click.argument("field", metavar="[FIELD]", default="")
def command(version: str, record: str, field: str) -> None:
    """Bring back a map, a card or a field from a revision.

    All of it, one record, or one field of a record. It is an edit of the file; `cjm commit` makes a revision of it.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.services.past.restoring import restore

    sentences = restore(version, record, field)
    for sentence in sentences:
        say(sentence)
    if not sentences:
        complain("nothing to restore: it is as it was")
