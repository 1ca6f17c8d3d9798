"""`cjm show`: a map in the terminal or in a pipe."""

from __future__ import annotations

import click

from cjm_tui.cli.completing import complete_map

VIEW_IDS = ("cards", "lanes", "themes", "priorities", "channels", "outline")


@click.command("show", epilog="Example: cjm show buy-an-outfit --plain | less")
@click.argument("name", metavar="MAP[@REV]", shell_complete=complete_map)
@click.option("--plain", is_flag=True, help="As an outline in sentences, for a screen reader or a mail.")
@click.option("--view", type=click.Choice(VIEW_IDS), default=VIEW_IDS[0], help="What of it; by default its cards.")
@click.option("--rev", metavar="REV", default="", help="As it was in a revision: HEAD~3, a hash, a tag.")
@click.option("--persona", metavar="ID", default="", help="With the emotions of one persona.")
@click.option("--width", "columns", type=click.IntRange(40, 1000), help="How many columns; by default the terminal's.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(name: str, *, plain: bool, view: str, rev: str, persona: str, columns: int | None, as_json: bool) -> None:
    """Print a map.

    By default its board: the curve over the stages with their cards. A persona or a piece of research
    (personas/ID, evidence/ID) is printed field by field.
    """
    from cjm_tui.cli.output import say_json
    from cjm_tui.services.past.versions import version_named

    version = version_named(f"{name}@{rev}" if rev else name)
    if as_json:
        from cjm_tui.services.workspace.plain_values import as_plain

        say_json(as_plain(version.document))
    elif version.document.kind != "map":
        from cjm_tui.cli.outlines import say_records
        from cjm_tui.cli.output import complain
        from cjm_tui.model.kinds import declared

        say_records(version.document)
        if not declared(version.document.kind).version:
            complain("Nothing in it says what it is; `cjm check` says what to add.")
    else:
        from cjm_tui.cli.boards import print_board
        from cjm_tui.cli.output import width

        print_board(version.path, version.document, columns or width(), persona, "outline" if plain else view)
