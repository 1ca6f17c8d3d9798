"""`cjm paths`: where everything is kept."""

from __future__ import annotations

import click


@click.command("paths", epilog="Example: cjm paths")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(*, as_json: bool) -> None:
    """Say where everything is kept.

    Maps, revisions, settings, themes, templates and the log.
    """
    from cjm_tui.cli.output import Ink, say, say_json
    from cjm_tui.services.workspace.places import places

    known = places()
    if as_json:
        say_json({place.name: None if place.path is None else str(place.path) for place in known})
        return
    for place in known:
        where = str(place.path) if place.path else "none here"
        missing = place.path is not None and not place.path.exists()
        say(
            Ink(f"{place.name:<18}", bold=True),
            where,
            Ink(f"  {place.purpose}", faint=True),
            " (not made yet)" * missing,
        )
