"""`cjm commit`: a revision of the maps, its message already written."""

from __future__ import annotations

from collections.abc import Sequence

import click

from cjm_tui.cli.completing import complete_map

_FEW = 4


@click.command("commit", epilog='Example: cjm commit buy-an-outfit -m "After Monday\'s interviews"')
@click.argument("map_", metavar="[MAP]", default="", shell_complete=complete_map)
@click.option("-m", "--message", default="", help="Your own words; without them, what changed.")
@click.option("-n", "--dry-run", is_flag=True, help="Only say what would be committed, or why not.")
@click.option("--strict", is_flag=True, help="Commit nothing that has errors; then the status is 1.")
@click.pass_context
def command(ctx: click.Context, map_: str, message: str, *, dry_run: bool, strict: bool) -> None:
    """Make a revision of what changed.

    One map, or every file of the workspace that changed. Nothing else is committed, whatever is staged. A file with
    errors is committed all the same, and a line says on what `cjm check` fails; of warnings it says how many.
    """
    from cjm_tui.cli.output import complain, say, say_text
    from cjm_tui.cli.starting import is_interactive
    from cjm_tui.services.joining.committing import commit, require_committable
    from cjm_tui.services.joining.unchecked import odd_in
    from cjm_tui.services.joining.workspace_commit import forget_hands, pending
    from cjm_tui.services.workspace.documents import named

    waiting = pending(map_)
    words = message or waiting.message
    odd = odd_in(waiting.paths)
    for said in (*(one.sentence() for one in odd.unchecked), odd.quietly()):
        if said:
            complain(said)
    if odd.unchecked and strict:
        complain("Not committed, as --strict says. `cjm check` lists all there is to put right.")
        ctx.exit(1)
    if dry_run:
        require_committable(waiting.paths)
        say_text(f"{words}\n")
        complain(f"Would commit {_listed([named(path) for path in waiting.paths])}.")
        return
    made = commit(waiting.paths, words, people=waiting.people, in_terminal=is_interactive())
    forget_hands(waiting)
    say(f"{made.hash[:7]}  {words.partition(chr(10))[0]}")
    beside = f", with {', '.join(person.name for person in waiting.people)}" if waiting.people else ""
    complain(f"Committed {_listed(made.paths)}" + (f" on {made.branch}" if made.branch else "") + f"{beside}.")
    if made.notice:
        complain(made.notice)


def _listed(paths: Sequence[str]) -> str:
    """Return the paths, where there are many only how many; the message names each by its title."""
    return ", ".join(paths) if len(paths) <= _FEW else f"{len(paths)} files"
