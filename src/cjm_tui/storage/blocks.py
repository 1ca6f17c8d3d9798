"""Cuts a text into blocks, one for each table header with the comment lines directly above it.

The blocks joined together are the text, byte for byte. Runs of plain lines are passed over by one regular expression,
so that cutting costs about as much as reading: only what is edited, or holds a comment, is looked at line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

from cjm_tui.storage.gate import BOM
from cjm_tui.storage.scanner import BARE, BASIC, comments_in, key_at, skip_space, value_end

_PLAIN_LINES = re.compile(
    r"(?:[ \t]*+(?:"
    rf"{BARE}(?:\.{BARE})*+[ \t]*+=[ \t]*+"
    rf'(?:{BASIC}(?!")|[0-9A-Za-z+:.-]++|\[[ \t\r\n]*+(?:{BASIC}(?!")[ \t\r\n]*+,?[ \t\r\n]*+)*+\])[ \t]*+'
    r")?\r?\n)++"
)
_COMMENT_LINES = re.compile(r"(?:[ \t]*+#[^\n]*+\n)++")
_COMMENT_LINE = re.compile(r"[ \t]*+(#[^\n]*+)\n")
_BLANK_LINE = re.compile(r"[ \t]*+\r?\n")
_HEADER = re.compile(rf"[ \t]*+\[(?P<array>\[)?(?:(?P<plain>{BARE}(?:\.{BARE})*+)\]\]?\r?\n)?")


class Block(NamedTuple):
    """A table header with the comment lines directly above it and everything below it, up to the next block.

    `path` is the header's, empty for what stands above the first header. `is_array` tells `[[…]]` from `[…]`. The
    comment above is `text[:head]`.
    """

    path: tuple[str, ...]
    is_array: bool
    text: str
    head: int = 0


class Line(NamedTuple):
    """One statement of a block: all the lines it takes, its newline included.

    A `blank` or a `comment` line, a table `header`, or an `entry`, whose `path` is its key and whose value is
    `text[start:end]`. `beside` is the comment at the end of the last line.
    """

    what: str
    text: str
    path: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    beside: str = ""

    @property
    def value(self) -> str:
        """Return the text of an entry's value."""
        return self.text[self.start : self.end]

    @property
    def indent(self) -> str:
        """Return the spaces and tabs the line begins with."""
        return self.text[: skip_space(self.text, 0)]

    @property
    def comments(self) -> list[str]:
        """Return the comments on the line and inside its value."""
        if self.what == "comment":
            return [self.beside]
        return comments_in(self.value) + ([self.beside] if self.beside else [])

    def with_value(self, value: str) -> Line:
        """Return the entry with another value."""
        text = self.text[: self.start] + value + self.text[self.end :]
        return self._replace(text=text, end=self.start + len(value))


def blocks_of(text: str, known: Sequence[Block] = ()) -> list[Block]:
    """Cut any text into blocks, as if it ended with a newline and had no byte order mark.

    `known` are the blocks of nearly the same text, which make this faster.
    """
    body = text.removeprefix(BOM)
    whole = body if not body or body.endswith("\n") else body + newline_of(body)
    return _cut_between(whole, known) or cut(whole)


def _cut_between(text: str, known: Sequence[Block]) -> list[Block]:
    """Cut only what lies between the known blocks that a text begins with and those it ends with; may find nothing.

    What is cut begins with the last block that is the same, which might go on, and ends with the first one that is the
    same again: where that comes out as it was, so does all that follows.
    """
    first = start = 0
    while first < len(known) and text.startswith(known[first].text, start):
        start += len(known[first].text)
        first += 1
    if first < 2:
        return []
    first -= 1
    start -= len(known[first].text)
    last, end = len(known), len(text)
    while last > first + 1 and text.endswith(known[last - 1].text, start, end):
        last -= 1
        end -= len(known[last].text)
    again = known[last : last + 1]
    top, *between = cut(text[start : end + sum(len(block.text) for block in again)])
    if top.text or (again and between[-1:] != list(again)):
        return []
    return [*known[:first], *between, *known[last + 1 :]]


def cut(text: str) -> list[Block]:
    """Cut a text that ends with a newline (or is empty) into blocks; the first one is what stands above all headers."""
    blocks: list[Block] = []
    path: tuple[str, ...] = ()
    is_array = False
    begin = head = position = 0
    group = -1
    while position < len(text):
        if found := _PLAIN_LINES.match(text, position):
            position, group = found.end(), -1
        elif found := _COMMENT_LINES.match(text, position):
            group, position = position, found.end()
        elif found := _HEADER.match(text, position):
            edge = position if group < 0 else group
            blocks.append(Block(path, is_array, text[begin:edge], head))
            begin, head, group = edge, position - edge, -1
            is_array = bool(found["array"])
            path, position = _header_at(text, found)
        else:
            position, group = _entry_end(text, position), -1
    blocks.append(Block(path, is_array, text[begin:], head))
    return blocks


def lines_of(text: str) -> list[Line]:
    """Take the text of a block apart, line by line."""
    lines: list[Line] = []
    position = 0
    while position < len(text):
        line = _line_at(text, position)
        lines.append(line)
        position += len(line.text)
    return lines


def newline_of(text: str) -> str:
    """Return what ends most lines of a text."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _line_at(text: str, position: int) -> Line:
    if found := _BLANK_LINE.match(text, position):
        return Line("blank", found[0])
    if found := _COMMENT_LINE.match(text, position):
        return Line("comment", found[0], beside=found[1].rstrip())
    if found := _HEADER.match(text, position):
        path, end = _header_at(text, found)
        return Line("header", text[position:end], path, beside=_beside(text, _header_end(text, found), end))
    path, key_end = key_at(text, position)
    start = skip_space(text, skip_space(text, key_end) + 1)
    value = value_end(text, start)
    end = text.index("\n", value) + 1
    return Line("entry", text[position:end], path, start - position, value - position, _beside(text, value, end))


def _beside(text: str, start: int, end: int) -> str:
    mark = text.find("#", start, end)
    return text[mark:end].rstrip() if mark >= 0 else ""


def _header_at(text: str, found: re.Match[str]) -> tuple[tuple[str, ...], int]:
    if plain := found["plain"]:
        # Shared with the keys of the records: a large map holds thousands.
        return tuple(map(intern, plain.split("."))), found.end()
    path, _ = key_at(text, found.end())
    return path, text.index("\n", _header_end(text, found)) + 1


def _header_end(text: str, found: re.Match[str]) -> int:
    if found["plain"]:
        return found.end()
    _, end = key_at(text, found.end())
    return skip_space(text, end) + 1


def _entry_end(text: str, position: int) -> int:
    _, end = key_at(text, position)
    start = skip_space(text, skip_space(text, end) + 1)
    return text.index("\n", value_end(text, start)) + 1
