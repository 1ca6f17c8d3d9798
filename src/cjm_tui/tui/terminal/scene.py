"""What is shown and what is wanted: the ways from the one to the other, and the one that takes the fewest bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import ne
from typing import NamedTuple

from cjm_tui.tui.terminal.abilities import Abilities
from cjm_tui.tui.terminal.cell import Row, is_unsure
from cjm_tui.tui.terminal.erasing import Erasure, erased, erasures
from cjm_tui.tui.terminal.pen import Pen
from cjm_tui.tui.terminal.shifts import Command, Shift, sideways, up_or_down
from cjm_tui.tui.terminal.strokes import differing, strokes_between

_MUCH, _ANOTHER = 0.17, 0.62
"""From which share of the cells on it is worth the time to look for what only has to be moved or erased, and from which
on it is another picture, which is to be there at once: a step of the cursor changes less, another view more."""
_COMMAND = 4
"""A cell takes two bytes or more, a command with its move some eight."""


class Scene(NamedTuple):
    """The rows of a terminal `width` cells wide, and those of them that are to be others.

    In `unsure` rows something stands about the width of which terminals disagree. `able`: what the terminal can do.
    `commands` and `erasures` are sent first; `shown` is what is there after them.
    """

    width: int
    shown: Sequence[Row]
    wanted: Mapping[int, Row]
    unsure: Collection[int]
    able: Abilities
    commands: Sequence[Command] = ()
    erasures: Sequence[Erasure] = ()

    def drawn(self, *, is_careful: bool = False) -> str:
        """Return what has to be sent so that all that is wanted is shown; more time may save some bytes."""
        pen = Pen(self.width, repeats=self.able.repeats, is_careful=is_careful)
        for command in self.commands:
            pen.command(*command)
        for erasure in self.erasures:
            pen.erase(*erasure)
        strokes = []
        for y, row in sorted(self.wanted.items()):
            if y not in self.unsure:
                strokes += strokes_between(self.shown[y], row, y)
                continue
            for first, end in differing(self.shown[y], row):
                pen.put(first, y, [cell for cell in row[first:end] if cell is not None])
        pen.draw(strokes)
        return pen.finished()

    def shortest(self) -> str:
        """Return what shows all that is wanted in the fewest bytes, as far as it can be found out in short time."""
        missing = self.missing() / (self.width * len(self.shown))
        if missing < _MUCH:
            return self.drawn()
        moved = self.moved()
        if moved is None and missing > _ANOTHER:
            return (self.blanked() or self).drawn()
        scene = moved or self
        scenes = [scene, blanked] if (blanked := scene.blanked()) else [scene]
        return min((one.drawn(is_careful=True) for one in scenes), key=_bytes)

    def moved(self) -> Scene | None:
        """Return the scene after the terminal has moved some of what is shown, None where little is won by it."""
        aside = sideways(self.shown, self.wanted) if self.able.cells else None
        along = up_or_down(self.shown, self.wanted, erases=self.able.ground) if self.able.lines else None
        scenes = [self._after(shift) for shift in (aside, along) if shift]
        best = min((self, *scenes), key=Scene.missing)
        return None if best is self else best

    def missing(self) -> int:
        """Return about how much is to be done: the cells to draw, and for a command as many as its bytes would draw."""
        cells = sum(self._missing_in(y, row) for y, row in self.wanted.items())
        return cells + _COMMAND * len(self.commands)

    def _missing_in(self, y: int, row: Row) -> int:
        """Return about how much is to be done in a row; one that was put in may be erased first."""
        if self.able.ground and not any(self.shown[y]):
            return _COMMAND + sum(cell is not None and cell[0] != " " for cell in row)
        return sum(map(ne, self.shown[y], row))

    def blanked(self) -> Scene | None:
        """Return the scene after what is worth it has been erased, None where nothing is."""
        if not self.able.ground:
            return None
        found = erasures(self.shown, self.wanted, self.unsure)
        shown = list(self.shown)
        for erasure in found:
            shown[erasure.y] = erased(shown[erasure.y], erasure)
        return self._replace(shown=shown, erasures=found) if found else None

    def _after(self, shift: Shift) -> Scene:
        shown = [shift.rows.get(y, row) for y, row in enumerate(self.shown)]
        wanted = {**{y: self.shown[y] for y in shift.rows}, **self.wanted}
        unsure = {y for y, row in wanted.items() if is_unsure(row)}
        return self._replace(shown=shown, wanted=wanted, unsure=unsure, commands=shift.commands)


def _bytes(text: str) -> int:
    return len(text.encode())
