"""A person in one view of a map, and the sample maps to look at."""

from __future__ import annotations

from cjm_tui.model.document import Document, document_of
from cjm_tui.model.record import Record
from cjm_tui.render.cells import Line, text_of
from cjm_tui.render.journey import Journey, Place, journey_of
from cjm_tui.render.views.order import VIEWS, sheet_of
from cjm_tui.render.views.sheet import Sheet
from cjm_tui.render.views.spot import NOWHERE, Scroll, Step
from tests.render.sample_sources import sample

SHEETS = tuple(view.id for view in VIEWS[1:])
PAY = Place("paying", "pay-by-card")
NAMES = {"team": {"payments": "Payments"}, "channel": {"website": "Website"}}


class Walk:
    """A person in one view: where the cursor is, and what is in sight."""

    def __init__(self, sheet: Sheet, place: Place, rows: int = 21) -> None:
        self.sheet, self.rows = sheet, rows
        self.spot = sheet.spot_of(place, NOWHERE)
        self.scroll = sheet.followed(Scroll(), self.spot, rows)

    @property
    def place(self) -> Place:
        return self.sheet.place_of(self.spot)

    def goes(self, *steps: Step) -> Walk:
        for step in steps:
            self.spot = self.sheet.stepped(self.spot, step, self.rows)
            self.scroll = self.sheet.followed(self.scroll, self.spot, self.rows)
        return self

    def lines(self) -> tuple[Line, ...]:
        return self.sheet.lines(self.scroll, self.spot, self.rows)

    def sees(self) -> str:
        return "\n".join(text_of(line).rstrip() for line in self.lines())


def fiona(persona: str = "") -> Journey:
    return journey_of(sample("buy-an-outfit").document, persona)


def crowd(count: int) -> Document:
    """Return a map of one stage with many touchpoints, each with words of its own in several lanes."""
    stage = Record("stage", "waiting", {"name": "Waiting", "order": 10})
    touchpoints = (
        Record(
            "touchpoint",
            f"ask-{at}",
            {
                "name": f"Ask {at}", "stage": "waiting", "order": 10 * at, "doing": f"Does {at}",
                "thinking": f"Thinks {at}", "feeling": f"is {at}", "emotion": at % 5 - 2,
            },
        )
        for at in range(count)
    )  # fmt: skip
    return document_of("map", [stage, *touchpoints])


def printed(view: str, journey: Journey, width: int = 100) -> str:
    return "\n".join(text_of(line).rstrip() for line in sheet_of(view, journey, width, NAMES).printed())
