"""`cjm export`: maps as pages for a wiki."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.errors import CjmError
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

    All maps, or those named. Where the pages go stands in cjm.toml; without it, docs/journeys in the repository. A file
    there that somebody else made is left alone and named, and so is a map that cannot be read, or that is a link out of
    the repository; the status is 2 then.
    """
    if only_check + to_stdout + do_commit > 1:
        raise click.UsageError("--check, --stdout and --commit exclude each other", ctx)
    request = _request(maps, revisions, with_picture=svg)
    if to_stdout:
        ctx.exit(_print(request))
    elif only_check:
        ctx.exit(_check(request))
    else:
        ctx.exit(_write(request, do_commit=do_commit))


def _request(maps: tuple[str, ...], revisions: int | None, *, with_picture: bool) -> ExportRequest:
    from cjm_tui.services.export.history import DEFAULT_REVISIONS
    from cjm_tui.services.export.pages import ExportRequest
    from cjm_tui.services.workspace.discovery import workspace_of
    from cjm_tui.services.workspace.documents import file_named, workspace_here

    paths = tuple(file_named(name) for name in maps)
    workspace = workspace_of(paths[0]) if paths else workspace_here()
    shown = DEFAULT_REVISIONS if revisions is None else revisions or None
    return ExportRequest(workspace.folder, paths, shown, with_picture)


def _print(request: ExportRequest) -> int:
    from cjm_tui.cli.faults import tell_each
    from cjm_tui.cli.output import say_text
    from cjm_tui.errors import CjmError
    from cjm_tui.services.export.pages import texts_each

    found = list(texts_each(request))
    refused = [one for one in found if isinstance(one, CjmError)]
    _raise_if_alone(refused, request)
    say_text("\n".join(one for one in found if isinstance(one, str)))
    return tell_each(refused)


def _check(request: ExportRequest) -> int:
    from cjm_tui.cli.faults import tell_each
    from cjm_tui.cli.output import Ink, complain, say
    from cjm_tui.errors import CjmError
    from cjm_tui.services.export.pages import HISTORY_LEFT_OUT, stale_each

    stale: list[str] = []
    refused: list[CjmError] = []
    for page in stale_each(request):
        if isinstance(page, CjmError):
            refused.append(page)
            continue
        stale.append(page.name)
        for line in page.difference.splitlines():
            say(Ink(line, {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])))
    _raise_if_alone(refused, request)
    complain(HISTORY_LEFT_OUT)
    if stale:
        complain(f"Not up to date: {', '.join(stale)}. `cjm export` writes them.")
    return tell_each(refused) or (1 if stale else 0)


def _write(request: ExportRequest, *, do_commit: bool) -> int:
    from cjm_tui.cli.faults import tell_each
    from cjm_tui.cli.output import say
    from cjm_tui.errors import CjmError
    from cjm_tui.services.export.pages import export_each

    exported: list[Exported] = []
    refused: list[CjmError] = []
    for one in export_each(request):
        if isinstance(one, CjmError):
            refused.append(one)
            continue
        exported.append(one)
        say(f"{one.name}  {'new' if one.is_new else 'written' if one.is_written else 'as it was'}")
    _raise_if_alone(refused, request)
    if do_commit and exported:
        _commit(exported)
    return tell_each(refused)


def _raise_if_alone(refused: Sequence[CjmError], request: ExportRequest) -> None:
    """Let what one map alone is refused for be said as any failure is."""
    if len(request.maps) == 1 and len(refused) == 1:
        raise refused[0]


def _commit(exported: Sequence[Exported]) -> None:
    from cjm_tui.cli.output import complain, say
    from cjm_tui.cli.starting import is_interactive
    from cjm_tui.services.export.page_commit import commit_pages

    made = commit_pages(exported, in_terminal=is_interactive())
    say(f"committed {made.hash[:7]}" + (f" on {made.branch}" if made.branch else ""))
    if made.notice:
        complain(made.notice)
