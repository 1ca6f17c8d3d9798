"""`cjm`, `cjm MAP` and `cjm PATH`: the app."""

from __future__ import annotations

import click


class _Opening(click.Command):
    """What opens the app has no word of its own."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the app is opened: `cjm [OPTIONS] [MAP | PATH]`."""
        formatter.write_usage("cjm", " ".join(self.collect_usage_pieces(ctx)))


@click.command("open", cls=_Opening, hidden=True)
@click.argument("name", metavar="[MAP | PATH]", required=False, default="")
@click.option("--ascii", "is_ascii", is_flag=True, help="Draw with plain ASCII characters.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
@click.option("--theme", metavar="NAME", default="", help="Draw in another theme, this once.")
@click.pass_context
def command(
    ctx: click.Context, name: str = "", *, is_ascii: bool = False, no_mouse: bool = False, theme: str = ""
) -> None:
    """Open the app, on a map or on the library of all maps."""
    from cjm_tui.cli.opening import opening
    from cjm_tui.cli.starting import Start, require_screen, start

    opened = opening(name)
    require_screen(opened.name)
    settings = Start.from_context(ctx, is_ascii=is_ascii, no_mouse=no_mouse, theme=theme)
    ctx.exit(start(opened.folder, opened.path, settings))
