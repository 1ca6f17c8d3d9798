"""`cjm export`: maps as pages for a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_map

if TYPE_CHECKING:
    from cjm_tui.services.export.pages import Exported, ExportRequest


def _revisions(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Return how many revisions are asked for: None by default, 0 for all of them."""
    if value is None or value == "all":
        return None if value is None else 0
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise click.BadParameter(f"{value} is neither a number above 0 nor all", ctx, param)
    return int(value)


@click.command("export", epilog="Example: cjm export buy-an-outfit --stdout | less")
@click.argument("maps", metavar="[MAP…]", nargs=-1, shell_complete=complete_map)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; status 1 and a diff when a page is stale.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the pages instead of writing them.")
@click.option("--svg", is_flag=True, help="Write the curve as a picture beside each page.")
@click.option("--revisions", callback=_revisions, metavar="N|all", help="How many revisions; 20 without it.")
@click.option("--commit", "do_commit", is_flag=True, help="Commit exactly the pages written.")
@click.pass_context
def command(
    ctx: click.Context,
    maps: tuple[str, ...],
    *,
    only_check: bool,
    to_stdout: bool,
    svg: bool,
    revisions: int | None,
    do_commit: bool,
) -> None:
    """Write maps as Markdown pages.

    All maps, or those named. Where the pages go stands in cjm.toml; without it, docs/journeys in the repository.
    """
    from cjm_tui.cli.output import say_text
    from cjm_tui.services.export.pages import export, text_for_a_pipe

    if only_check + to_stdout + do_commit > 1:
        raise click.UsageError("--check, --stdout and --commit exclude each other", ctx)
    request = _request(maps, revisions, with_picture=svg)
    if to_stdout:
        say_text(text_for_a_pipe(request))
    elif only_check:
        ctx.exit(_check(request))
    else:
        exported = export(request)
        _tell(exported)
        if do_commit:
            _commit(exported)


def _request(maps: tuple[str, ...], revisions: int | None, *, with_picture: bool) -> ExportRequest:
    from cjm_tui.services.export.history import DEFAULT_REVISIONS
    from cjm_tui.services.export.pages import ExportRequest
    from cjm_tui.services.workspace.discovery import workspace_of
    from cjm_tui.services.workspace.documents import file_named, workspace_here

    paths = tuple(file_named(name) for name in maps)
    workspace = workspace_of(paths[0]) if paths else workspace_here()
    shown = DEFAULT_REVISIONS if revisions is None else revisions or None
    return ExportRequest(workspace.folder, paths, shown, with_picture)


def _check(request: ExportRequest) -> int:
    from cjm_tui.cli.output import Ink, complain, say
    from cjm_tui.services.export.pages import HISTORY_LEFT_OUT, stale_pages

    stale = stale_pages(request)
    for page in stale:
        for line in page.difference.splitlines():
            say(Ink(line, {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])))
    complain(HISTORY_LEFT_OUT)
    if stale:
        complain(f"Not up to date: {', '.join(page.name for page in stale)}. `cjm export` writes them.")
    return 1 if stale else 0


def _tell(exported: tuple[Exported, ...]) -> None:
    from cjm_tui.cli.output import say

    for one in exported:
        deed = "new" if one.is_new else "written" if one.is_written else "as it was"
        say(f"{one.name}  {deed}")


def _commit(exported: tuple[Exported, ...]) -> None:
    from cjm_tui.cli.output import complain, say
    from cjm_tui.cli.starting import is_interactive
    from cjm_tui.services.export.pages import commit_pages

    made = commit_pages(exported, in_terminal=is_interactive())
    say(f"committed {made.hash[:7]}" + (f" on {made.branch}" if made.branch else ""))
    if made.notice:
        complain(made.notice)
