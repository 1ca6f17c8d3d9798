"""The tour: ten steps, each one sentence with the keys to press, done when the person did it.

A step has a sign: something of the board that is another one as soon as the step is done. Its keys are those that the
commands have now, so that a person's own keys are told right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.cells import Ink, Line, Run, filled, length, padded, wrapped
from cjm_tui.tui.commands import BOARD, TOUR, commands_of, key_of, key_words, keyed

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.tui.screens.touring import TouredBoard

_GROUND = "header"
BOX_ROWS = 3
_TURNS = {"tour-on": "goes on", "tour-off": "ends the tour"}
ENDED = "That was the tour · {help} shows every key, {open-palette} every command, {leave} leaves"
LEFT = "The tour is over · {help} shows every key"


class Step(NamedTuple):
    """The commands to run, what they do, and the sign that it was done; `then` is a key that answers what they ask.

    In the sentence `{next-view}` stands for that command's key.
    """

    commands: tuple[str, ...]
    said: str
    sign: Callable[[TouredBoard], object]
    then: str = ""

    @property
    def keys(self) -> str:
        """Return the keys to press: every one of a single command, the first of each of several, a row as `1-5`."""
        if len(self.commands) == 1:
            own = next(known for known in commands_of(BOARD) if known.id == self.commands[0])
            return f"{key_words(own) or key_of(own.id)} {self.then}".rstrip()
        keys = [key_of(id_) for id_ in self.commands]
        is_row = all(len(key) == 1 and ord(key) == ord(keys[0]) + at for at, key in enumerate(keys))
        return f"{keys[0]}-{keys[-1]}" if is_row else " ".join(keys)

    @property
    def sentence(self) -> str:
        """Return what the keys do."""
        return keyed(self.said)


def _emotions(board: TouredBoard) -> object:
    return [(card.emotion, card.table("emotion_by")) for card in board.document.of_kind("touchpoint")]


def _stages(board: TouredBoard) -> object:
    return sorted((card.id, card.text("stage")) for card in board.document.of_kind("touchpoint"))


def _count_of(kind: str) -> Callable[[TouredBoard], object]:
    return lambda board: len(board.document.of_kind(kind))


def _runs_of(command: str) -> Callable[[TouredBoard], object]:
    return lambda board: board.runs[command]


_WALK = ("go-left", "go-up", "go-down", "go-right")
_FEEL = ("feel-very-low", "feel-low", "feel-neutral", "feel-high", "feel-very-high")

STEPS: tuple[Step, ...] = (
    Step(_WALK, "walk from card to card. Go to one where the curve dips.", lambda board: board.place),
    Step(_FEEL, "say how a card feels, from −2 to +2. The curve follows.", _emotions),
    Step(("undo",), "takes your last edit back.", lambda board: len(board.open_map.future)),
    Step(("open-card",), "opens all that is known about the card; {leave-form} comes back.", _runs_of("open-card")),
    Step(("add-touchpoint",), "adds a touchpoint after this one: type its name, then enter.", _count_of("touchpoint")),
    Step(("add-insight",), "adds a pain: say what hurts, then enter.", _count_of("insight"), "p"),
    Step(("move-right",), "moves the card to the next stage.", _stages),
    Step(("next-view",), "shows the same map as lanes, themes, priorities …; {previous-view} goes back.",
         lambda board: board.board.turned_to),
    Step(("compare",), "tells what you changed since the last revision; {back} comes back.", _runs_of("compare")),
    Step(("commit",), "commits a revision. Its message is written already.", _runs_of("commit")),
)  # fmt: skip


def told(at: int, cells: int) -> tuple[Line, ...]:
    """Return a step, 0 is the first, as `BOX_ROWS` lines of `cells` cells."""
    step = STEPS[at]
    turns = [
        run
        for own in commands_of(TOUR)
        if own.keys
        for run in (
            Run(f"  {key_words(own)}", Ink("accent", _GROUND, bold=True)),
            Run(f" {_TURNS[own.id]} ", Ink("muted", _GROUND)),
        )
    ]
    which = f" {padded(f'tour, {at + 1} of {len(STEPS)}', cells - length(tuple(turns)) - 1)}"
    first, *rest = wrapped(f"{step.keys}  {step.sentence}", cells - 2) or [""]
    said: list[Line] = [
        (
            Run(f" {step.keys}", Ink("accent", _GROUND, bold=True)),
            Run(first.removeprefix(step.keys), Ink("text", _GROUND)),
        )
    ]
    said += [(Run(f" {line}", Ink("text", _GROUND)),) for line in rest]
    lines: list[Line] = [(Run(which, Ink("muted", _GROUND)), *turns), *said, *[()] * BOX_ROWS]
    return tuple(filled(line, cells, _GROUND) for line in lines[:BOX_ROWS])
