"""`cjm` itself: global options, and which command a word means.

Invariant: a word that is no command is taken for a map or a path and opens the app; nothing but click is imported to
find that out.
"""

from __future__ import annotations

import os
from importlib import import_module

import click

from cjm_tui import __version__
from cjm_tui.cli.catalogue import COMMANDS
from cjm_tui.errors import UsageError

_OPEN = "open"


def _no_command(word: str, then: str) -> UsageError:
    """Say that a word with more words after it is no command: what opens the app is a map alone."""
    from cjm_tui.checking.nearest import nearest

    if word == _OPEN:
        return UsageError("No such command", "there is no command “open”", f"`cjm {then}` opens it.")
    alike = nearest(word, COMMANDS)
    hint = f"Did you mean {alike}?" if alike else "`cjm --help` lists the commands."
    return UsageError("No such command", f"there is no command “{word}”", hint)


def _is_somewhere() -> bool:
    try:
        os.getcwd()  # noqa: PTH109  # nothing is imported to find that out
    except OSError:
        return False
    return True


class LazyGroup(click.Group):
    """A group that imports a command only when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all commands, for help and completion."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import and return a command, None when there is none of that name."""
        if cmd_name not in COMMANDS and cmd_name != _OPEN:
            return None
        command = import_module(f"cjm_tui.cli.commands.{cmd_name.replace('-', '_')}").command
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} has no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command for the first word; what is no command is given to the app as it is."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        if len(args) > 1 and not args[1].startswith("-"):
            raise _no_command(args[0], args[1])
        if {"-h", "--help"} & set(args[1:]):
            from cjm_tui.cli.opening import opening

            opening(args[0])  # says which command or map is meant, rather than to help with another one
        return _OPEN, self.get_command(ctx, _OPEN), args

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """Write the list of commands from the catalogue, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[click.shell_completion.CompletionItem]:
        """Complete commands and maps, importing no command."""
        from click.shell_completion import CompletionItem

        from cjm_tui.cli.completing import map_items

        commands = [CompletionItem(name, help=help_) for name, help_ in COMMANDS.items() if name.startswith(incomplete)]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*commands, *options, *map_items(incomplete)]


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    subcommand_metavar="[MAP | PATH | COMMAND …]",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: cjm demo",
)
@click.option("-C", "folders", metavar="DIR", multiple=True, help="Start in another folder, as git does.")
@click.option("--ascii", "is_ascii", is_flag=True, help="Draw with plain ASCII characters.")
@click.option("--no-mouse", is_flag=True, help="Leave the mouse to the terminal.")
@click.option("--theme", metavar="NAME", default="", help="Draw in another theme, this once.")
@click.version_option(__version__, prog_name="cjm", message="%(prog)s %(version)s")
@click.pass_context
def cjm(ctx: click.Context, folders: tuple[str, ...], *, is_ascii: bool, no_mouse: bool, theme: str) -> None:
    """Work on customer journey maps in the terminal, kept as plain text in git.

    Without a command, open the app: on a map (its id or path), or on the library of all maps.
    """
    for folder in folders:
        try:
            os.chdir(folder)
        except OSError as failure:
            reason = failure.strerror or "it cannot be entered"
            raise UsageError(
                "Cannot start there", f"{folder}: {reason.lower()}", "Check the folder after -C."
            ) from failure
    if not _is_somewhere():
        raise UsageError("Cannot start here", "the current folder does not exist any more", "Go to another one: cd ~")
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        ctx.color = False
    ctx.obj = {"ascii": is_ascii, "mouse": not no_mouse, "theme": theme}
    if ctx.invoked_subcommand is None:
        command = ctx.command
        opened = command.get_command(ctx, _OPEN) if isinstance(command, LazyGroup) else None
        if opened is not None:
            ctx.invoke(opened)
