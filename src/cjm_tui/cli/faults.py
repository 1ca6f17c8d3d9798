"""Errors in words, on standard error.

Invariant: no control character of a file, of a path or of an argument reaches the terminal, and nothing here fails.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from cjm_tui.checking.nearest import did_you_mean, sentence
from cjm_tui.cli.output import complain
from cjm_tui.cli.retyped import with_next_command
from cjm_tui.errors import CjmError

_NO_CHOICE = re.compile(r"'([^'\n]*)' is not one of")
_NO_NUMBER = re.compile(r"is not a valid integer( range)?\b")


def tell(failure: CjmError, typed: Sequence[str]) -> int:
    """Say what could not happen and what to do, with what was `typed` put right; return the exit status."""
    if failure.exit_code == 0:
        complain(failure.message)
    else:
        complain(f"cjm: {failure.title}: {failure.message}")
    if failure.hint:
        complain(with_next_command(failure.message, failure.hint, typed))
    return failure.exit_code


def tell_each(failures: Sequence[CjmError]) -> int:
    """Say of each file that was passed over what is in its way, and once what to do; return the exit status."""
    for message in dict.fromkeys(failure.message for failure in failures):
        complain(message)
    for hint in dict.fromkeys(failure.hint for failure in failures if failure.hint):
        complain(hint)
    return max((failure.exit_code for failure in failures), default=0)


def refuse(refusal: click.ClickException, typed: Sequence[str]) -> int:
    """Say what is wrong with a command line, and what to type or how the command is used; return the exit status."""
    message = " ".join(refusal.format_message().split())
    complain(f"cjm: {_NO_NUMBER.sub('is no whole number', message)}")
    context = getattr(refusal, "ctx", None)
    choice = _nearest_choice(refusal)
    if all(choice):
        complain(with_next_command(*choice, typed))
    elif isinstance(context, click.Context):
        complain(context.get_usage())
        complain(f"{context.command_path} --help says more.")
    return 2


def _nearest_choice(refusal: click.ClickException) -> tuple[str, str]:
    """Return the wrong choice in quotes and a hint with the nearest right one; both are empty where none comes near."""
    chosen = _NO_CHOICE.search(refusal.format_message())
    choice = refusal.param.type if isinstance(refusal, click.BadParameter) and refusal.param else None
    if chosen is None or not isinstance(choice, click.Choice):
        return "", ""
    hint = did_you_mean(chosen[1], map(str, choice.choices))
    return f"“{chosen[1]}”", sentence(hint)


def report(fault: Exception) -> None:
    """Log a fault of ours and say so in one plain sentence."""
    from cjm_tui.services.workspace.faults import record_fault

    logged = record_fault(fault)
    where = f"what happened is in {logged}" if logged else "and it could not be logged"
    complain(f"cjm: this is a fault of cjm ({type(fault).__name__}), not of yours; {where}.")
