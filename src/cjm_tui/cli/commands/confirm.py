"""`cjm confirm`: a card or an opportunity still holds, though its code or what it rests on changed, or time went by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_doubtful, complete_map

if TYPE_CHECKING:
    from cjm_tui.services.editing.confirming import Doubtful


_UNKNOWN = "whether a card’s code changed is not known without a git history"


@click.command("confirm", epilog="Example: cjm confirm buy-an-outfit pay-by-card")
@click.argument("map_", metavar="MAP", shell_complete=complete_map)
@click.argument("record", metavar="[RECORD]", default="", shell_complete=complete_doubtful)
@click.argument("insights", metavar="[INSIGHT…]", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="All that is listed without a RECORD: you looked at each of them.")
@click.pass_context
def command(ctx: click.Context, map_: str, record: str, insights: tuple[str, ...], *, is_all: bool) -> None:
    """Confirm that a card or an opportunity still holds.

    RECORD is a touchpoint whose code changed since somebody last looked at it, or that is stale, since nobody touched
    it for so long: the look is written down in its field looked, and what its opportunities rest on is confirmed with
    it. Or it is an opportunity that rests on insights which changed since it was framed, or are gone; with INSIGHTs
    only these are confirmed.

    Without a RECORD all that waits for a look is listed, and the status is 1.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.services.editing.confirming import confirm, doubtful
    from cjm_tui.services.workspace.documents import file_named

    path = file_named(map_)
    if record and is_all:
        raise click.UsageError("Choose one: a RECORD or --all.")
    if not record and not is_all:
        found = doubtful(path)
        _list(found)
        if not found:
            code = "no card is stale, no card’s code has changed" if found.is_known else _UNKNOWN
            complain(f"Nothing waits for a look: {code}, and nothing that an opportunity rests on has.")
        ctx.exit(1 if found else 0)
    done = confirm(path, record, insights)
    for card in done.cards:
        say(f"confirmed {card.key}: {card.name} still holds{' against its code' * (card.id in done.due)}")
    for link in done.links:
        follows = f" is gone, it rests on {link.twin.key} now" if link.twin else " is gone, it holds without it"
        say(f"confirmed {link.opportunity.key}: {link.name}{'' if link.insight else follows}")
    if not done:
        none = "it is not stale, and neither its code nor what it rests on has changed since somebody looked"
        complain(f"nothing to confirm: {none if done.is_known else f'{_UNKNOWN}, and nothing that it rests on has'}")


def _list(found: Doubtful) -> None:
    from cjm_tui.cli.output import say
    from cjm_tui.services.watched.due import many_commits

    for link in found.links:
        say(f"{link.opportunity.key}: {link.opportunity.name}")
        if link.insight is not None:
            say(f"    {link.insight.key} changed since: {link.name}")
        else:
            twin = f", and {link.twin.key} says the same: {link.twin.name}" if link.twin else ""
            say(f"    insight.{link.id} is gone{twin}")
    for card in found.cards:
        say(f"{card.key}: {card.name}")
        if commits := found.due.get(card.id):
            say(f"    {many_commits(commits)} changed its code since, last {commits[0].short} {commits[0].told}")
        if days := found.stale.get(card.id):
            say(f"    stale: nobody touched it for {days} days")
