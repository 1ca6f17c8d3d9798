"""Markdown as a reader of a page sees it, by the plain parser: a second opinion beside the one the program has."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


@cache
def parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def words_of_cell(source: str) -> str:
    """Read a cell that stands between two others, and make sure that the table is still one of three columns."""
    tokens = parser().parse(f"| a | b | c |\n| --- | --- | --- |\n| left | {source} | right |\n")
    cells = [token for token in tokens if token.type == "inline"]
    assert [cell.content for cell in (*cells[:4], cells[5])] == ["a", "b", "c", "left", "right"]
    assert len(cells) == 6
    assert [token.type for token in tokens].count("table_open") == 1
    return seen(cells[4].children or ())


def words_of_paragraphs(source: str) -> list[str]:
    """Read running text, and make sure that nothing in it became anything but paragraphs.

    Space before a line break, which no reader of a page can see, is left out.
    """
    tokens = parser().parse(f"{source}\n")
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    return [seen(token.children or ()).replace(" \n", "\n") for token in tokens if token.type == "inline"]


def words_of_item(source: str) -> str:
    """Read the one item of a list, and make sure that it holds one paragraph."""
    tokens = parser().parse(f"- {source}\n- next\n")
    kinds = [token.type for token in tokens]
    assert kinds[:5] == ["bullet_list_open", "list_item_open", "paragraph_open", "inline", "paragraph_close"]
    assert kinds.count("inline") == 2
    return seen(tokens[3].children or ())


def seen(children: Sequence[Token]) -> str:
    """Return the text of inline tokens; whatever is markup shows as itself, so that it fails a test."""
    return "".join(map(_seen, children))


def _seen(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"} or (token.type == "html_inline" and token.content == "<br>"):
        return "\n"
    if token.type in {"link_open", "link_close"} and token.markup == "autolink":
        return ""
    if token.type in {"text", "text_special"}:
        return token.content
    return f"[{token.type} {token.content}]"
