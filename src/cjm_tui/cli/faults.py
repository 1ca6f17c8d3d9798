"""Errors in words, on standard error.

Invariant: no control character of a file, of a path or of an argument reaches the terminal, and nothing here fails.
"""

from __future__ import annotations

import re

import click

from cjm_tui.cli.output import complain
from cjm_tui.errors import CjmError

_NO_NUMBER = re.compile(r"is not a valid integer( range)?\b")


def tell(failure: CjmError) -> int:
    """Say what could not happen and what to do; return the exit status."""
    if failure.exit_code == 0:
        complain(failure.message)
    else:
        complain(f"cjm: {failure.title}: {failure.message}")
    if failure.hint:
        complain(failure.hint)
    return failure.exit_code


def refuse(refusal: click.ClickException) -> int:
    """Say what is wrong with a command line, and how the command is used; return the exit status."""
    complain(f"cjm: {_NO_NUMBER.sub('is no whole number', refusal.format_message())}")
    context = getattr(refusal, "ctx", None)
    if isinstance(context, click.Context):
        complain(context.get_usage())
        complain(f"{context.command_path} --help says more.")
    return 2


def report(fault: Exception) -> None:
    """Log a fault of ours and say so in one plain sentence."""
    from cjm_tui.services.workspace.faults import record_fault

    logged = record_fault(fault)
    where = f"what happened is in {logged}" if logged else "and it could not be logged"
    complain(f"cjm: this is a fault of cjm ({type(fault).__name__}), not of yours; {where}.")
