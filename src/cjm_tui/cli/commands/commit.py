"""`cjm commit`: a revision of the maps, its message already written."""

from __future__ import annotations

import click

from cjm_tui.cli.completing import complete_map


@click.command("commit", epilog='Example: cjm commit buy-an-outfit -m "After Monday\'s interviews"')
@click.argument("map_", metavar="[MAP]", default="", shell_complete=complete_map)
@click.option("-m", "--message", default="", help="Your own words; without them, what changed.")
@click.option("-n", "--dry-run", is_flag=True, help="Only say what would be committed.")
def command(map_: str, message: str, *, dry_run: bool) -> None:
    """Make a revision of what changed.

    One map, or every file of the workspace that changed. Nothing else is committed, whatever is staged.
    """
    from cjm_tui.cli.output import complain, say, say_text
    from cjm_tui.cli.starting import is_interactive
    from cjm_tui.services.committing import commit
    from cjm_tui.services.workspace_commit import pending
    from cjm_tui.services.workspace_documents import file_named, named

    waiting = pending(file_named(map_) if map_ else None)
    if dry_run:
        say_text(f"{message or waiting.message}\n")
        complain(f"Would commit {', '.join(map(named, waiting.paths))}.")
        return
    made = commit(waiting.paths, message or waiting.message, in_terminal=is_interactive())
    say(f"{made.hash[:7]}  {(message or waiting.message).partition(chr(10))[0]}")
    complain(f"Committed {', '.join(made.paths)}" + (f" on {made.branch}." if made.branch else "."))
    if made.notice:
        complain(made.notice)
