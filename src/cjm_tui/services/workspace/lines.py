"""Which line of a file a record or a field stands on.

Invariant: the text is taken apart once, and only when a line is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cjm_tui.checking.finding import LineOf
from cjm_tui.model.record import RecordKey
from cjm_tui.model.values import split_key
from cjm_tui.storage.blocks import cut, lines_of

Places = dict[tuple[str, ...], int]


def line_finder(text: str) -> LineOf:
    """Return what gives the 1-based line of a record's field: its key's, else that of the table header, else 1.

    A record that has no header of its own begins with the first of its keys.
    """

    @cache
    def places() -> Places:
        return places_in(text)

    def line_of(key: RecordKey, field: str) -> int:
        path = tuple(part for part in key if part) + (split_key(field) if field else ())
        for end in range(len(path), 0, -1):
            line = places().get(path[:end])
            if line is not None:
                return line
        return 1

    return line_of


def places_in(text: str) -> Places:
    """Return the line of every table header and every key in a text, by its whole path in the file.

    What has neither, as `a.b` in `a.b.c = 1`, stands where the first thing below it does.
    """
    found: Places = {}
    begun: Places = {}
    for line, path in statements_in(text):
        found.setdefault(path, line)
        for end in range(1, len(path)):
            begun.setdefault(path[:end], line)
    return begun | found


def statements_in(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the line and the whole path of every table header and every key in a text, from the top."""
    line = 1
    body = text.removeprefix("\ufeff")
    for block in cut(body if body.endswith("\n") or not body else body + "\n"):
        for statement in lines_of(block.text):
            if statement.what in {"header", "entry"}:
                yield line, block.path + (statement.path if statement.what == "entry" else ())
            line += statement.text.count("\n")
