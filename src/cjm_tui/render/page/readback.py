"""A page read back, to prove it before it is written: the same blocks, the same tables, the same cells, the same words.

Every block goes through the parser. A line whose only markup is whole words in bold or in code, line breaks and letters
no rule looks at can be read in one way only, so it is read here; every other line goes through the parser as well. That
keeps the proof of a page with a thousand touchpoints affordable.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cjm_tui.render.page.blocks import Found
from cjm_tui.render.page.escaping import LINE_BREAK, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LETTER = r"[\w ,.;:?'\"()/%+=@{}^\u00a1-\U0010ffff-]"
_WORD = r"[\w\u00c0-\u1fff]"
_MARKS = re.compile(r"\*\*|`")
_PLAIN = re.compile(
    rf"(?:(?:^|(?<=[ >]))\*\*{_WORD}(?:[\w ]*{_WORD})?:?\*\*(?=[ <]|$)"
    rf"|`{_LETTER}+`|{re.escape(LINE_BREAK)}|{_LETTER})*+",
    re.ASCII,
)


def read_back(text: str) -> list[Found]:
    """Return kinds and words of all blocks of a Markdown text, in the shape of `cjm_tui.render.page.blocks.found`."""
    parser = _parser()
    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    return _Reader(parser, tokens).blocks()


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    class Literal(MarkdownIt):
        """Links as they are written: the proof is about what stands in the file."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802  # the name is markdown-it's
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # the name is markdown-it's
            return link

    return Literal("commonmark", {"html": True}).enable(["table", "strikethrough"])


class _Reader:
    """Walks the parser's tokens once, from the first to the last."""

    def __init__(self, parser: MarkdownIt, tokens: Sequence[Token]) -> None:
        self._parser = parser
        self._tokens = tokens
        self._place = 0

    def blocks(self, end: str = "") -> list[Found]:
        """Return the blocks up to the token `end`, which is passed; to the last token without one."""
        blocks: list[Found] = []
        while self._place < len(self._tokens):
            token = self._next()
            if token.type == end:
                break
            blocks.append(self._block(token))
        return blocks

    def _block(self, token: Token) -> Found:
        match token.type:
            case "html_block":
                return "comment", token.content.strip().removeprefix("<!-- ").removesuffix(" -->")
            case "heading_open":
                return token.tag, self._inline("heading_close")
            case "paragraph_open":
                return "paragraph", self._inline("paragraph_close")
            case "blockquote_open":
                return "quote", _only_words(self.blocks("blockquote_close"))
            case "bullet_list_open":
                return "list", self._items()
            case "table_open":
                return "table", self._rows()
            case "fence":
                return "fence", [token.info, token.content.removesuffix("\n")]
        return token.type, token.content

    def _items(self) -> list[object]:
        items: list[object] = []
        while self._next().type != "bullet_list_close":
            items.append(_only_words(self.blocks("list_item_close")))
        return items

    def _rows(self) -> list[list[str]]:
        rows: list[list[str]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._words(token.content))
        return rows

    def _inline(self, end: str) -> str:
        words = self._words(self._next().content)
        return words if self._next().type == end else ""

    def _next(self) -> Token:
        token = self._tokens[self._place]
        self._place += 1
        return token

    def _words(self, source: str) -> str:
        if _PLAIN.fullmatch(source):
            return stripped(_MARKS.sub("", source).replace(LINE_BREAK, "\n"), "\n")
        children = self._parser.inline.parse(source, self._parser, {}, [])
        return stripped("".join(_shown(children)), "\n")


def _only_words(blocks: list[Found]) -> object:
    """Return the words of the one paragraph that is expected, all the blocks when there is anything else."""
    return blocks[0][1] if len(blocks) == 1 and blocks[0][0] == "paragraph" else blocks


def _shown(children: Sequence[Token]) -> Iterator[str]:
    links: list[str] = []
    for token in children:
        match token.type:
            case "softbreak" | "hardbreak":
                yield "\n"
            case "link_open":
                links.append("" if token.markup == "autolink" else f"<{token.attrGet('href')}>")
            case "link_close":
                yield links.pop()
            case "image":
                yield "".join(_shown(token.children or ()))
                yield f"<{token.attrGet('src')}>"
            case "html_inline":
                yield "\n" if token.content == LINE_BREAK else f"\0{token.content}"
            case _:
                yield token.content
