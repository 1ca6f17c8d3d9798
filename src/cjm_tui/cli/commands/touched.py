"""`cjm touched`: which moments of the customer a branch touches, for people, programs and pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cjm_tui.services.watched.touched import Touched


@click.command("touched", epilog="Example: cjm touched main..HEAD --format markdown")
@click.argument("range_", default="", metavar="[BASE..HEAD]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "github"]),
    default="text",
    help="How to print: markdown for a comment on a pull request, github for annotations.",
)
def command(range_: str, form: str) -> None:
    """Say which touchpoints a change of code touches.

    A touchpoint names the code behind it, as in watch = ["src/checkout/**"]. By default this branch is compared with
    the main one, in CI with the one that the pull request goes to.
    """
    from cjm_tui.cli.output import complain, say, say_json, say_text
    from cjm_tui.services.watched.touched import touched
    from cjm_tui.services.watched.touched_words import annotation, as_markdown, as_plain

    compared, found = touched(range_)
    if form == "json":
        say_json([as_plain(one) for one in found])
    elif form == "markdown":
        say_text(as_markdown(found, compared.words))
    elif form == "github":
        for one in found:
            say(annotation(one))
    else:
        _print(found)
        if not found:
            complain(f"no watched code changed ({compared.words})")


def _print(found: tuple[Touched, ...]) -> None:
    from cjm_tui.cli.output import Ink, say
    from cjm_tui.services.watched.touched_words import in_one_line

    for one in found:
        say(Ink(f"{one.map_id}: ", faint=True), in_one_line(one))
        for pain in one.pains:
            say(f"    ✖ {pain}")
        for name in one.files:
            say(Ink(f"    {name}", faint=True))
