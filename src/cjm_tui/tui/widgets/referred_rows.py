"""How a persona, a piece of evidence, and a place that names them look in one line."""

from __future__ import annotations

from cjm_tui.model.measures import map_mean
from cjm_tui.render.board.cards import mean_words
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded
from cjm_tui.render.palette import emotion_colour
from cjm_tui.services.workspace.referred import EVIDENCE, Referred, Shelf

_MUTED = Ink("muted")
_NAME = 24
_WIDE = 70
"""From how many cells on a date has room."""

_WIDER = 100
"""From how many cells on the longest kind has room."""


def titles(kind: str, cells: int) -> Line:
    """Return the titles over the columns of `row`."""
    if kind == EVIDENCE:
        date = f"{'date':<10} " if cells >= _WIDE else ""
        words = (
            f"{padded('evidence', _name_cells(cells, 45))} {padded('kind', _kind_cells(cells))} {date}{'n':>6}  used"
        )
    else:
        words = f"  {padded('persona', _name_cells(cells, 48))} {'basis':<10} {'share':>5}  {'mean':>4}  walks"
    return (Run(words, Ink("faint")),)


def row(entry: Referred, shelf: Shelf, cells: int, mark: str = "") -> Line:
    """Return one persona or piece of evidence in a line of `cells` cells; `mark` says which of two it is."""
    if entry.document is None:
        told = fit(entry.problem, cells - _NAME - 3)
        return (Run(padded(f"{mark or ' '} {entry.id}", _NAME), Ink()), Run(f" {told}", Ink("error")))
    return _evidence(entry, cells) if entry.kind == EVIDENCE else _persona(entry, shelf, cells, mark)


def _persona(entry: Referred, shelf: Shelf, cells: int, mark: str) -> Line:
    header = entry.document.header if entry.document else None
    share = header.number("share") if header else None
    walked = [shelf.maps[path] for path in shelf.walked_by(entry.id)]
    means = [mean for document in walked if (mean := map_mean(document, entry.id)) is not None]
    mean = sum(means) / len(means) if means else None
    share_words = "" if share is None else f"{round(share * 100)}%"
    count = len(walked)
    return merged(
        (
            Run(f"{mark or ' '} ", Ink("accent", bold=True)),
            Run(padded(entry.name, _name_cells(cells, 48)), Ink()),
            Run(f" {padded(header.text('basis') if header else '', 10)} {share_words:>5}  ", _MUTED),
            Run(f"{mean_words(mean) if means else '?':>4}", Ink(emotion_colour(mean), bold=True)),
            Run(f"  {count} map{'s' * (count != 1)}", _MUTED),
        )
    )


def _evidence(entry: Referred, cells: int) -> Line:
    header = entry.document.header if entry.document else None
    if header is None:
        return ()
    number = header.number("n")
    count = len({(use.path, use.touchpoint) for use in entry.uses})
    people = "" if number is None else f"{number:g}"
    date = f"{padded(str(header.get('date') or ''), 10)} " if cells >= _WIDE else ""
    facts = f" {padded(header.text('kind'), _kind_cells(cells))} {date}{people:>6}  "
    return (
        Run(padded(entry.name, _name_cells(cells, 45)), Ink()),
        Run(facts, _MUTED),
        Run(f"{count} place{'s' * (count != 1)}" if count else "nowhere", _MUTED if count else Ink("accent")),
    )


def _kind_cells(cells: int) -> int:
    return 15 if cells >= _WIDER else 12


def _name_cells(cells: int, beside: int) -> int:
    """Return how many cells a name has in a line in which so many stand beside it."""
    return max(_NAME if cells >= _WIDE else _NAME - 2, min(48, cells - beside))
