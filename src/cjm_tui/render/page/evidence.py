"""What the map rests on: the research behind it, and what is only believed."""

from __future__ import annotations

from cjm_tui.model.document import Document
from cjm_tui.model.record import Record
from cjm_tui.render.page.blocks import BREAK, Block, Bullets, Heading, Paragraph, Strong, Words
from cjm_tui.render.page.fields import full_table, number
from cjm_tui.render.page.sources import Sources

_BASES = (
    ("validated", "Validated"),
    ("observed", "Observed"),
    ("assumption", "Assumed"),
)


def evidence_section(sources: Sources) -> tuple[Block, ...]:
    """Return the sources the map names, and its touchpoints by how well they are known; empty without touchpoints."""
    touchpoints = sources.document.journey()
    if not touchpoints:
        return ()
    used = _used(sources.document)
    rows = tuple(_row(sources, id_, named) for id_, named in used.items())
    header = ("Source", "Kind", "Date", "People", "What it says", "Behind")
    table = (full_table(header, rows, ("People",)),) if rows else (Paragraph(("No evidence is named yet.",)),)
    return (Heading(2, "Evidence"), *table, Paragraph((_share(touchpoints),)), Bullets(_known(touchpoints)))


def _used(document: Document) -> dict[str, tuple[str, ...]]:
    """Return every piece of evidence the map names, with the names of the touchpoints that rest on it."""
    used: dict[str, list[str]] = {}
    for record in (*document.journey(), *document.of_kind("insight")):
        for id_ in record.texts("evidence"):
            names = used.setdefault(id_, [])
            if record.kind == "touchpoint":
                names.append(record.name)
    return {id_: tuple(names) for id_, names in used.items()}


def _row(sources: Sources, id_: str, named: tuple[str, ...]) -> tuple[Words, ...]:
    document = sources.evidence.get(id_)
    name = (Strong(sources.name("evidence", id_)),)
    behind = _text(BREAK.join(named))
    if document is None:
        return (name, (), (), (), _text("There is no such file."), behind)
    header = document.header
    people = header.number("n")
    said = BREAK.join(filter(None, (header.text("summary"), header.text("source"))))
    return (
        name,
        _text(header.text("kind").replace("-", " ")),
        _text(str(header.get("date") or "")),
        (number(people),) if people is not None else (),
        _text(said),
        behind,
    )


def _share(touchpoints: tuple[Record, ...]) -> str:
    assumed = sum(touchpoint.text("basis") == "assumption" for touchpoint in touchpoints)
    verb = "rests" if assumed == 1 else "rest"
    return f"{assumed} of {len(touchpoints)} touchpoints ({assumed / len(touchpoints):.0%}) {verb} on an assumption."


def _known(touchpoints: tuple[Record, ...]) -> tuple[Words, ...]:
    lines: list[Words] = []
    bases = {basis for basis, _ in _BASES}
    for basis, title in (*_BASES, ("", "Nobody has said")):
        names = [t.name for t in touchpoints if (t.text("basis") if t.text("basis") in bases else "") == basis]
        if names:
            lines.append((Strong(f"{title} ({len(names)}):"), f" {', '.join(names)}"))
    return tuple(lines)


def _text(text: str) -> Words:
    return (text,) if text else ()
