"""`cjm sync`: get what others did, merge it, give them ours; or end a merge that had to stop."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("sync", epilog="Example: cjm sync")
@click.option("--finish", "is_ended", is_flag=True, help="Finish a merge or rebase whose conflicts are settled.")
@click.option("--give-up", "is_given_up", is_flag=True, help="Give it up; edits made since stay.")
@click.pass_context
def command(ctx: click.Context, *, is_ended: bool, is_given_up: bool) -> None:
    """Fetch, merge and push: get what others did, give them ours.

    Ours go where git push would send them, to a fork as well (remote.pushDefault); what the branch follows is taken
    in before. Maps are merged by record and field. Where both sides changed the same, the status is 1: settle the
    conflicts in the app (C) or with cjm settle, then sync again. A rebase, a cherry-pick or a revert that stopped is
    ended with --finish, which ends with status 1 where it stops again.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.cli.starting import is_interactive
    from cjm_tui.services.joining.disputed import disputed_around, in_words
    from cjm_tui.services.joining.finishing import finish
    from cjm_tui.services.joining.giving_up import forsake
    from cjm_tui.services.joining.sync import sync

    in_terminal = is_interactive()
    if is_ended and is_given_up:
        raise click.UsageError("Choose one: --finish or --give-up.")
    if is_given_up:
        say(f"{forsake(Path())}.")
        return
    if is_ended:
        finished = finish(Path(), in_terminal=in_terminal)
        say(f"{finished.sentence}.")
        ctx.exit(0 if finished.is_done else 1)
    synced = sync(Path(), complain, in_terminal=in_terminal)
    say(synced.sentence)
    if synced.unsettled.conflicts:
        complain("`cjm settle` shows them, and C in the app.")
    elif opened := disputed_around(Path()):
        complain(f"Still open: {in_words(opened)}. `cjm settle` shows what, and C in the app.")
    ctx.exit(0 if synced.is_done else 1)
