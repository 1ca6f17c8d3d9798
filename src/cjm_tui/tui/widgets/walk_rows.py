"""A card as two walkers pass it, in one line: how each feels there, whose feeling it is, and who skips it."""

from __future__ import annotations

from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.field_words import signed
from cjm_tui.model.measures import emotion_of
from cjm_tui.model.record import Record
from cjm_tui.render.cells import Ink, Line, Run, merged, padded
from cjm_tui.render.palette import emotion_colour

_STAGE, _FELT, _WIDEST = 14, 18, 44
_WIDE = 72
"""From how many cells on the stage has a column."""

_FAR = 2
"""How far two feelings are apart to be marked: a step is an opinion, two are a difference."""


class Felt(NamedTuple):
    """How a walker passes a card: the emotion, whether it is their own, whether they skip it."""

    emotion: int | None
    is_own: bool
    is_skipped: bool = False


class Step(NamedTuple):
    """A card, its stage's name, and how both pass it."""

    card: Record
    stage: str
    first: Felt
    second: Felt

    @property
    def differs(self) -> bool:
        """Tell whether one skips it and the other does not, or both know what they feel and it is not the same."""
        one, other = self.first, self.second
        if one.is_skipped or other.is_skipped:
            return one.is_skipped != other.is_skipped
        return None not in {one.emotion, other.emotion} and one.emotion != other.emotion

    @property
    def is_far(self) -> bool:
        """Tell whether the two are far apart."""
        one, other = self.first, self.second
        if one.emotion is None or other.emotion is None or one.is_skipped or other.is_skipped:
            return False
        return abs(one.emotion - other.emotion) >= _FAR


def steps_of(document: Document, first: str, second: str) -> tuple[Step, ...]:
    """Return every card of a map in the order of the journey, as two personas pass it; an empty id is everybody."""
    stages = {stage.id: stage.name for stage in document.stages()}
    return tuple(
        Step(card, stages.get(card.text("stage"), ""), _felt(card, first), _felt(card, second))
        for card in document.journey()
    )


def titles(first: str, second: str, cells: int) -> Line:
    """Return the titles over the columns of `step_row`."""
    where = f"{_stage('stage', cells)}{padded('touchpoint', _name_cells(cells))}"
    return (Run(f"{where}  {padded(first, _FELT)} {padded(second, _FELT)}", Ink("faint")),)


def step_row(step: Step, cells: int) -> Line:
    """Return a card in one line of `cells` cells."""
    return merged(
        (
            Run(_stage(step.stage, cells), Ink("muted")),
            Run(padded(step.card.name, _name_cells(cells)), Ink()),
            Run("≠ " if step.is_far else "  ", Ink("accent", bold=True)),
            *_felt_runs(step.first),
            Run(" ", Ink()),
            *_felt_runs(step.second),
        )
    )


def _felt(card: Record, persona: str) -> Felt:
    emotion, is_own = emotion_of(card, persona or None)
    return Felt(emotion, is_own, bool(persona) and persona in card.texts("skipped_by"))


def _felt_runs(felt: Felt) -> Line:
    if felt.is_skipped:
        return (Run(padded("skips it", _FELT), Ink("muted")),)
    words = f"{signed(felt.emotion):>2}"
    said = "" if felt.is_own or felt.emotion is None else "as everybody"
    ink = Ink(emotion_colour(felt.emotion), bold=felt.is_own, faint=not felt.is_own)
    return (Run(words, ink), Run(f" {padded(said, _FELT - 3)}", Ink("muted")))


def _stage(name: str, cells: int) -> str:
    """Return the column of the stage; where room is short the touchpoint stands alone."""
    return f"{padded(name, _STAGE)} " if cells >= _WIDE else ""


def _name_cells(cells: int) -> int:
    stage = len(_stage("", cells))
    return max(16, min(_WIDEST, cells - stage - 2 * _FELT - 3))
