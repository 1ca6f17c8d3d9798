"""`cjm log`: the past of a map, or of one card, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_map, complete_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_tui.cli.output import Ink
    from cjm_tui.model.document import Document
    from cjm_tui.model.record import Record, RecordKey
    from cjm_tui.services.past.revisions import Told
    from cjm_tui.services.past.tellings import Unrecorded


FELT = {"touchpoint", "stage"}
"""Kinds of records that have an emotion of their own."""

_ALIKE = 24
"""So many letters of a message that are those of a change tell that it was written from it."""


@click.command("log", epilog="Example: cjm log buy-an-outfit touchpoint.pay-by-card")
@click.argument("map_", metavar="MAP[@REV]", shell_complete=complete_map)
@click.argument("record", metavar="[RECORD]", default="", shell_complete=complete_record)
@click.option("-n", "--number", "limit", type=click.IntRange(min=1), help="At most so many, the newest first.")
@click.option("--author", default="", metavar="NAME", help="Only those that somebody of this name had a hand in.")
@click.option(
    "--words", default="", metavar="WORDS", help="Only those with these words in message, changes, hash, branch or tag."
)
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
def command(map_: str, record: str, *, limit: int | None, author: str, words: str, as_json: bool) -> None:
    """List the revisions of a map, in words.

    Commit, date, author, the curve as it was then and its mean, the message where it says more, and what changed. With
    a RECORD, only what happened to it. Work that no commit has yet stands first.
    """
    from cjm_tui.cli.output import complain, say_json
    from cjm_tui.services.past.revisions import Wanted
    from cjm_tui.services.past.tellings import past_of, past_record_key, unrecorded
    from cjm_tui.services.workspace.documents import file_named

    file, _, revision = map_.partition("@")
    path = file_named(file, may_be_gone=True)
    key = past_record_key(path, record) if record else None
    wanted = Wanted(author.casefold(), tuple(words.casefold().split()))
    revisions = past_of(path, key, wanted=wanted, limit=limit, start=revision or "HEAD")
    now = unrecorded(path, key) if wanted.is_all and not revision else None
    if as_json:
        say_json([*([_now_as_json(now)] if now else []), *map(_as_json, _known(revisions, file, path))])
        return
    count = 0
    for count, told in enumerate(_known(revisions, file, path), 1):
        if count == 1 and now is not None:
            _print_now(now, key)
        _print(told, key)
    if count:
        return
    if now is not None:
        _print_now(now, key)
    about = f"{record} in {path.name}" if record else path.name
    if wanted.is_all:
        complain(f"No revision of {about} yet; `cjm commit` makes one.")
    else:
        complain(f"No revision of {about} is like that; `cjm log {file}` lists all of them.")


def _known(revisions: Iterator[Told], name: str, path: Path) -> Iterator[Told]:
    """Yield the revisions of a map as they are read; raise `NotFoundError` where git never heard of it."""
    from cjm_tui.services.workspace.documents import file_named

    is_any = False
    for told in revisions:
        is_any = True
        yield told
    if not is_any and not path.exists():
        file_named(name)  # says which map is meant


def _print(told: Told, key: RecordKey | None) -> None:
    from cjm_tui.cli.output import Ink, say

    one = told.revision
    when, people = one.when.strftime("%Y-%m-%d %H:%M"), ", ".join(one.people)
    say(Ink(one.short, "yellow"), f"  {when}  ", Ink(people, bold=True), *_felt(told.document, told.record, key))
    if _says_more(told):
        say("    ", Ink(f"“{one.subject}”", bold=True))
    merged = "merged: " if one.deed == "merged" else ""
    for sentence in told.sentences:
        say(f"    {merged}{sentence}")


def _print_now(now: Unrecorded, key: RecordKey | None) -> None:
    from cjm_tui.cli.output import Ink, say

    say(
        Ink("now", "yellow"),
        "      ",
        Ink("not committed yet", bold=True),
        *_felt(now.document, now.document.records.get(key) if key else None, key),
    )
    for sentence in now.sentences:
        say(f"    {sentence}")


def _felt(document: Document | None, record: Record | None, key: RecordKey | None) -> list[str | Ink]:
    """Return the curve and its mean, or the emotion of the one record, with two blanks before."""
    from cjm_tui.cli.colours import inked
    from cjm_tui.model.field_words import signed
    from cjm_tui.model.measures import map_mean
    from cjm_tui.render.board.cards import mean_words
    from cjm_tui.render.curve.sparkline import bar
    from cjm_tui.render.palette import emotion_colour

    if document is None:
        return []
    if key is None:
        curve = [card.emotion for card in document.journey()]
        mean = f" {mean_words(map_mean(document))}" if curve else ""
        return ["  ", *(inked(bar(emotion), emotion_colour(emotion)) for emotion in curve), mean]
    is_felt = record is not None and key.kind in FELT
    return ["  ", inked(signed(record.emotion), emotion_colour(record.emotion))] if record and is_felt else []


def _says_more(told: Told) -> bool:
    """Tell whether a message says what the words of the change do not: one that was ready-made begins with them."""
    title = told.document.title if told.document else ""
    subject = told.revision.subject.removeprefix(f"{title}: ")
    return not any(subject.startswith(sentence[:_ALIKE]) for sentence in told.sentences)


def _as_json(told: Told) -> dict[str, object]:
    one = told.revision
    return {
        "commit": one.commit,
        "date": one.when.isoformat(),
        "people": list(one.people),
        "message": one.subject,
        "merge": one.deed == "merged",
        "curve": list(told.curve),
        "mean": told.mean,
        "words": list(told.sentences),
    }


def _now_as_json(now: Unrecorded) -> dict[str, object]:
    from cjm_tui.model.measures import map_mean

    curve = [card.emotion for card in now.document.journey()]
    return {"commit": None, "curve": curve, "mean": map_mean(now.document), "words": list(now.sentences)}
