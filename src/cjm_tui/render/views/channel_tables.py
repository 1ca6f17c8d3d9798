"""Where the journey happens: its channels over the stages, the hand-offs where it breaks, and each touchpoint's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from cjm_tui.model.field_words import signed
from cjm_tui.model.measures import hand_off_gaps, mean
from cjm_tui.model.record import Record
from cjm_tui.render.board.cards import mean_words
from cjm_tui.render.cells import Ink, Line, Run, fit, in_two_lines, merged, padded, width, wrapped
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Feeling, Journey, Place, feeling_of, spelled
from cjm_tui.render.palette import emotion_colour
from cjm_tui.render.views.panes import SPACE, Pane, Panes, Row
from cjm_tui.render.views.rows import heading, note, pointer

_TWO_PANES = 110
_CELL, _WIDEST_CELL = 8, 14
"""Within how many cells a channel in a stage is told."""

_NOWHERE = ""


def channels(journey: Journey, width_: int) -> Panes:
    """Return channels × stages, gaps and touchpoint → channel: below each other, or from 110 cells on in two panes."""
    if width_ < _TWO_PANES:
        rows = (*_matrix(journey, width_), *_gaps(journey, width_), *_table(journey, width_))
        return Panes(journey, [Pane(width_, rows)], width_)
    right = min(_needed(journey), (width_ - SPACE) * 3 // 5)
    left = width_ - SPACE - right
    beside = (*_matrix(journey, right), *_gaps(journey, right))
    return Panes(journey, [Pane(left, tuple(_table(journey, left))), Pane(right, beside)], width_)


def _table(journey: Journey, cells: int) -> Iterator[Row]:
    """Yield every touchpoint with its channels, under the names of the stages."""
    breaks = {after.id for _, after in hand_off_gaps(journey.document, journey.persona or None)}
    yield heading("Touchpoints and their channels", "", cells)
    if not journey.places:
        yield note(hint("No touchpoint yet; {add-touchpoint} adds one"), cells)
    for column in journey.columns:
        if column.touchpoints:
            yield Row(partial(_stage_name, column.name, cells))
        for touchpoint, feeling in zip(column.touchpoints, column.feelings, strict=True):
            drawn = partial(_touchpoint, journey, touchpoint, feeling, breaks=touchpoint.id in breaks, cells=cells)
            yield Row(drawn, Place(column.id, touchpoint.id), 2)


def _stage_name(name: str, cells: int, is_here: bool) -> tuple[Line, ...]:
    del is_here
    return ((Run(f" {fit(name, cells - 2)}", Ink("muted")),),)


def _touchpoint(
    journey: Journey, card: Record, feeling: Feeling, is_here: bool, *, breaks: bool, cells: int
) -> tuple[Line, ...]:
    room = max(8, min(34, cells * 2 // 5))
    names = " · ".join(_name(journey, id_) for id_ in card.texts("channels")) or "no channel yet"
    felt = "–" if feeling.skipped else signed(feeling.emotion)
    gap = "  gap" if breaks else ""
    rest = max(1, cells - room - 10 - width(gap))
    return (
        merged(
            (
                pointer(is_here),
                Run("  ", Ink()),
                Run(padded(card.name, room), Ink("accent" if is_here else "text", bold=is_here, reverse=is_here)),
                Run(f" {felt:>2}", Ink(emotion_colour(feeling.emotion), bold=True, faint=not feeling.own)),
                Run("  → ", Ink("faint")),
                Run(fit(names, rest), Ink("text" if card.texts("channels") else "faint")),
                Run(gap, Ink("error", bold=True)),
            )
        ),
    )


def _matrix(journey: Journey, cells: int) -> Iterator[Row]:
    """Yield the matrix: for every channel and stage how many touchpoints and their mean, in bands as wide as fit."""
    found = _by_channel(journey)
    yield heading("Channels over the stages", "how many, how they feel", cells)
    if not found:
        yield note("No touchpoint names a channel yet; they stand in its form", cells)
        return
    label = min(_label(journey), max(10, cells // 4))
    band = max(1, min(len(journey.columns), (cells - label - 2) // _CELL))
    cell = min(_WIDEST_CELL, (cells - label - 2) // band)
    for first in range(0, len(journey.columns), band):
        stages = range(first, min(first + band, len(journey.columns)))
        if first:
            yield Row(_blank)
        yield Row(partial(_stage_heads, journey, stages, label, cell))
        for channel, counted in found.items():
            yield Row(partial(_channel, journey, channel, counted, stages=stages, label=label, cell=cell))


def _by_channel(journey: Journey) -> dict[str, dict[int, list[int | None]]]:
    """Return the emotions of every channel by column, the most used channel first; what has no channel last."""
    found: dict[str, dict[int, list[int | None]]] = {}
    for at, column in enumerate(journey.columns):
        for touchpoint, feeling in zip(column.touchpoints, column.feelings, strict=True):
            for channel in touchpoint.texts("channels") or (_NOWHERE,):
                emotion = None if feeling.skipped else feeling.emotion
                found.setdefault(channel, {}).setdefault(at, []).append(emotion)

    def used(channel: str) -> tuple[bool, int, str]:
        return not channel, -sum(map(len, found[channel].values())), channel

    return {channel: found[channel] for channel in sorted(found, key=used)} if any(found) else {}


def _stage_heads(journey: Journey, stages: range, label: int, cell: int, is_here: bool) -> tuple[Line, ...]:
    del is_here
    names = [in_two_lines(journey.columns[at].name, cell - 1) for at in stages]
    lead = " " * (label + 2)
    lines = (lead + "".join(padded(name[part], cell) for name in names) for part in (0, 1))
    return tuple((Run(line, Ink("muted")),) for line in lines if line.strip())


def _channel(
    journey: Journey,
    channel: str,
    counted: Mapping[int, list[int | None]],
    is_here: bool,
    *,
    stages: range,
    label: int,
    cell: int,
) -> tuple[Line, ...]:
    del is_here
    name = _name(journey, channel) if channel else "no channel"
    runs = [Run("  " + padded(name, label), Ink("text" if channel else "faint"))]
    for at in stages:
        emotions = counted.get(at)
        if not emotions:
            runs.append(Run(padded("·", cell), Ink("line")))
            continue
        felt = mean(emotions)
        count = f"{len(emotions)} "
        runs.append(Run(count, Ink("text")))
        runs.append(Run(padded(mean_words(felt), cell - width(count)), Ink(emotion_colour(felt), bold=True)))
    return (merged(runs),)


def _gaps(journey: Journey, cells: int) -> Iterator[Row]:
    """Yield every hand-off gap in words."""
    gaps = hand_off_gaps(journey.document, journey.persona or None)
    yield heading(f"Hand-off gaps: {len(gaps)}", "another channel, and 2 or more worse", cells)
    if not gaps:
        yield note("None: no change of channel lets anybody down", cells)
    for before, after in gaps:
        stage = journey.columns[journey.places[after.id][0]].id
        yield Row(partial(_gap, journey, before, after, cells), Place(stage, after.id), 1, echo=True)


def _gap(journey: Journey, before: Record, after: Record, cells: int, is_here: bool) -> tuple[Line, ...]:
    """Return `Ask the staff (+1, Store) → Pay by card (−2, Website): falls by 3`."""
    was, now = (feeling_of(record, journey.persona).emotion or 0 for record in (before, after))
    words = f"{_told(journey, before, was)} → {_told(journey, after, now)}: falls by {was - now}"
    ink = Ink("accent" if is_here else "text", bold=is_here)
    lines = wrapped(words, cells - 4)
    return tuple(
        merged((pointer(is_here and not at), Run("  " if not at else "    ", Ink()), Run(line, ink)))
        for at, line in enumerate([lines[0], *wrapped(" ".join(lines[1:]), cells - 6)])
    )


def _told(journey: Journey, record: Record, emotion: int) -> str:
    return f"{record.name} ({signed(emotion)}, {', '.join(_name(journey, id_) for id_ in record.texts('channels'))})"


def _name(journey: Journey, channel: str) -> str:
    return journey.channels.get(channel) or spelled(channel)


def _blank(is_here: bool) -> tuple[Line, ...]:
    del is_here
    return ((),)


def _needed(journey: Journey) -> int:
    return max(56, _label(journey) + 3 + _CELL * len(journey.columns))


def _label(journey: Journey) -> int:
    """Return how many cells the names of channels take, and two blanks after them."""
    named = {id_ for touchpoint in journey.document.of_kind("touchpoint") for id_ in touchpoint.texts("channels")}
    return max(10, min(18, 2 + max((width(_name(journey, id_)) for id_ in named), default=0)))
