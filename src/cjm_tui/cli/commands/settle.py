"""`cjm settle`: what two people changed differently, told and chosen between."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_conflict, complete_map

if TYPE_CHECKING:
    from cjm_tui.services.joining.disputed import Disputed
    from cjm_tui.services.joining.settling import Side


@click.command("settle", epilog="Example: cjm settle buy-an-outfit pay-by-card --theirs")
@click.argument("map_", metavar="[MAP]", default="", shell_complete=complete_map)
@click.argument("conflicts", metavar="[RECORD…]", nargs=-1, shell_complete=complete_conflict)
@click.option("--ours", "-1", "side", flag_value="ours", help="Take what stands in the map now.")
@click.option("--theirs", "-2", "side", flag_value="theirs", help="Take what the other side wrote.")
@click.option("--base", "-3", "side", flag_value="base", help="Take what was before both.")
@click.option("--both", "-4", "side", flag_value="both", help="Take both: of lists, texts, two new cards or maps.")
@click.option("--to", "text", metavar="VALUE", help="Write another value, or id.")
@click.pass_context
def command(ctx: click.Context, map_: str, conflicts: tuple[str, ...], side: Side | None, text: str | None) -> None:
    """Tell the open conflicts, or settle some of them.

    Without a side it lists what is open, of one map or of every file, and the status is 1. With one it settles the
    conflicts of the RECORDs that are named (RECORD.FIELD for one of several), or all of the map. What git was in the
    middle of ends with cjm sync --finish.
    """
    from cjm_tui.cli.output import Ink, complain, say
    from cjm_tui.services.joining.one_sided import choose_side, one_sided_files
    from cjm_tui.services.joining.settling import settle_in
    from cjm_tui.services.workspace.documents import file_named

    if side is not None and text is not None:
        raise click.UsageError("Choose one: a side, or --to VALUE.")
    files = one_sided_files(Path())
    if side is None and text is None:
        for one in files if not map_ else ():
            say(Ink(one.name, "yellow"), f"  one side removed it, the other changed it: --{one.kept_by} keeps it")
        listed = [(map_, file_named(map_))] if map_ else [(one.name, one.path) for one in _disputed_here()]
        count = sum(_list(name, path) for name, path in listed) + (0 if map_ else len(files))
        if not count:
            complain("No conflict is open.")
        ctx.exit(1 if count else 0)
    if not map_:
        raise click.UsageError("Which map? cjm settle MAP --theirs")
    disputed = next((one for one in files if map_ in {one.name, one.path.stem, str(one.path)}), None)
    if disputed is not None and side in {"ours", "theirs"}:
        say(f"settled {choose_side(disputed, 'ours' if side == 'ours' else 'theirs')}")
        return
    path = file_named(map_)
    settled = settle_in(path, conflicts, side, text or "")
    for sentence in settled:
        say(f"settled {sentence}")
    complain(
        _what_is_left(path)
        if settled
        else "No conflict is open there; `cjm sync --finish` ends what git may be in the middle of."
    )


def _what_is_left(path: Path) -> str:
    """Say how much of a file is open still, or what comes when nothing is."""
    from cjm_tui.services.joining.disputed import disputed_around
    from cjm_tui.services.joining.finishing import what_ends_it
    from cjm_tui.services.joining.one_sided import one_sided_files
    from cjm_tui.services.joining.settling import open_conflicts

    left = len(open_conflicts(path)[1])
    if left:
        return f"{left} more to settle."
    removed, disputed = one_sided_files(path), disputed_around(path, but=path)
    elsewhere = [one.name for one in removed] + [one.name for one in disputed]
    then = f"still open: {', '.join(elsewhere)}" if elsewhere else what_ends_it(path)
    return f"Nothing is left to settle here; {then}."


def _disputed_here() -> tuple[Disputed, ...]:
    from cjm_tui.services.joining.disputed import disputed_files
    from cjm_tui.services.workspace.documents import workspace_here

    return disputed_files(workspace_here())


def _list(name: str, path: Path) -> int:
    from cjm_tui.cli.output import Ink, say
    from cjm_tui.services.joining.conflict_words import field_label, said, subject
    from cjm_tui.services.joining.settling import open_conflicts
    from cjm_tui.services.joining.whose import sides_by_conflict

    document, found = open_conflicts(path)
    of_file, of_conflicts = sides_by_conflict(path, document)
    for choice in found:
        sides = of_conflicts.get(choice.dispute.id, of_file)
        about = Ink(f"{name} {choice.dispute.key}".rstrip(), "yellow")
        say(about, f"  {subject(document, choice)}, {field_label(choice)}")
        for whose, option, value in (
            (sides.ours_in_full, "--ours", choice.ours),
            (sides.theirs_in_full, "--theirs", choice.theirs),
            ("before both", "--base", choice.base),
        ):
            say(f"    {option:8}  {whose}: ", Ink(said(document, choice, value).replace("\n", " · "), bold=True))
    return len(found)
