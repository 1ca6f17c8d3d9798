"""The writer of GitHub Flavored Markdown: blocks become the text of a page.

Invariant: reading the text back finds `blocks.found(blocks)`, whatever people typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from cjm_tui.render.page.blocks import (
    Block,
    Bullets,
    Code,
    Comment,
    Fence,
    Heading,
    Link,
    Paragraph,
    Picture,
    Quote,
    Span,
    Table,
    Words,
)
from cjm_tui.render.page.escaping import (
    LINE_BREAK,
    comment,
    fenced,
    hard_breaks,
    link_target,
    one_line,
    piece,
    started,
    stripped,
    unparted,
)


def markdown(blocks: Iterable[Block]) -> str:
    """Return the Markdown of a page, one empty line between its blocks, a newline at its end."""
    return "\n\n".join(map(_block, blocks)) + "\n"


def _block(block: Block) -> str:
    match block:
        case Comment():
            return f"<!-- {comment(block.text)} -->"
        case Heading():
            return f"{'#' * block.level} {piece(one_line(block.text), in_cell=True)}"
        case Paragraph():
            return _paragraph(block.words)
        case Quote():
            return "\n".join(f"> {line}" for line in _paragraph(block.words).split("\n"))
        case Bullets():
            return "\n".join(f"- {_item(item)}" for item in block.items)
        case Table():
            return _table(block)
        case Fence():
            return fenced(block.text, block.info)
        case Picture():
            return f"![{piece(one_line(block.text), in_cell=True)}]({link_target(block.address)})"


def _table(table: Table) -> str:
    lines = [
        "| " + " | ".join(_cell((title,)) for title in table.header) + " |",
        "| " + " | ".join("---:" if place in table.numbers else "---" for place in range(len(table.header))) + " |",
    ]
    lines += ["| " + " | ".join(map(_cell, row)) + " |" for row in table.rows]
    return "\n".join(lines)


def _cell(words: Words) -> str:
    return stripped("".join(_span(span, in_cell=True) for span in words), LINE_BREAK)


def _item(words: Words) -> str:
    return started(stripped("".join(_span(span, in_cell=False) for span in words), LINE_BREAK))


def _paragraph(words: Words) -> str:
    text = stripped("".join(_span(span, in_cell=False) for span in words), "\n")
    return hard_breaks(started(unparted(text)))


def _span(span: Span, *, in_cell: bool) -> str:
    if isinstance(span, str):
        return piece(span, in_cell=in_cell)
    if isinstance(span, Code):
        return f"`{span.text}`" if span.text else ""
    text = one_line(span.text)
    if isinstance(span, Link):
        return f"[{piece(text, in_cell=True)}]({link_target(span.address)})"
    return f"**{piece(text, in_cell=in_cell)}**" if text else ""
