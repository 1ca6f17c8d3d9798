"""`cjm confirm`: an opportunity still holds, though what it was framed on changed."""

from __future__ import annotations

import click

from cjm_tui.cli.completing import complete_map, complete_suspect


@click.command("confirm", epilog="Example: cjm confirm buy-an-outfit one-page-checkout")
@click.argument("map_", metavar="MAP", shell_complete=complete_map)
@click.argument("opportunity", metavar="[OPPORTUNITY]", default="", shell_complete=complete_suspect)
@click.argument("insights", metavar="[INSIGHT…]", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="All opportunities of the map.")
@click.pass_context
def command(ctx: click.Context, map_: str, opportunity: str, insights: tuple[str, ...], *, is_all: bool) -> None:
    """Confirm that an opportunity still holds.

    Without an OPPORTUNITY it lists those that rest on insights which changed since they were framed, and the status is
    1. With INSIGHTs only these are confirmed.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.services.editing.confirming import confirm, suspect_links
    from cjm_tui.services.workspace.documents import file_named

    path = file_named(map_)
    if opportunity and is_all:
        raise click.UsageError("Choose one: an OPPORTUNITY or --all.")
    if not opportunity and not is_all:
        links = suspect_links(path)
        for one, insight in links:
            say(f"{one.key}: {one.name}")
            say(f"    {insight.key} changed since: {insight.name}")
        if not links:
            complain("No opportunity rests on something that changed.")
        ctx.exit(1 if links else 0)
    done = confirm(path, opportunity, insights)
    for one, insight in done:
        say(f"confirmed {one.key}: {insight.name}")
    if not done:
        complain("nothing to confirm: nothing that it rests on has changed")
