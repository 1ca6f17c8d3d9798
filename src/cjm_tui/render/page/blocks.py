"""A page as blocks of words, before it is written in any wiki's dialect.

The writer in `cjm_tui.render.page.markdown` knows the dialect, `found` knows what a reader must find again:
a page that does not read back as the same words is not written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from cjm_tui.render.page.escaping import comment, link_target, one_line, seen, stripped, tidy, unparted


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out, on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Signs that must keep their width: a sparkline, a commit; printable ones, no backtick among them."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to `address`: an https, http or mailto address, or a page beside this one."""

    text: str
    address: str


BREAK = "\n"
Span: TypeAlias = str | Strong | Code | Link
Words: TypeAlias = tuple[Span, ...]
"""Text of people and what stands out in it, on one line or with `BREAK`s."""


@dataclass(frozen=True, slots=True)
class Comment:
    """Text a reader of the page does not see."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; an empty line in it does not part it."""

    words: Words


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, and whose they are."""

    words: Words


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of items without an order."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row is as long as the header. `numbers` are the columns set to the right, from 0."""

    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code in the language `info`."""

    text: str
    info: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the page."""

    text: str
    address: str


Block: TypeAlias = Comment | Heading | Paragraph | Quote | Bullets | Table | Fence | Picture

Found: TypeAlias = tuple[str, object]
"""What a reader finds where a block stands: its kind, and its words."""


def plain(words: Words) -> str:
    """Return the text of words as a reader sees it; where a link leads stands behind it in angle brackets."""
    return stripped("".join(map(_plain, words)), "\n")


def without_empty(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks without paragraphs and items that hold no visible letter."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Bullets):
            items = tuple(item for item in block.items if plain(item))
            if items:
                kept.append(block if len(items) == len(block.items) else Bullets(items))
        elif not isinstance(block, Paragraph | Quote) or plain(block.words):
            kept.append(block)
    return tuple(kept)


def found(blocks: Iterable[Block]) -> list[Found]:
    """Return what a reader of the page must find: kind and words of every block, in their order."""
    return [_found(block) for block in blocks]


def joined(parts: Iterable[Words], between: str) -> Words:
    """Return several words as one, with `between` between them; empty ones are left out."""
    spans: list[Span] = []
    for part in parts:
        if spans and part:
            spans.append(between)
        spans.extend(part)
    return tuple(spans)


def _plain(span: Span) -> str:
    if isinstance(span, str):
        return seen(span)
    if isinstance(span, Code):
        return span.text
    if isinstance(span, Link):
        return f"{one_line(span.text)}<{_led_to(span.address)}>"
    return one_line(span.text)


def _found(block: Block) -> Found:
    match block:
        case Comment():
            return "comment", comment(block.text)
        case Heading():
            return f"h{block.level}", one_line(block.text)
        case Paragraph():
            return "paragraph", unparted(plain(block.words))
        case Quote():
            return "quote", unparted(plain(block.words))
        case Bullets():
            return "list", [plain(item) for item in block.items]
        case Table():
            return "table", [list(map(tidy, block.header)), *([plain(cell) for cell in row] for row in block.rows)]
        case Fence():
            return "fence", [block.info, block.text]
        case Picture():
            return "paragraph", f"{one_line(block.text)}<{_led_to(block.address)}>"


def _led_to(address: str) -> str:
    return link_target(address).replace("\\", "")
