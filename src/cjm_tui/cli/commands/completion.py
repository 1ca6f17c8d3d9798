"""`cjm completion`: what makes a shell complete commands, maps and records."""

from __future__ import annotations

import click


@click.command("completion", epilog='Example: eval "$(cjm completion bash)"   in ~/.bashrc')
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print what makes a shell complete cjm's commands.

    Names of maps, records and fields are completed too. For fish: cjm completion fish | source
    """
    from click.shell_completion import get_completion_class

    from cjm_tui.cli.output import say_text

    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"no completion for {shell}")
    names = {"complete_func": "_cjm_completion", "complete_var": "_CJM_COMPLETE", "prog_name": "cjm"}
    say_text(completer.source_template % names + "\n")
