"""The past of a map on its page: date, author, commit, the curve as it was, and what changed in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cjm_tui.render.curve.sparkline import sampled, sparkline
from cjm_tui.render.page.blocks import BREAK, Block, Code, Heading, Paragraph, Table, Words, joined

TITLE = "Revision history"

_MOST_SENTENCES = 8
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class PastRevision:
    """One revision of a map.

    `commit` is the short hash. `curve` are the emotions of its touchpoints, −2..+2 or None, a tuple for each
    stage in the journey's order. `words` say what changed, one sentence for each record concerned.
    """

    date: date
    author: str
    commit: str
    curve: tuple[tuple[int | None, ...], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageHistory:
    """The revisions a page shows, newest first, and how many there are in all.

    `is_shallow` is true for a clone that holds only the newest part of the history.
    """

    shown: tuple[PastRevision, ...]
    total: int
    is_shallow: bool = False


def history_section(history: PageHistory | None) -> tuple[Block, ...]:
    """Return the section, empty where there is no git; the newest revision first."""
    if history is None:
        return ()
    if not history.shown:
        return (Heading(2, TITLE), Paragraph(("Not committed yet: there is no revision to show.",)))
    rows = tuple(_row(revision) for revision in history.shown)
    header = ("Date", "Author", "Commit", "Curve", "What changed")
    return (Heading(2, TITLE), Paragraph((_extent(history),)), Table(header, rows))


def _extent(history: PageHistory) -> str:
    shown, total = len(history.shown), history.total
    reach = " This clone is shallow, so older ones are missing." if history.is_shallow else ""
    if shown < total:
        return f"The last {shown} of {total} revisions, newest first.{reach}"
    return ("One revision." if total == 1 else f"All {total} revisions, newest first.") + reach


def _row(revision: PastRevision) -> tuple[Words, ...]:
    said = [(sentence,) for sentence in revision.words[:_MOST_SENTENCES]]
    more = len(revision.words) - len(said)
    if more > 0:
        said.append((f"… and {more} more",))
    return (
        (revision.date.isoformat(),),
        (revision.author,),
        (Code(revision.commit),),
        (Code(curve_line(revision.curve)),),
        joined(said, BREAK),
    )


def curve_line(curve: tuple[tuple[int | None, ...], ...]) -> str:
    """Return a curve as one sparkline, a space between stages at which no line breaks.

    Of a map too long for a line every sign stands for a stretch of touchpoints: for the strongest emotion in it.
    """
    count = sum(map(len, curve))
    room = [len(stage) if count <= _WIDEST else max(1, len(stage) * _WIDEST // count) for stage in curve]
    stages = (sparkline(sampled(stage, cells)) for stage, cells in zip(curve, room, strict=True) if stage)
    return "\u00a0".join(stages)
