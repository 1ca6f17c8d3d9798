"""What the board shows of a map, taken out of the document once: columns, emotions, means, what hangs on a card.

Everything that costs time with the number of touchpoints happens here, once for each document and persona; moving
about the board afterwards looks only at what is visible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.model.document import UNPLACED, Document
from cjm_tui.model.measures import emotion_of, insights_by_touchpoint, mean, opportunities_by_touchpoint
from cjm_tui.model.record import Record
from cjm_tui.model.suspect import suspects

if TYPE_CHECKING:
    from collections.abc import Mapping

UNPLACED_NAME = "Unplaced"


class Place(NamedTuple):
    """Where the cursor is: on a card, or with an empty `touchpoint` on the head of a column."""

    stage: str
    touchpoint: str = ""


class Feeling(NamedTuple):
    """An emotion as it is shown: for a persona, whether it is their own, and whether they pass there at all."""

    emotion: int | None
    own: bool = True
    skipped: bool = False


class Card(NamedTuple):
    """What a card tells, ready to be drawn."""

    name: str
    emotion: int | None
    own: bool
    skipped: bool
    moment: bool
    assumed: bool
    channels: tuple[str, ...]
    pains: int
    opportunities: int
    touched: bool = False
    suspect: bool = False
    due: bool = False
    odd: bool = False


class Column(NamedTuple):
    """A stage with its touchpoints in order and how each feels; `stage` is None for the Unplaced column.

    `emotions` are those of the touchpoints the persona passes.
    """

    id: str
    stage: Record | None
    touchpoints: tuple[Record, ...]
    feelings: tuple[Feeling, ...]
    emotions: tuple[int | None, ...]
    mean: float | None

    @property
    def name(self) -> str:
        """Return the stage's name."""
        return self.stage.name if self.stage else UNPLACED_NAME

    def row_of(self, touchpoint: str) -> int | None:
        """Return at which place a touchpoint stands, 0 is first; None when it is not in this column."""
        return next((row for row, other in enumerate(self.touchpoints) if other.id == touchpoint), None)


class Journey(NamedTuple):
    """A map as the board shows it, for everybody (`persona` empty) or for one persona."""

    document: Document
    persona: str
    columns: tuple[Column, ...]
    channels: Mapping[str, str]
    insights: Mapping[str, tuple[Record, ...]]
    opportunities: Mapping[str, tuple[Record, ...]]
    places: Mapping[str, tuple[int, int]]

    def card(self, touchpoint: Record, feeling: Feeling) -> Card:
        """Return what a touchpoint's card tells."""
        return Card(
            touchpoint.name,
            feeling.emotion,
            feeling.own,
            feeling.skipped,
            bool(touchpoint.text("moment")),
            touchpoint.text("basis") == "assumption",
            tuple(self.channels.get(id_) or spelled(id_) for id_ in touchpoint.texts("channels")),
            sum(insight.text("kind") == "pain" for insight in self.insights.get(touchpoint.id, ())),
            len(self.opportunities.get(touchpoint.id, ())),
            suspect=any(suspects(self.document, one) for one in self.opportunities.get(touchpoint.id, ())),
        )

    def column_of(self, stage: str) -> int | None:
        """Return which column a stage is, None when there is none of that id."""
        return next((index for index, column in enumerate(self.columns) if column.id == stage), None)

    def touchpoint(self, place: Place) -> Record | None:
        """Return the touchpoint at a place, None on the head of a column."""
        return self.document.get("touchpoint", place.touchpoint) if place.touchpoint else None


def journey_of(document: Document, persona: str = "", channels: Mapping[str, str] | None = None) -> Journey:
    """Return a map as the board shows it; `channels` are the names of channels by id."""
    columns = tuple(
        _column(document, stage, touchpoints, persona) for stage, touchpoints in document.touchpoints_by_stage().items()
    )
    places = {t.id: (at, row) for at, column in enumerate(columns) for row, t in enumerate(column.touchpoints)}
    insights, opportunities = insights_by_touchpoint(document), opportunities_by_touchpoint(document)
    return Journey(document, persona, columns, channels or {}, insights, opportunities, places)


def feeling_of(touchpoint: Record, persona: str = "") -> Feeling:
    """Return how a touchpoint feels to everybody, or to one persona."""
    if not persona:
        return Feeling(touchpoint.emotion)
    emotion, own = emotion_of(touchpoint, persona)
    return Feeling(emotion, own, persona in touchpoint.texts("skipped_by"))


def spelled(id_: str) -> str:
    """Return an id as words, for want of a name."""
    return id_.replace("-", " ").capitalize()


def _column(document: Document, stage: str, touchpoints: tuple[Record, ...], persona: str) -> Column:
    record = None if stage == UNPLACED else document.get("stage", stage)
    feelings = tuple(feeling_of(touchpoint, persona) for touchpoint in touchpoints)
    own = record.emotion if record is not None and not persona else None
    emotions = tuple(feeling.emotion for feeling in feelings if not feeling.skipped)
    felt = own if own is not None else mean(emotions)
    return Column(stage, record, touchpoints, feelings, emotions, felt)
