"""`cjm sync`: get what others did, merge it, give them ours."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("sync", epilog="Example: cjm sync")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Fetch, merge and push: get what others did, give them ours.

    Maps are merged by record and field. Where both sides changed the same, the status is 1: settle the conflicts in
    the app (cjm), then sync again.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.services.joining.sync import sync

    synced = sync(Path(), complain, in_terminal=sys.stdin.isatty() and sys.stderr.isatty())
    say(synced.sentence)
    ctx.exit(0 if synced.is_done else 1)
