"""`cjm new`: a map to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete_template(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from cjm_tui.cli.completing import item
    from cjm_tui.errors import CjmError
    from cjm_tui.services.workspace.templates import templates, workspace_or_none

    try:
        known = templates(workspace_or_none())
    except CjmError:
        return []
    return [item(name, it.title) for name, it in known.items() if name.startswith(incomplete) and name.isprintable()]


@click.command("new", epilog='Example: cjm new "Return a parcel" --template four-stage')
@click.argument("title", default="")
@click.option(
    "--template", metavar="NAME", default="classic", shell_complete=_complete_template, help="What to begin with."
)
@click.option("--list-templates", is_flag=True, help="List the templates instead.")
def command(title: str, template: str, *, list_templates: bool) -> None:
    """Make a new map.

    In the workspace here; where there is none, maps/ is made. Prints the id of the new map. In a pipe,
    --list-templates prints a name a line.
    """
    from cjm_tui.cli.output import Ink, complain, is_terminal, say
    from cjm_tui.services.workspace.documents import named
    from cjm_tui.services.workspace.templates import new_map, templates, workspace_or_none

    if list_templates:
        known = templates(workspace_or_none())
        widest = max(map(len, known), default=0)
        for name, it in known.items():
            say(*((Ink(f"{name:<{widest}}", bold=True), f"  {it.title}") if is_terminal() else (name,)))
            if it.problem and not is_terminal():
                complain(f"{name} cannot be used: {it.problem}")
        return
    path = new_map(title, template)
    say(path.stem)
    complain(f"It is in {named(path)}; `cjm {path.stem}` opens it.")
