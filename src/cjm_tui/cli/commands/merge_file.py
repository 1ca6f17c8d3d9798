"""`cjm merge-file`: what git runs to merge a map, by record and field."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("merge-file", epilog="Example: cjm merge-file base.toml ours.toml theirs.toml maps/buy-an-outfit.toml")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", default="", metavar="[NAME]")
@click.pass_context
def command(ctx: click.Context, base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Merge three versions of a file; git runs this.

    THEIRS goes into OURS, both made from BASE; NAME is what messages call the file. `cjm git-setup` tells git to run
    this. Where both sides say something else of one field, ours stands, a conflict record in the file holds all three,
    and the status is 1.
    """
    from cjm_tui.cli.output import complain
    from cjm_tui.services.joining.merge_driver import in_words, merge_files

    driven = merge_files(base, ours, theirs, name)
    for line in in_words(driven, name or str(ours)):
        complain(line)
    ctx.exit(0 if driven.is_clean else 1)
