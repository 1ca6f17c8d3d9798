"""One stage over the whole width: each of its cards with what the person does, thinks and feels there.

Spots are (stage, row of its list); every stage scrolls on its own, and sideways leads to the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cjm_tui.model.field_words import signed
from cjm_tui.model.record import Record
from cjm_tui.render.board.cards import head_line
from cjm_tui.render.cells import Ink, Line, Run, filled, merged, padded, width, wrapped
from cjm_tui.render.hints import hint
from cjm_tui.render.journey import Column, Feeling, Journey, Place
from cjm_tui.render.palette import emotion_colour
from cjm_tui.render.views.panes import Pane, Panes, Row
from cjm_tui.render.views.rows import note, pointer
from cjm_tui.render.views.spot import NO_PLACE, Scroll, Spot, Step

_TEXTS = ("doing", "thinking", "feeling")
_TITLE = 11
_SIGNS = {"pain": "✖", "gain": "✔", "need": "▸", "idea": "✦", "observation": "◦", "quote": "❝"}


class StageSheet:
    """All stages of a map, one of them in sight."""

    def __init__(self, journey: Journey, width: int) -> None:
        self.width = width
        self._journey = journey
        self._made: dict[int, Panes] = {}

    def lines(self, scroll: Scroll, spot: Spot, rows: int) -> tuple[Line, ...]:
        """Return exactly `rows` lines with the cursor at a spot."""
        return self._stage(spot).lines(scroll, _inner(spot), rows)

    def printed(self) -> Iterator[Line]:
        """Yield all stages, one below the other."""
        for at in range(len(self._journey.columns)):
            yield from self._stage(Spot(at)).printed()

    def followed(self, scroll: Scroll, spot: Spot, rows: int) -> Scroll:
        """Return what has to be in sight so that the spot is; another stage begins at its top."""
        at = max(0, spot.column)
        begun = scroll if scroll.first == at else Scroll(at)
        return self._stage(spot).followed(begun, _inner(spot), rows)

    def spot_of(self, place: Place, near: Spot) -> Spot:
        """Return where a place stands: the card in its stage, or the head of the stage."""
        at = self._journey.column_of(place.stage) or 0
        found = self._stage(Spot(at)).spot_of(place, _inner(near) if near.column == at else Spot(-1, -1))
        return Spot(at, found.row)

    def place_of(self, spot: Spot) -> Place:
        """Return what stands at a spot."""
        return self._stage(spot).place_of(_inner(spot)) if self._journey.columns else NO_PLACE

    def stepped(self, spot: Spot, step: Step, rows: int) -> Spot:
        """Return the spot one step further; sideways leads to the first card of the stage beside."""
        if step in {Step.LEFT, Step.RIGHT}:
            at = max(0, min(len(self._journey.columns) - 1, spot.column + (1 if step is Step.RIGHT else -1)))
            return spot if at == spot.column else self._first(at)
        if step is Step.FIRST:
            return self._first(0)
        at = max(0, len(self._journey.columns) - 1) if step is Step.LAST else spot.column
        return Spot(at, self._stage(Spot(at)).stepped(_inner(spot._replace(column=at)), step, rows).row)

    def spot_under(self, scroll: Scroll, rows: int, x: int, y: int) -> Spot | None:
        """Return the spot under a cell, None where there is none."""
        found = self._stage(Spot(scroll.first)).spot_under(scroll, rows, x, y)
        return Spot(scroll.first, found.row) if found else None

    def cell_of(self, scroll: Scroll, rows: int, spot: Spot) -> tuple[int, int, int]:
        """Return the first cell (x, y) of the name at a spot, and how many cells there are for it."""
        return self._stage(spot).cell_of(scroll, rows, _inner(spot))

    def _first(self, at: int) -> Spot:
        column = self._journey.columns[at] if self._journey.columns else None
        place = Place(column.id, column.touchpoints[0].id) if column and column.touchpoints else None
        return self.spot_of(place, Spot(-1, -1)) if place else Spot(at)

    def _stage(self, spot: Spot) -> Panes:
        at = max(0, spot.column)
        if at not in self._made:
            self._made[at] = self._panes(at)
        return self._made[at]

    def _panes(self, at: int) -> Panes:
        if at >= len(self._journey.columns):
            return Panes(
                self._journey,
                [Pane(self.width, (note(hint("{add-stage} adds the first stage"), self.width),))],
                self.width,
            )
        column = self._journey.columns[at]
        rows = [Row(partial(_head, self._journey, at, self.width), Place(column.id), indent=1)]
        rows += [
            Row(partial(_card, self._journey, touchpoint, feeling, self.width), Place(column.id, touchpoint.id))
            for touchpoint, feeling in zip(column.touchpoints, column.feelings, strict=True)
        ]
        if not column.touchpoints:
            rows.append(note(hint("{add-touchpoint} adds a touchpoint"), self.width))
        return Panes(self._journey, [Pane(self.width, tuple(rows))], self.width)


def _inner(spot: Spot) -> Spot:
    return Spot(0, spot.row)


def _head(journey: Journey, at: int, cells: int, is_here: bool) -> tuple[Line, ...]:
    """Return the stage's head with its place in the journey, and its goal."""
    column: Column = journey.columns[at]
    which = f"  stage {at + 1} of {len(journey.columns)} "
    room = max(10, cells - width(which))
    head = head_line(column.name, column.mean, column.emotions, room, selected=is_here)
    goal = column.stage.text("goal") if column.stage else ""
    told = [(Run(f"   {line}", Ink("muted")),) for line in wrapped(goal, cells - 4)[:2]]
    return merged((*head, Run(which, Ink("muted")))), *told, ()


def _card(journey: Journey, touchpoint: Record, feeling: Feeling, cells: int, is_here: bool) -> tuple[Line, ...]:
    """Return a card: its name and feeling, then what it says in lines of their own, then what hangs on it."""
    card = journey.card(touchpoint, feeling)
    ink = Ink(emotion_colour(card.emotion), bold=True, faint=not card.own)
    bar = Run("▌ " if card.emotion is not None else "┊ ", ink)
    value = f" {'★ ' if card.moment else ''}{'–' if card.skipped else signed(card.emotion)} "
    beside = " · ".join((*card.channels, *(["~ assumed"] if card.assumed else [])))
    side = min(width(beside), max(0, cells // 3))
    name = padded(card.name, cells - 4 - width(value) - side)
    title = Run(name, Ink("accent" if is_here else "text", bold=True))
    lines: list[Line] = [
        merged((pointer(is_here), bar, title, Run(value, ink), Run(padded(beside, side), Ink("muted"))))
    ]
    lines += [(Run(" ", Ink()), bar, *line) for line in _told(journey, touchpoint, cells - 5)]
    return *(filled(line, cells) for line in lines), ()


def _told(journey: Journey, touchpoint: Record, cells: int) -> Iterator[Line]:
    for field in _TEXTS:
        text = touchpoint.text(field)
        for at, words in enumerate(wrapped(text, cells - _TITLE) if text else ()):
            yield Run(padded("" if at else field, _TITLE), Ink("faint")), Run(words, Ink())
    for insight in journey.insights.get(touchpoint.id, ()):
        kind = insight.text("kind")
        colour = {"pain": "low", "gain": "high"}.get(kind, "text")
        for at, words in enumerate(wrapped(insight.name, cells - 2)):
            yield (Run(f"{'  ' if at else _SIGNS.get(kind, '◦') + ' '}{words}", Ink(colour)),)
    for opportunity in journey.opportunities.get(touchpoint.id, ()):
        for at, words in enumerate(wrapped(opportunity.name, cells - 2)):
            yield (Run(f"{'  ' if at else '◇ '}{words}", Ink("muted")),)
