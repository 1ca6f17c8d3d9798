"""The diagram at the end of a page, and in words what it leaves out."""

from __future__ import annotations

from cjm_tui.render.page.blocks import Block, Fence, Heading, Paragraph
from cjm_tui.render.page.mermaid import journey_diagrams
from cjm_tui.render.page.sources import Sources
from cjm_tui.render.page.targets import Target


def diagram_section(sources: Sources, target: Target) -> tuple[Block, ...]:
    """Return the map as Mermaid diagrams; empty while no emotion is known."""
    diagrams = journey_diagrams(sources, target.mermaid_limit)
    if not diagrams.texts:
        return ()
    fences = (Fence(text, "mermaid") for text in diagrams.texts)
    return (Heading(2, "Diagram"), Paragraph((_said(diagrams.left_out),)), *fences)


def _said(left_out: tuple[str, ...]) -> str:
    scale = "1 stands for −2, 3 for 0, 5 for +2."
    if not left_out:
        return scale
    names = ", ".join(left_out[:5]) + (f" and {len(left_out) - 5} more" if len(left_out) > 5 else "")
    return f"{scale} Left out, because nobody knows yet how it feels there: {names}."
