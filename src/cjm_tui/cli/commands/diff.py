"""`cjm diff`: how two maps, or two revisions of one, differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_tui.cli.completing import complete_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.model.document import Document
    from cjm_tui.services.past.differences import Difference
    from cjm_tui.services.past.versions import Version

LONGEST = 60
"""How many cells of a value are shown in a line."""

_BEFORE = 12
"""How much of what two long texts share is shown before they differ."""


@click.command("diff", epilog="Example: cjm diff buy-an-outfit@HEAD~3")
@click.argument("first", metavar="[MAP[@REV][:PERSONA]]", default="", shell_complete=complete_map)
@click.argument("second", metavar="[MAP[@REV][:PERSONA]]", default="", shell_complete=complete_map)
@click.option("--json", "as_json", is_flag=True, help="Print for a program.")
@click.pass_context
def command(ctx: click.Context, first: str, second: str, *, as_json: bool) -> None:
    """Say in words how two maps or revisions differ.

    By stage and card, both curves over each other where they differ.

    MAP alone: the last revision and now. MAP@REV: that revision (or branch) and now. MAP:PERSONA: what everybody feels,
    and what that persona does. Two of them, also of two maps: these two. Nothing: every map and its last revision.

    Ends with status 1 when there are differences, 2 when a file cannot be read; the others are compared all the same.
    """
    from cjm_tui.cli.faults import tell_each
    from cjm_tui.cli.output import complain, say_json
    from cjm_tui.errors import UnreadableError
    from cjm_tui.services.past.differences import differences
    from cjm_tui.services.past.versions import pairs_named

    told, unread = [], []
    for pair in pairs_named(first, second):
        if isinstance(pair, UnreadableError):
            unread.append(pair)
            continue
        before, after = pair
        found = differences(before.document, after.document)
        if found:
            told.append((before, after, found))
    if as_json:
        say_json([_as_json(*one) for one in told])
    for before, after, found in () if as_json else told:
        _print(before, after, found)
    if not told and not unread and not as_json:
        complain("No differences.")
    ctx.exit(tell_each(unread) or (1 if told else 0))


def _print(before: Version, after: Version, found: Sequence[Difference]) -> None:
    from cjm_tui.cli.output import Ink, say
    from cjm_tui.services.past.grouping import grouped
    from cjm_tui.services.workspace.documents import called

    kind = after.document.kind or before.document.kind
    title = called(after.document if after.document.records else before.document, after.path)
    labels = [f"{one.path.stem} {one.label}" if before.path != after.path else one.label for one in (before, after)]
    say(Ink(title, bold=True), Ink(f"  {' → '.join(labels)}", faint=True))
    if kind != "map":
        for difference in found:
            _print_one(difference, kind, title)
        return
    _print_curves((before.document, after.document), labels)
    for group in grouped(before.document, after.document, found):
        say(Ink(group.title.upper(), faint=True))
        for part in group.parts:
            if part.renumbered:
                say(f"  {part.renumbered_in_words}")
            for difference in part.differences:
                _print_one(difference, kind, title)


def _print_curves(documents: Sequence[Document], labels: Sequence[str]) -> None:
    """Print both curves over each other with their means, where they differ."""
    from cjm_tui.cli.colours import inked
    from cjm_tui.cli.output import Ink, say
    from cjm_tui.model.measures import map_mean
    from cjm_tui.render.board.cards import mean_words
    from cjm_tui.render.curve.sparkline import bar
    from cjm_tui.render.palette import emotion_colour

    curves = [[card.emotion for card in document.journey()] for document in documents]
    if curves[0] == curves[1]:
        return
    widest = max(map(len, curves))
    for curve, document, label in zip(curves, documents, labels, strict=True):
        mean = f"{' ' * (widest - len(curve))}  {mean_words(map_mean(document)):>4}  "
        say(*(inked(bar(emotion), emotion_colour(emotion)) for emotion in curve), mean, Ink(label, faint=True))


def _print_one(difference: Difference, kind: str, title: str) -> None:
    from cjm_tui.cli.output import Ink, say
    from cjm_tui.services.past.differences import in_words

    sign, tone = {"added": ("+ ", "green"), "removed": ("− ", "red"), "changed": ("  ", None)}[difference.deed]
    about = difference.key.kind or kind
    say(Ink(f"{sign}{difference.name or title}", tone, bold=True), Ink(f"  {about}", faint=True))
    widest = max((len(field.field) for field in difference.fields), default=0)
    if difference.was is not None:
        ids = (Ink(difference.was.id, "red"), " → ", Ink(difference.key.id, "green"))
        say(Ink(f"      {'id':<{widest}}  ", faint=True), *ids)
    for field in difference.fields:
        old, new = (in_words(value, kind, difference.key, field.field) for value in (field.before, field.after))
        label = Ink(f"      {field.field:<{widest}}  ", faint=True)
        if difference.deed == "added":
            say(label, _fitted(new))
        else:
            old, new = _from_where_they_differ(" ".join(old.split()), " ".join(new.split()))
            say(label, Ink(_fitted(old), "red"), " → ", Ink(_fitted(new), "green"))


def _fitted(text: str) -> str:
    from cjm_tui.render.cells import fit

    return fit(" ".join(text.split()), LONGEST)


def _from_where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Return two texts without what both begin with, where the difference would else be cut off; from a word on."""
    shorter = min(len(old), len(new))
    same = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    if same < LONGEST // 2 or max(len(old), len(new)) <= LONGEST:
        return old, new
    start = old.rfind(" ", 0, same - _BEFORE) + 1
    return (f"…{old[start:]}", f"…{new[start:]}") if start else (old, new)


def _as_json(before: Version, after: Version, found: Sequence[Difference]) -> dict[str, object]:
    from cjm_tui.services.workspace.plain_values import plain

    return {
        "before": _side_as_json(before),
        "after": _side_as_json(after),
        "records": [
            {
                "record": str(difference.key) or after.document.kind,
                "was": str(difference.was) if difference.was is not None else None,
                "name": difference.name,
                "deed": difference.deed,
                "fields": {
                    field.field: {"before": plain(field.before), "after": plain(field.after)}
                    for field in difference.fields
                },
            }
            for difference in found
        ],
    }


def _side_as_json(side: Version) -> dict[str, str | None]:
    return {"path": str(side.path), "revision": side.revision or None, "persona": side.persona or None}
