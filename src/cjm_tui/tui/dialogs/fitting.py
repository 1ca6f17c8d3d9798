"""Which rows of a list fit what was typed: by the letters of their titles, or by whole words that are said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.fuzzy import Matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.tui.dialogs.pick_list import Row

_BY_ID = 0.9  # how much a match in the id counts beside one in the title
_BY_WORDS = 1.0  # how much it counts that all words that were typed stand there


def best_first(rows: Sequence[Row], typed: str) -> list[Row]:
    """Return the rows that fit what was typed, the best first; those of which it is said stand before mere letters."""
    said = {row.id for row in rows if row.words and _says(row.words, typed)}
    matcher = Matcher(typed)
    fitting = [row for row in rows if row.id in said or _holds(row.title, typed) or _holds(row.id, typed)]
    scored = [(_score(row, matcher) + (_BY_WORDS if row.id in said else 0), row) for row in fitting]
    best = [row for score, row in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
    return [row for row in best if row.id in said] or best


def _score(row: Row, matcher: Matcher) -> float:
    return max(matcher.match(row.title), matcher.match(row.id) * _BY_ID)


def _says(words: str, typed: str) -> bool:
    """Tell whether every word that was typed stands somewhere in some words."""
    told = words.casefold()
    return all(word in told for word in typed.casefold().split())


def _holds(text: str, wanted: str) -> bool:
    """Tell whether the letters of `wanted` stand in `text` in their order: cheap, before the costly score."""
    letters = iter(text.casefold())
    return all(letter in letters for letter in wanted.casefold())
