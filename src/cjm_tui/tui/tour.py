"""The tour: ten steps, each one sentence with the keys to press, done when the person did it.

A step has a sign: something of the board that is another one as soon as the step is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.cells import Ink, Line, Run, filled, padded, width, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.tui.screens.touring import TouredBoard

_GROUND = "header"
BOX_ROWS = 3
ENDED = "That was the tour · ? shows every key, : every command, q leaves"
LEFT = "The tour is over · ? shows every key"


class Step(NamedTuple):
    """What to press, what it does, and the sign that it was done."""

    keys: str
    sentence: str
    sign: Callable[[TouredBoard], object]


def _emotions(board: TouredBoard) -> object:
    return [(card.emotion, card.table("emotion_by")) for card in board.document.of_kind("touchpoint")]


def _stages(board: TouredBoard) -> object:
    return sorted((card.id, card.text("stage")) for card in board.document.of_kind("touchpoint"))


def _count_of(kind: str) -> Callable[[TouredBoard], object]:
    return lambda board: len(board.document.of_kind(kind))


def _runs_of(command: str) -> Callable[[TouredBoard], object]:
    return lambda board: board.runs[command]


STEPS: tuple[Step, ...] = (
    Step("← ↑ ↓ →", "walk from card to card. Go to one where the curve dips.", lambda board: board.place),
    Step("1-5", "say how a card feels, from −2 to +2. The curve follows.", _emotions),
    Step("u", "takes your last edit back.", lambda board: len(board.open_map.future)),
    Step("enter", "opens all that is known about the card; esc comes back.", _runs_of("open-card")),
    Step("a", "adds a touchpoint after this one: type its name, then enter.", _count_of("touchpoint")),
    Step("i p", "adds a pain: say what hurts, then enter.", _count_of("insight")),
    Step("shift+→", "moves the card to the next stage; L does the same.", _stages),
    Step("v", "shows the same map as lanes, themes, priorities …; V goes back.", lambda board: board.board.turned_to),
    Step("D", "tells what you changed since the last revision; esc comes back.", _runs_of("compare")),
    Step("c", "commits a revision. Its message is written already.", _runs_of("commit")),
)


def told(at: int, cells: int) -> tuple[Line, ...]:
    """Return a step, 0 is the first, as `BOX_ROWS` lines of `cells` cells."""
    step = STEPS[at]
    keys = "space goes on   esc ends the tour "
    which = padded(f" tour, {at + 1} of {len(STEPS)}", cells - width(keys))
    first, *rest = wrapped(f"{step.keys}  {step.sentence}", cells - 2) or [""]
    said: list[Line] = [
        (
            Run(f" {step.keys}", Ink("accent", _GROUND, bold=True)),
            Run(first.removeprefix(step.keys), Ink("text", _GROUND)),
        )
    ]
    said += [(Run(f" {line}", Ink("text", _GROUND)),) for line in rest]
    lines: list[Line] = [(Run(f"{which}{keys}", Ink("muted", _GROUND)),), *said, *[()] * BOX_ROWS]
    return tuple(filled(line, cells, _GROUND) for line in lines[:BOX_ROWS])
