"""`cjm git-setup`: makes git merge maps by record and field in this clone."""

from __future__ import annotations

import click


@click.command("git-setup", epilog="Example: cjm git-setup")
@click.option("--undo", is_flag=True, help="Take it all back.")
@click.option("--outline", is_flag=True, help="Also show maps as outlines in git diff (hides the file's own text).")
def command(*, undo: bool, outline: bool) -> None:
    """Make git merge maps by record and field in this clone.

    Writes a line to .gitattributes (`cjm commit` takes it along, so that every clone has it) and the merge driver to
    this clone's configuration. Each clone needs this command once; without it git merges line by line, as it always
    does.
    """
    from cjm_tui.cli.output import complain, say
    from cjm_tui.services.joining.git_setup import set_up_here, take_back_here

    lines = take_back_here() if undo else set_up_here(with_outline=outline)
    for line in lines:
        say(line)
    if not undo and any(line.startswith(".gitattributes") for line in lines):
        complain("`cjm commit` takes .gitattributes along; until it is committed, no other clone has it.")
    if not lines:
        complain("nothing to undo" if undo else "everything is set up already")
