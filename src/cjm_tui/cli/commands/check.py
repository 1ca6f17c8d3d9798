"""`cjm check`: all problems of all files in one go, for people, hooks and CI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.model.problem import Problem


@click.command("check", epilog="Example: cjm check maps/buy-an-outfit.toml --format github")
@click.argument("files", nargs=-1, metavar="[FILE…]", type=click.Path())
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", help="How to print.")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], form: str) -> None:
    """Check the files: their shape, references and ranges.

    All files of the workspace, or those named (a map's id will do). Ends with status 1 when there is something to
    report.
    """
    from cjm_tui.cli.progress import watched
    from cjm_tui.services.workspace.review import files_to_review, reviewed

    paths = files_to_review(files)
    problems = sorted(problem for found in watched(reviewed(paths), "Checking", len(paths)) for problem in found)
    if form == "json":
        _print_json(problems)
    elif form == "github":
        _print_annotations(problems)
    else:
        _print_lines(problems, len(paths))
    ctx.exit(1 if problems else 0)


def _print_lines(problems: Sequence[Problem], files: int) -> None:
    from cjm_tui.cli.output import Ink, complain, is_terminal, say

    for problem in problems:
        place = f"{problem.path}:{problem.line}: " if problem.line else f"{problem.path}: "
        tone = "red" if problem.severity == "error" else "yellow"
        say(Ink(place, faint=True), Ink(str(problem).removeprefix(place), tone))
    if problems or is_terminal():
        errors = sum(problem.severity == "error" for problem in problems)
        complain(f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')} in {_count(files, 'file')}")


def _print_annotations(problems: Sequence[Problem]) -> None:
    """Print what GitHub's runner turns into annotations (workflow commands, `::error file=…,line=…::message`)."""
    from cjm_tui.cli.output import say

    for problem in problems:
        what = ".".join(part for part in (problem.record, problem.field) if part)
        message = "; ".join(part for part in (problem.message, problem.hint) if part)
        place = f"file={_property(problem.path)},line={problem.line or 1}"
        title = f",title={_property(what)}" if what else ""
        say(f"::{problem.severity} {place}{title}::{_escaped(f'{what}: {message}' if what else message)}")


def _print_json(problems: Sequence[Problem]) -> None:
    from cjm_tui.cli.output import say_json

    say_json([problem._asdict() for problem in problems])


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
