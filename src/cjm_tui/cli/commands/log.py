"""`cjm log`: the past of a map, or of one card, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_map, complete_record

if TYPE_CHECKING:
    from cjm_tui.model.record import RecordKey
    from cjm_tui.services.past.tellings import Past


FELT = {"touchpoint", "stage"}
"""Kinds of records that have an emotion of their own."""


@click.command("log", epilog="Example: cjm log buy-an-outfit touchpoint.pay-by-card")
@click.argument("map_", metavar="MAP[@REV]", shell_complete=complete_map)
@click.argument("record", metavar="[RECORD]", default="", shell_complete=complete_record)
@click.option("-n", "--number", "limit", type=click.IntRange(min=1), help="At most so many, the newest first.")
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(map_: str, record: str, *, limit: int | None, as_json: bool) -> None:
    """List the revisions of a map, in words.

    Date, author, commit, the curve as it was then, and what changed. With a RECORD, only what happened to it.
    """
    from cjm_tui.cli.output import complain, say_json
    from cjm_tui.services.past.tellings import past_of, past_record_key
    from cjm_tui.services.workspace.documents import file_named

    file, _, revision = map_.partition("@")
    path = file_named(file, may_be_gone=True)
    key = past_record_key(path, record) if record else None
    revisions = list(past_of(path, key, limit=limit, start=revision or "HEAD"))
    if not revisions and not path.exists():
        file_named(file)  # says which map is meant
    if as_json:
        say_json([_as_json(past) for past in revisions])
        return
    for past in revisions:
        _print(past, key)
    if not revisions:
        about = f"{record} in {path.name}" if record else path.name
        complain(f"No revision of {about} yet; `cjm commit` makes one.")


def _print(past: Past, key: RecordKey | None) -> None:
    from cjm_tui.cli.colours import inked
    from cjm_tui.cli.output import Ink, say
    from cjm_tui.model.field_words import signed
    from cjm_tui.render.curve.sparkline import bar
    from cjm_tui.render.palette import emotion_colour

    if key is None:
        curve = [inked(bar(emotion), emotion_colour(emotion)) for emotion in past.curve]
    else:
        record = past.document.records.get(key) if past.document else None
        curve = [inked(signed(record.emotion), emotion_colour(record.emotion))] if record and key.kind in FELT else []
    when, people = past.when.strftime("%Y-%m-%d %H:%M"), ", ".join(past.people)
    say(Ink(past.short, "yellow"), f"  {when}  ", Ink(people, bold=True), "  " if curve else "", *curve)
    for sentence in past.sentences:
        say(f"    {sentence}")


def _as_json(past: Past) -> dict[str, object]:
    return {
        "commit": past.commit,
        "date": past.when.isoformat(),
        "people": list(past.people),
        "curve": list(past.curve),
        "words": list(past.sentences),
    }
