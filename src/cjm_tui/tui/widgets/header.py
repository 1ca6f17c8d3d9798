"""The header: one quiet line that says which map this is, whose curve, and how far it can be trusted."""

from __future__ import annotations

from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.measures import assumed_share, coverage
from cjm_tui.render.cells import Ink, Line, Run, filled, fit, length, merged, whole_parts, width
from cjm_tui.render.journey import Journey
from cjm_tui.tui.commands import key_of
from cjm_tui.tui.widgets.lines import Lines

_GROUND = "header"
_PERSONA = 20


class Facts(NamedTuple):
    """What the header says, each part ready to be read; empty parts are left out."""

    title: str
    persona: str = ""
    state: str = ""
    known: str = ""
    assumed: str = ""
    branch: str = ""
    uncommitted: int = 0
    others: str = ""
    conflicts: int = 0


def facts_of(journey: Journey, persona: str, branch: str, uncommitted: int) -> Facts:
    """Return what the header says of a map; `persona` is the name of whose curve is shown."""
    known, count = coverage(journey.document, journey.persona or None)
    assumed = assumed_share(journey.document)
    header = journey.document.header
    return Facts(
        journey.document.title or "A map without a title",
        persona,
        header.text("state") or "current",
        f"{round(100 * known / count)}% felt" if count else "",
        _assumed(journey.document, assumed),
        branch,
        uncommitted,
        conflicts=len(journey.document.of_kind("conflict")),
    )


def _assumed(document: Document, share: float | None) -> str:
    """Return how much is assumed; where nobody says of any touchpoint how it is known, that."""
    if share:
        return f"{round(100 * share)}% assumed"
    return "" if share is None or any(t.text("basis") for t in document.of_kind("touchpoint")) else "no research yet"


def header_line(facts: Facts, cells: int) -> Line:
    """Return the header in `cells` cells: where room is short the state goes first, then assumptions, then names."""
    uncommitted = f"{facts.uncommitted} uncommitted" if facts.uncommitted else ""
    conflicts = (
        f"{facts.conflicts} conflict{'s' * (facts.conflicts != 1)}: {key_of('settle-conflicts')}"
        if facts.conflicts
        else ""
    )
    for persona, state, assumed, known, waiting in (
        (facts.persona, facts.state, facts.assumed, facts.known, uncommitted),
        (facts.persona, "", facts.assumed, facts.known, uncommitted),
        (facts.persona, "", "", facts.known, uncommitted),
        ("", "", "", facts.known, uncommitted),
        ("", "", "", "", uncommitted),
        ("", "", "", "", "" if conflicts else uncommitted),
    ):
        said = [(known, "muted"), (assumed, "muted"), (facts.others, "text"), (facts.branch, "muted")]
        said += [(waiting, "accent"), (conflicts, "error")]
        right = [run for text, colour in said if text for run in (_run(text, colour), _run("  ", "text"))]
        beside = " · ".join(part for part in (persona, state) if part)
        room = cells - 3 - length(tuple(right))
        least = width(facts.title) + (2 + min(width(beside), _PERSONA) if beside else 0)
        if least <= room:
            break
    title = fit(facts.title, max(8, room))
    rest = _beside(persona, state, max(0, room - width(title) - 2))
    left = merged((_run(" ", "text"), _run(title, "text", bold=True), _run("  ", "text"), _run(rest, "muted")))
    return merged((*filled(left, cells - length(tuple(right)), _GROUND), *right))


def _beside(personas: str, state: str, cells: int) -> str:
    """Return who walks the map and its state; where not all names fit, as many as do, each whole."""
    told = " · ".join(part for part in (personas, state) if part)
    if width(told) <= cells or ", " not in personas:
        return fit(told, cells)
    return f"{whole_parts(personas.split(', '), cells - 3, ', ')}, …"


def _run(text: str, colour: str, *, bold: bool = False) -> Run:
    return Run(text, Ink(colour, _GROUND, bold=bold))


class Header(Lines):
    """Draws the facts it is given."""

    GROUND = _GROUND
    DEFAULT_CSS = """
    Header { dock: top; }
    """
    facts = Facts("")

    def tell(self, facts: Facts) -> None:
        """Show other facts."""
        self.facts = facts
        self.show((header_line(facts, self.size.width),))

    def fit(self, width: int, height: int) -> None:
        """Fit the facts to a width."""
        del height
        self.show((header_line(self.facts, width),))
