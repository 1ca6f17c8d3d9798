"""How a revision looks: in a line of the list, and below it in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.board.cards import mean_words
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded, width, wrapped
from cjm_tui.render.curve.sparkline import coloured, sampled
from cjm_tui.render.palette import emotion_colour
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cjm_tui.model.document import Document
    from cjm_tui.services.past.revisions import Told

_DATE, _AUTHOR, _MEAN = 10, 14, 4
_NARROW, _WIDE = 70, 110
"""Below how many cells the message needs the room of the curve, and from how many on the curve has more."""

NOW = "not committed yet"


class Shown(NamedTuple):
    """A row: a revision and when it was made, or (commit empty, `when` None) the work that no commit has yet."""

    commit: str
    date: str
    author: str
    subject: str
    curve: tuple[int | None, ...]
    mean: float | None
    sentences: tuple[str, ...]
    body: str = ""
    when: datetime | None = None
    document: Document | None = None

    @property
    def name(self) -> str:
        """Return how the revision is called beside another one."""
        return f"{self.commit[:7]} {self.date} {self.author}" if self.commit else "now"


def shown_of(told: Told) -> Shown:
    """Return a revision as it is shown, in the date of its author; its message without the title that all share."""
    revision = told.revision
    title = f"{told.document.title}: " if told.document else ""
    return Shown(
        revision.commit,
        f"{revision.when:%Y-%m-%d}",
        ", ".join(revision.people),
        revision.subject.removeprefix(title),
        told.curve,
        told.mean,
        told.sentences,
        revision.body,
        revision.when,
        told.document,
    )


def by_age(shown: Sequence[Shown], listed: Sequence[Shown]) -> list[Shown]:
    """Return revisions with the older before the newer, those of one second as they are `listed`, newest first."""
    places = {one.commit: place for place, one in enumerate(listed)}

    def age(one: Shown) -> tuple[bool, float, int]:
        return one.when is None, one.when.timestamp() if one.when else 0.0, -places.get(one.commit, 0)

    return sorted(shown, key=age)


def row(shown: Shown, cells: int, mark: str = "") -> Line:
    """Return a revision in one line of `cells` cells: mark, date, author, curve, mean, message."""
    curve_cells = _curve_cells(cells)
    spark = coloured(sampled(shown.curve, curve_cells)) if curve_cells else ()
    filler = Run(" " * (curve_cells - sum(width(run.text) for run in spark)), Ink())
    mean = mean_words(shown.mean) if shown.commit or shown.curve else ""
    message = cells - 2 - _DATE - 1 - _AUTHOR - 1 - curve_cells - 1 - _MEAN - 2
    is_now = not shown.commit
    return merged(
        (
            Run(f"{mark or ' '} ", Ink("accent", bold=True)),
            Run(padded(shown.date, _DATE), Ink("muted")),
            Run(f" {padded(shown.author, _AUTHOR)} ", Ink("accent" if is_now else "text")),
            *spark,
            filler,
            Run(f" {mean:>{_MEAN}}  ", Ink(emotion_colour(shown.mean), bold=True)),
            Run(fit(shown.subject, max(4, message)), Ink("text" if shown.commit else "accent")),
        )
    )


def _curve_cells(cells: int) -> int:
    return 24 if cells >= _WIDE else 14 if cells >= _NARROW else 0


def titles(cells: int) -> Line:
    """Return the titles over the columns of `row`."""
    curve = padded("curve", _curve_cells(cells))
    words = f"    {'date':<{_DATE}} {'author':<{_AUTHOR}} {curve} mean  message"
    return (Run(words, Ink("faint")),)


def whole(shown: Shown, cells: int, height: int) -> list[Line]:
    """Return all about one revision in `height` lines of `cells` cells: who and when, the message, what it changed."""
    head = f"{shown.commit[:10]}  {shown.when:%Y-%m-%d %H:%M}  {shown.author}" if shown.when else NOW
    lines: list[Line] = [(Run(f" {fit(head, cells - 2)}", Ink("muted")),)]
    if shown.commit:
        lines += [(Run(f" {line}", Ink("text", bold=True)),) for line in wrapped(shown.subject, cells - 2)]
    told = [(Run(f"   {line}", Ink()),) for said in shown.sentences for line in _item(said, cells - 4)]
    body = [line for line in shown.body.splitlines() if line.strip() and not _repeats(line, shown.sentences)]
    told += [(Run(f"   {line}", Ink("muted")),) for said in body for line in wrapped(said, cells - 4)]
    room = height - len(lines)
    if len(told) > room:
        told = [
            *told[: room - 1],
            (Run(f"   and {len(told) - room + 1} lines more; {key_of('open-revision')} shows all", Ink("faint")),),
        ]
    return [*lines, *told, *[()] * height][:height]


def _item(said: str, cells: int) -> list[str]:
    first, *rest = wrapped(said, cells - 2) or [""]
    return [f"· {first}", *(f"  {line}" for line in rest)]


def _repeats(line: str, sentences: tuple[str, ...]) -> bool:
    """Tell whether a line of the message is one of the ready-made ones."""
    return line.strip().removeprefix("- ") in sentences
