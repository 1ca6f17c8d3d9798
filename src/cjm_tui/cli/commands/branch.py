"""`cjm branch`: propose changes on a branch of their own, see what one proposes, take it in."""

from __future__ import annotations

from pathlib import Path

import click

from cjm_tui.cli.completing import complete_map


@click.command("branch", epilog="Example: cjm branch quicker-checkout")
@click.argument("name", default="", metavar="[NAME]")
@click.option("--switch", "-s", "deed", flag_value="switch", help="Go to a branch that is there already.")
@click.option("--merge", "-m", "deed", flag_value="merge", help="Take a branch in, with a merge commit.")
@click.option("--leave", metavar="RECORD", multiple=True, help="With --merge --review MAP: a card that stays as it is.")
@click.option(
    "--review", "-r", metavar="MAP", default="", shell_complete=complete_map, help="What it proposes for a map."
)
@click.option("--fetch", "-f", "is_fetched", is_flag=True, help="First ask the remotes for their branches.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
@click.pass_context
def command(
    ctx: click.Context,
    name: str,
    deed: str | None,
    leave: tuple[str, ...],
    review: str,
    *,
    is_fetched: bool,
    as_json: bool,
) -> None:
    """List branches, or make one to propose changes on.

    Uncommitted work goes along to a new branch. Going to another one is refused where it would be lost. --review
    prints what a branch proposes (without NAME this one), as Markdown for a pull request. --merge ends with status 1
    while something is open; of a map under --review, the cards named by --leave stay as they are. Nothing is fetched
    unless --fetch says so: from the remote that NAME begins with (origin/idea) or is, else from all.
    """
    from cjm_tui.cli.output import say
    from cjm_tui.services.joining.branches import go_to_branch, make_branch

    if leave and not (deed == "merge" and review):
        raise click.UsageError("Leave it of which map? cjm branch NAME --merge --review MAP --leave RECORD")
    if deed is not None and not name:
        raise click.UsageError(f"Which branch? cjm branch --{deed} NAME")
    if is_fetched:
        name = _fetch(name, is_for_more=bool(deed or review))
    if deed == "merge":
        ctx.exit(_merge(name, review, leave))
    elif review:
        _print_review(review, name)
    elif name:
        say(go_to_branch(Path(), name) if deed == "switch" else make_branch(Path(), name))
    else:
        _print_branches(as_json=as_json)


def _fetch(name: str, *, is_for_more: bool) -> str:
    """Ask the remotes for their branches; return the branch that is meant, empty where all of them are listed."""
    from cjm_tui.cli.output import complain
    from cjm_tui.cli.starting import is_interactive
    from cjm_tui.services.joining.fetching import fetch_branches, is_remote

    if name and not is_for_more and not is_remote(Path(), name):
        raise click.UsageError(f"Fetch {name} to do what? cjm branch {name} --fetch --review MAP, --switch or --merge")
    fetch_branches(Path(), name, complain, in_terminal=is_interactive())
    return name if is_for_more else ""


def _merge(name: str, map_: str, leave: tuple[str, ...]) -> int:
    """Merge a branch, but for some of what it proposes for a map; return the exit status."""
    from cjm_tui.cli.output import say
    from cjm_tui.cli.starting import is_interactive
    from cjm_tui.services.joining.branch_merge import merge_branch
    from cjm_tui.services.joining.proposals import proposed, review_of
    from cjm_tui.services.workspace.documents import file_named

    start = file_named(map_) if map_ else Path()
    left = proposed(review_of(start, name), leave) if leave else ()
    merged = merge_branch(start, name, left=left, in_terminal=is_interactive())
    say(merged.sentence)
    return 0 if merged.is_done else 1


def _print_review(map_: str, name: str) -> None:
    from cjm_tui.cli.output import say_text
    from cjm_tui.services.joining.proposals import own_review_of, request_text, review_of
    from cjm_tui.services.workspace.documents import file_named

    path = file_named(map_)
    reviewed = review_of(path, name) if name else own_review_of(path)
    say_text(request_text(reviewed.theirs.title, reviewed))


def _print_branches(*, as_json: bool) -> None:
    from cjm_tui.cli.output import say, say_json
    from cjm_tui.services.joining.branches import branches, off_branch

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
    elsewhere = off_branch(Path())
    if elsewhere:
        say(f"* ({elsewhere})")
    widest = max((len(one.name) for one in found), default=0)
    for one in found:
        mark = "*" if one.is_current else " "
        say(f"{mark} {one.name:{widest}}  {one.when:%Y-%m-%d}  {one.author}  {one.subject}")
