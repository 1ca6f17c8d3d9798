"""`cjm list`: every map of the workspace in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.services.workspace.library import Entry


@click.command("list", epilog="Example: cjm list")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(*, as_json: bool) -> None:
    """List the maps.

    Curve, persona, mean, coverage, share of assumptions and number of problems of each.
    """
    from cjm_tui.cli.output import complain, say_json
    from cjm_tui.services.workspace.documents import workspace_here
    from cjm_tui.services.workspace.library import entries

    workspace = workspace_here()
    listed = entries(workspace)
    if as_json:
        say_json([entry.as_json() for entry in listed])
    elif listed:
        _print_table(listed)
    else:
        complain(f"No maps in {workspace.folder} yet; `cjm new TITLE` makes one.")


def _print_table(listed: Sequence[Entry]) -> None:
    from cjm_tui.cli.colours import inked
    from cjm_tui.cli.output import Ink, is_terminal, say, width
    from cjm_tui.render.board.cards import mean_words
    from cjm_tui.render.cells import padded
    from cjm_tui.render.cells import width as cells
    from cjm_tui.render.curve.sparkline import bar, sampled
    from cjm_tui.render.palette import emotion_colour

    # A pipe has room for everything: what a program reads must not depend on a terminal.
    room = max(40, width()) if is_terminal() else 1000
    ids = max(len("map"), *(cells(entry.id) for entry in listed))
    curves = min(24, max(len("curve"), *(len(entry.curve) for entry in listed)))
    people = min(24, max(len("persona"), *(cells(entry.people) for entry in listed)))
    numbers = "  mean  known  assumed  problems"
    left = room - ids - curves - people - len(numbers) - 8
    titles = max(12, min(left, max(len("title"), *(cells(entry.title) for entry in listed))))
    head = f"{padded('map', ids)}  {padded('title', titles)}  {padded('curve', curves)}  {padded('persona', people)}"
    say(Ink(head + numbers, faint=True))
    for entry in listed:
        curve = [inked(bar(emotion), emotion_colour(emotion)) for emotion in sampled(entry.curve, curves)]
        mean = mean_words(entry.mean)
        assumed = "?" if entry.assumed is None else f"{round(entry.assumed * 100)}%"
        known = f"{entry.known}/{entry.touchpoints}"
        problems = Ink(f"{entry.problems:>10}", "red" if entry.problems else None)
        say(
            Ink(padded(entry.id, ids), bold=True),
            f"  {padded(entry.title, titles)}  ",
            *curve,
            " " * (curves - len(curve)),
            f"  {padded(entry.people, people)}",
            f"  {mean:>4}  {known:>5}  {assumed:>7}",
            problems,
        )
