"""Where the process begins, and the one place on the command line that shows errors.

Invariant: whatever happens ends in a documented exit status (0 fine, 1 findings, 2 usage or could not happen, 70 a
fault of ours, 130 interrupted) and at most a few plain lines on standard error, never a traceback.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    import click

    from cjm_tui.cli.output import PrintError

FAULT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Run a command line (the process's own by default) and leave with its status.

    A command is over before a search for garbage would pay; the app, which stays, begins one when it is drawn.
    """
    gc.disable()
    status = run(words)
    gc.freeze()
    sys.exit(status)


def run(words: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status; show what went wrong."""
    import click

    _open_what_was_closed()
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_results()
        return PIPE_CLOSED
    except (KeyboardInterrupt, EOFError, click.Abort):
        return INTERRUPTED
    # A fault of ours may be anything: at the edge of the process it is logged, and told in a sentence (status 70).
    except Exception as fault:  # noqa: BLE001
        return _failed(fault)
    return status


def _failed(fault: Exception) -> int:
    """Say what kept a command from its end: output that nobody can write to, or a fault of ours."""
    from cjm_tui.cli.faults import report, tell

    unprinted = _unprinted(fault)
    if unprinted is None:
        report(fault)
        return FAULT
    _forget_results()
    return tell(unprinted, ())


def _unprinted(fault: Exception) -> PrintError | None:
    """Return why results could not be printed, None where that is not what failed."""
    from cjm_tui.cli.output import PrintError, flush_results

    if isinstance(fault, PrintError):
        return fault
    if isinstance(fault, OSError) and _is_from_printing_help(fault):
        return PrintError(fault)
    try:
        flush_results()
    except PrintError as unprinted:
        return unprinted
    return None


def _is_from_printing_help(fault: OSError) -> bool:
    """Tell whether click, which prints help and version by itself, was where a fault came from."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals.get("__name__") == "click.utils"


def _open_what_was_closed() -> None:
    """Open the standard streams that a shell closed (`<&-`, `>&-`): no question is answered, no result arrives."""
    # What stands for output is open for reading alone, so that results are not lost in silence.
    for name, way, mode in (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, way), mode))


def _forget_results() -> None:
    """Let what is still buffered go nowhere, so that Python does not complain about it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: Sequence[str] | None) -> int:
    import click

    from cjm_tui.cli.root import cjm

    typed = tuple(sys.argv[1:] if words is None else words)
    if os.environ.get("_CJM_COMPLETE"):
        cjm.main(list(typed), prog_name="cjm")  # answers the shell and leaves
    try:
        # Not click's own `main`: it makes a status of 1 of a pipe that closed.
        with cjm.make_context("cjm", list(typed)) as context:
            return _invoke(context, typed)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as refusal:
        from cjm_tui.cli.faults import refuse

        return refuse(refusal, typed)


def _invoke(context: click.Context, typed: Sequence[str]) -> int:
    """Run what was typed; errors are shown while the context still knows how the person wants to see things."""
    from cjm_tui.errors import CjmError

    try:
        context.command.invoke(context)
    except CjmError as failure:
        from cjm_tui.cli.faults import tell

        return tell(failure, typed)
    return 0
