"""`cjm demo`: the sample maps, in a repository that is gone afterwards."""

from __future__ import annotations

import click


@click.command("demo", epilog="Example: cjm demo --tour")
@click.option("--tour", is_flag=True, help="Be shown around in ten steps.")
@click.option("--ascii", "is_ascii", is_flag=True, help="Draw with plain ASCII characters.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
@click.pass_context
def command(ctx: click.Context, *, is_ascii: bool, no_mouse: bool, tour: bool) -> None:
    """Try it on sample maps that leave nothing behind.

    The maps are copied into a temporary repository with a history; change what you like. Without a terminal, the board
    is printed instead.
    """
    from cjm_tui.cli.starting import Start, has_screen, start
    from cjm_tui.services.demo import samples

    settings = Start.from_context(ctx, is_ascii=is_ascii, no_mouse=no_mouse)
    with samples.repository() as folder:
        path = folder / "maps" / f"{samples.FIRST_MAP}.toml"
        if has_screen():
            ctx.exit(start(folder, path, settings, tour=tour))
        from cjm_tui.cli.boards import print_board
        from cjm_tui.cli.output import width
        from cjm_tui.services.workspace.documents import readable

        print_board(path, readable(path), width())
