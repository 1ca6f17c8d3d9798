"""What to do first: touchpoints ranked by frequency × impact × improvement, and opportunities by impact and effort.

Nothing is guessed: a touchpoint with a factor missing has no rank and stands last, an opportunity without impact or
effort stands below the plot.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cjm_tui.model.field_words import signed
from cjm_tui.model.measures import priority, rice
from cjm_tui.model.record import Record
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded, width, wrapped
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Feeling, Journey, Place
from cjm_tui.render.palette import emotion_colour
from cjm_tui.render.views.panes import SPACE, Pane, Panes, Row
from cjm_tui.render.views.plot import Dot, plot, plotted_order
from cjm_tui.render.views.rows import heading, note, pointer

HIGHEST = 125
_FACTORS = ("frequency", "impact", "improvement")
_TWO_PANES = 110
_WIDEST_PLOT = 72


def priorities(journey: Journey, width_: int) -> Panes:
    """Return the ranking and the plot, beside each other from 110 cells on."""
    if width_ < _TWO_PANES:
        return Panes(journey, [Pane(width_, (*_ranking(journey, width_), *_plot(journey, width_)))], width_)
    right = min(_WIDEST_PLOT, (width_ - SPACE) // 2)
    left = width_ - SPACE - right
    return Panes(
        journey, [Pane(left, tuple(_ranking(journey, left))), Pane(right, tuple(_plot(journey, right)))], width_
    )


def _ranking(journey: Journey, cells: int) -> Iterator[Row]:
    """Yield a row for every touchpoint, the highest priority first, equals in the journey's order."""
    walked = [
        (priority(touchpoint), touchpoint, feeling, column.id)
        for column in journey.columns
        for touchpoint, feeling in zip(column.touchpoints, column.feelings, strict=True)
    ]
    ranked = sorted((entry for entry in walked if entry[0] is not None), key=lambda entry: -(entry[0] or 0))
    unranked = [entry for entry in walked if entry[0] is None]
    yield heading("Touchpoints", "how often × how strong × room to improve", cells)
    if not walked:
        yield note(hint("No touchpoint yet; {add-touchpoint} adds one"), cells)
    elif not ranked:
        yield note("None can be ranked yet: each needs all three, 1 … 5, in its form", cells)
    for place, (_, touchpoint, feeling, stage) in enumerate(ranked, 1):
        yield Row(partial(_ranked, touchpoint, feeling, f"{place:>3}", cells), Place(stage, touchpoint.id), indent=6)
    if ranked and unranked:
        yield heading(f"Not ranked: {len(unranked)}", "a factor is missing", cells)
    for _, touchpoint, feeling, stage in unranked:
        yield Row(partial(_unranked, touchpoint, feeling, cells), Place(stage, touchpoint.id), indent=6)


def _ranked(card: Record, feeling: Feeling, place: str, cells: int, is_here: bool) -> tuple[Line, ...]:
    """Return `▸ 1  Pay by card  −2  ███████░░  100  5 × 5 × 4`."""
    room, rank = _bar_room(cells), priority(card) or 0
    factors = " × ".join(f"{card.number(name) or 0:g}" for name in _FACTORS)
    full = max(1, round(room * rank / HIGHEST))
    bar = (Run("━" * full, Ink("text")), Run("┈" * (room - full), Ink("line")))
    ending = merged((*bar, Run(f" {rank:>3}", Ink("text", bold=True)), Run(f"  {factors}", Ink("muted"))))
    lead = (pointer(is_here), Run(f"{place}  ", Ink("muted")))
    return (_line(lead, card, feeling, ending, cells, is_here=is_here),)


def _unranked(card: Record, feeling: Feeling, cells: int, is_here: bool) -> tuple[Line, ...]:
    missing = [name for name in _FACTORS if card.number(name) is None]
    words = "not rated yet" if len(missing) == len(_FACTORS) else f"no {', no '.join(missing)}"
    ending = (Run(padded(words, _bar_room(cells) + 15), Ink("muted")),)
    return (_line((pointer(is_here), Run("  –  ", Ink("faint"))), card, feeling, ending, cells, is_here=is_here),)


def _bar_room(cells: int) -> int:
    """Return how many cells a bar has in a row of so many."""
    return max(5, min(25, (cells - 46) // 2))


def _line(lead: Line, card: Record, feeling: Feeling, ending: Line, cells: int, *, is_here: bool) -> Line:
    felt = "–" if feeling.skipped else signed(feeling.emotion)
    star = "★" if card.text("moment") else " "
    room = cells - sum(width(run.text) for run in (*lead, *ending)) - 7
    return merged(
        (
            *lead,
            Run(padded(card.name, room), Ink("accent" if is_here else "text", bold=is_here, reverse=is_here)),
            Run(f" {star}", Ink("accent")),
            Run(f"{felt:>2}", Ink(emotion_colour(feeling.emotion), bold=True, faint=not feeling.own)),
            Run("  ", Ink()),
            *ending,
            Run(" ", Ink()),
        )
    )


def _plot(journey: Journey, cells: int) -> Iterator[Row]:
    """Yield the plot as one row, then a numbered row for every opportunity."""
    opportunities = journey.document.of_kind("opportunity")
    placed = plotted_order(opportunities)
    yield heading("Opportunities", "impact × effort", cells)
    if not opportunities:
        yield note(hint("No opportunity yet; {add-opportunity} asks “How might we …?” at a card"), cells)
        return
    dots = tuple(
        Dot(number, _level(record, "effort"), _level(record, "impact")) for number, record in enumerate(placed, 1)
    )
    if dots:
        yield Row(partial(_drawn_plot, dots, cells))
    for number, record in enumerate(placed, 1):
        yield Row(partial(_legend, record, f"{number:>3}", cells), _place(journey, record), 1, echo=True, indent=6)
    rest = [record for record in opportunities if record not in placed]
    if rest:
        yield heading("Not in the plot", "no impact or no effort yet", cells)
    for record in rest:
        yield Row(partial(_legend, record, "  –", cells), _place(journey, record), 1, echo=True, indent=6)


def _drawn_plot(dots: tuple[Dot, ...], cells: int, is_here: bool) -> tuple[Line, ...]:
    del is_here
    return (*plot(dots, cells), ())


def _legend(record: Record, number: str, cells: int, is_here: bool) -> tuple[Line, ...]:
    """Return an opportunity in words, as many lines as they need."""
    facts = [f"{name} {value:g}" for name in ("impact", "effort") if (value := record.number(name)) is not None]
    score = rice(record)
    facts += [f"RICE {score:,.0f}"] if score is not None else []
    facts += [record.text("status")] if record.text("status") else []
    lines = [(f"{number}  " if not at else "     ", words) for at, words in enumerate(wrapped(record.name, cells - 7))]
    ink = Ink("accent" if is_here else "text", bold=is_here)
    told = [
        merged((pointer(is_here and not at), Run(lead, Ink("accent", bold=True)), Run(words, ink)))
        for at, (lead, words) in enumerate(lines or [(f"{number}  ", record.id)])
    ]
    return (*told, merged([Run(" " * 6, Ink()), Run(fit(" · ".join(facts), cells - 6), Ink("muted"))]))


def _level(record: Record, field: str) -> int:
    return max(1, min(5, round(record.number(field) or 1)))


def _place(journey: Journey, record: Record) -> Place | None:
    """Return the card an opportunity belongs to: the first it names, itself or through an insight."""
    document = journey.document
    through = [
        insight.text("touchpoint") for id_ in record.texts("insights") if (insight := document.get("insight", id_))
    ]
    for id_ in (*record.texts("touchpoints"), *through):
        if id_ in journey.places:
            return Place(journey.columns[journey.places[id_][0]].id, id_)
    return None
