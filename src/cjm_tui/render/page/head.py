"""The top of a page: what the map is about, who walks it, and how much of it is known."""

from __future__ import annotations

from cjm_tui.model.measures import assumed_share, coverage, map_mean
from cjm_tui.model.record import Record
from cjm_tui.model.wording import signed
from cjm_tui.render.page.blocks import Block, Bullets, Comment, Heading, Paragraph, Strong, Words, joined
from cjm_tui.render.page.fields import choice, fact, facts, number, quoted
from cjm_tui.render.page.sources import Sources

MADE_BY = "Made by cjm export from"
"""How the first comment of every page begins, and the sign by which a page is known as ours."""

_SHOWN = (
    "schema",
    "title",
    "state",
    "status",
    "personas",
    "team",
    "review_by",
    "summary",
    "template",
    "scenario",
    "goal",
)


def head_section(sources: Sources) -> tuple[Block, ...]:
    """Return the comment with the source, the title, the summary and the lines of facts."""
    header = sources.document.header
    made_by = Comment(f"{MADE_BY} {sources.path}. Change the map, not this page: the next export writes it anew.")
    blocks: list[Block] = [made_by, Heading(1, header.text("title") or sources.name("map", sources.id))]
    blocks += paragraphs(header.text("summary"))
    lines = [
        *(fact("Persona", _persona(sources, id_)) for id_ in header.texts("personas")),
        *(
            fact(name, (header.text(key),))
            for name, key in (("Scenario", "scenario"), ("Goal", "goal"))
            if header.text(key)
        ),
        *facts(sources, header, _SHOWN),
        fact("State", _state(sources, header)),
        fact("Known", (_known(sources),)),
    ]
    blocks.append(Bullets(tuple(lines)))
    return (*blocks, *_unsettled(sources))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return a text of several lines as paragraphs, parted by its empty lines."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return tuple(Paragraph(("\n".join(part),)) for part in parts if part)


def _persona(sources: Sources, id_: str) -> Words:
    persona = sources.personas.get(id_)
    name = Strong(sources.name("persona", id_))
    if persona is None:
        return (name,)
    header = persona.header
    share = header.number("share")
    parts: list[Words] = [(header.text("role"),)] if header.text("role") else []
    if share is not None:
        parts.append((f"{number(round(share * 100, 1))}% of the customers",))
    if header.text("basis"):
        parts.append((header.text("basis"),))
    said = quoted(header.text("quote"))
    return (name, *((", ", *joined(parts, ", ")) if parts else ()), *((". ", *said) if said else ()))


def _state(sources: Sources, header: Record) -> Words:
    review = header.get("review_by")
    parts: list[Words] = [
        (choice(header.text("state") or "current"),),
        (choice(header.text("status") or "draft"),),
    ]
    if header.text("team"):
        parts.append(("team ", sources.name("team", header.text("team"))))
    if review is not None:
        parts.append((f"to be looked at again by {review}",))
    return joined(parts, ", ")


def _known(sources: Sources) -> str:
    document = sources.document
    known, whole = coverage(document)
    if not whole:
        return "no touchpoints yet"
    share = assumed_share(document) or 0.0
    mean = f", {signed(map_mean(document))} on average" if known else ""
    assumed = round(share * whole)
    return (
        f"how it feels at {known} of {whole} touchpoints{mean}; {assumed} of {whole} ({share:.0%}) "
        f"{'is an assumption' if assumed == 1 else 'are assumptions'}"
    )


def _unsettled(sources: Sources) -> tuple[Block, ...]:
    conflicts = sources.document.of_kind("conflict")
    if not conflicts:
        return ()
    places = ", ".join(" ".join(filter(None, (c.text("record"), c.text("field")))) for c in conflicts)
    return (Paragraph((Strong("Not settled:"), f" two versions nobody has chosen between yet, of {places}.")),)
