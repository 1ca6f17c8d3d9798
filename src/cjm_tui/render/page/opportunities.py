"""What could be done: opportunities and solutions, ranked."""

from __future__ import annotations

from cjm_tui.model.measures import quadrant, rice
from cjm_tui.model.record import Record
from cjm_tui.model.suspect import suspects
from cjm_tui.render.page.blocks import BREAK, Block, Heading, Paragraph, Strong, Words, joined
from cjm_tui.render.page.fields import field_of, full_table, number
from cjm_tui.render.page.sources import Sources

_SUSPECT = {"changed": " (suspect: it changed since)", "is gone": " (suspect: it is gone)"}
_ASIDE = ("parked", "closed")
_SOLUTION_STATES = ("building", "planned", "idea", "", "shipped", "dropped")


def opportunities_section(sources: Sources) -> tuple[Block, ...]:
    """Return opportunities and then solutions, each a table; empty without any."""
    return (*_opportunities(sources), *_solutions(sources))


def ranked(opportunities: tuple[Record, ...]) -> tuple[Record, ...]:
    """Return opportunities by impact for effort, ties by RICE; unranked ones last, before what is parked or closed."""

    def rank(opportunity: Record) -> tuple[bool, bool, float, float, str]:
        impact, effort = opportunity.number("impact"), opportunity.number("effort")
        worth = impact / effort if impact is not None and effort else None
        aside = opportunity.text("status") in _ASIDE
        return aside, worth is None, -(worth or 0.0), -(rice(opportunity) or 0.0), opportunity.id

    return tuple(sorted(opportunities, key=rank))


def _opportunities(sources: Sources) -> tuple[Block, ...]:
    opportunities = ranked(sources.document.of_kind("opportunity"))
    if not opportunities:
        return ()
    header = ("Opportunity", "Impact", "Effort", "Kind and status", "RICE", "Answers")
    rows = tuple(_opportunity(sources, opportunity) for opportunity in opportunities)
    said = "Most impact for the effort first; what is parked or closed stands last."
    if any(rice(opportunity) is not None for opportunity in opportunities):
        said += " RICE is reach × impact × confidence ÷ effort."
    return (Heading(2, "Opportunities"), Paragraph((said,)), full_table(header, rows, ("Impact", "Effort")))


def _opportunity(sources: Sources, opportunity: Record) -> tuple[Words, ...]:
    score = rice(opportunity)
    reach, confidence = opportunity.number("reach"), opportunity.text("confidence")
    weighed = (
        str(round(score)) if score is not None else "",
        f"reach {number(reach)}" if reach is not None else "",
        f"confidence {confidence}" if confidence else "",
    )
    doubted = {link.id: link for link in suspects(sources.document, opportunity)}
    answered = [
        sources.name("insight", id_) + (_SUSPECT[doubted[id_].happened] if id_ in doubted else "")
        for id_ in dict.fromkeys((*opportunity.texts("insights"), *doubted))
    ]
    answered += [sources.name("touchpoint", id_) for id_ in opportunity.texts("touchpoints") if not answered]
    state = (_text(quadrant(opportunity) or ""), *(field_of(sources, opportunity, name) for name in ("status", "team")))
    return (
        joined(((Strong(opportunity.name),), field_of(sources, opportunity, "links")), BREAK),
        *(field_of(sources, opportunity, name) for name in ("impact", "effort")),
        joined(state, BREAK),
        _text(BREAK.join(filter(None, weighed))),
        _text(BREAK.join(answered)),
    )


def _solutions(sources: Sources) -> tuple[Block, ...]:
    places = {o.id: place for place, o in enumerate(ranked(sources.document.of_kind("opportunity")))}

    def rank(solution: Record) -> tuple[int, int, str, str]:
        status = solution.text("status")
        place = min((places.get(id_, len(places)) for id_ in solution.texts("opportunities")), default=len(places))
        state = _SOLUTION_STATES.index(status) if status in _SOLUTION_STATES else len(_SOLUTION_STATES)
        return state, place, str(solution.get("due") or "9999"), solution.id

    solutions = sorted(sources.document.of_kind("solution"), key=rank)
    if not solutions:
        return ()
    header = ("Solution", "Serves", "Status", "Effort", "Owner", "Due")
    rows = tuple(_solution(sources, solution) for solution in solutions)
    return (Heading(2, "Solutions"), full_table(header, rows, ("Effort",)))


def _solution(sources: Sources, solution: Record) -> tuple[Words, ...]:
    served = [sources.name("opportunity", id_) for id_ in solution.texts("opportunities")]
    return (
        joined(((Strong(solution.name),), field_of(sources, solution, "links")), BREAK),
        _text(BREAK.join(served)),
        *(field_of(sources, solution, name) for name in ("status", "effort", "owner", "due")),
    )


def _text(text: str) -> Words:
    return (text,) if text else ()
