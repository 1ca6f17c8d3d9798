"""`cjm blame`: who last touched each field of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_map, complete_record

if TYPE_CHECKING:
    from cjm_tui.services.past.blame import Line


@click.command("blame", epilog="Example: cjm blame buy-an-outfit touchpoint.pay-by-card")
@click.argument("map_", metavar="MAP", shell_complete=complete_map)
@click.argument("record", metavar="[RECORD]", required=False, default="", shell_complete=complete_record)
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(map_: str, record: str, *, as_json: bool) -> None:
    """Say who last touched each field of a card.

    When, and in which commit. Without a record, say who last touched each record of the map, the one left alone longest
    first; a card that nobody touched for longer than stale_after_days of the team's own file is stale.
    """
    from cjm_tui.cli.output import say_json
    from cjm_tui.services.past.blame import blame

    lines = blame(map_, record)
    if as_json:
        say_json([line.as_plain() for line in lines])
    else:
        _print(lines)


def _print(lines: tuple[Line, ...]) -> None:
    from cjm_tui.cli.output import Ink, say

    widest = max((len(line.what) for line in lines), default=0)
    author = max((len(_who(line)) for line in lines), default=0)
    for line in lines:
        when = f"{line.when:%Y-%m-%d}" if line.when else "not committed"
        say(
            Ink(f"{line.commit or '·' * 7}  ", "yellow" if line.commit else None, faint=not line.commit),
            Ink(f"{when:13}  {_who(line):{author}}  ", faint=True),
            Ink(f"{line.what:{widest}}  ", bold=True),
            line.value,
            *([] if line.stale_days is None else [Ink(f"  stale, {line.stale_days} days", "yellow")]),
        )


def _who(line: Line) -> str:
    return "or earlier" if line.is_cut else line.author
