"""`cjm branch`: propose changes on a branch of their own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("branch", epilog="Example: cjm branch quicker-checkout")
@click.argument("name", default="", metavar="[NAME]")
@click.option("--switch", "-s", "goes", is_flag=True, help="Go to a branch that is there already.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(name: str, *, goes: bool, as_json: bool) -> None:
    """List branches, or make one to propose changes on.

    Uncommitted work goes along to a new branch. Going to another one is refused where it would be lost.
    """
    from cjm_tui.cli.output import say, say_json
    from cjm_tui.services.joining.branches import branches, go_to_branch, make_branch

    if name:
        say(go_to_branch(Path(), name) if goes else make_branch(Path(), name))
        return
    found = branches(Path())
    if as_json:
        say_json(
            [
                {"name": one.name, "commit": one.commit, "author": one.author, "when": one.when.isoformat()}
                | {"subject": one.subject, "current": one.is_current, "remote": one.is_remote}
                for one in found
            ]
        )
        return
    widest = max((len(one.name) for one in found), default=0)
    for one in found:
        mark = "*" if one.is_current else " "
        say(f"{mark} {one.name:{widest}}  {one.when:%Y-%m-%d}  {one.author}  {one.subject}")
