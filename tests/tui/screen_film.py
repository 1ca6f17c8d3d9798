"""A film for a terminal, another one for every seed: pages that scroll, shift and change, written as Textual writes."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Cell = tuple[str, str]
"""A grapheme (empty: the second half of the one before) and the codes of its style."""

WORDS = (
    "a",
    "card",
    "touchpoint",
    "of",
    "▌",
    "━━━━━━",
    "│",
    "●",
    "0042",
    "naïve",
    "客户",
    "👩\u200d💻",
    "e\u0301",
    "·",
)
STYLES = (
    "",
    "48;2;1;1;1",
    "48;2;2;2;2",
    "38;2;9;9;9;48;2;1;1;1",
    "1;38;2;8;8;8;48;2;1;1;1",
    "38;2;9;9;9;48;2;2;2;2",
    "4;38;2;9;9;9",
    "7;33",
    "31;44",
)
_WIDE = "客户"


class Film:
    """The frames of a terminal of some size; every other film has nothing in it about which terminals disagree."""

    def __init__(self, seed: int) -> None:
        self._random = random = Random(seed)
        self.width, self.height = random.randint(16, 90), random.randint(4, 26)
        self._is_plain = seed % 2 == 0
        self._page = [self._line() for _ in range(self.height)]

    def frames(self, count: int) -> Iterator[str]:
        """Yield frames, the first of them whole."""
        yield self._written(range(self.height), 0)
        changes: tuple[Callable[[], tuple[range, int]], ...] = (
            self._scrolled, self._scrolled, self._shifted, self._shifted, self._edited, self._replaced
        )  # fmt: skip
        for _ in range(count - 1):
            done = [self._random.choice(changes)() for _ in range(self._random.choice((1, 1, 2)))]
            rows = range(min(rows.start for rows, _ in done), max(rows.stop for rows, _ in done))
            left = min(left for _, left in done)
            yield self._written(rows, left)

    def _scrolled(self) -> tuple[range, int]:
        """Scroll some rows up or down."""
        rows = self._rows()
        by = self._random.choice((1, 1, 2, 3, len(rows) - 1))
        block = [self._page[y] for y in rows]
        fresh = [self._line() for _ in range(by)]
        moved = [*block[by:], *fresh] if self._random.random() < 0.5 else [*fresh, *block][: len(block)]
        for y, line in zip(rows, moved, strict=False):
            self._page[y] = line
        return rows, 0

    def _shifted(self) -> tuple[range, int]:
        """Shift a stretch of some rows to the left or right; what is beyond it stays."""
        rows, left = self._rows(), self._random.randint(0, self.width - 3)
        right = self._random.choice((self.width, self._random.randint(left + 2, self.width)))
        by = self._random.randint(1, right - left)
        is_left = self._random.random() < 0.5
        for y in rows:
            fresh = self._line()[:by]
            stretch = self._page[y][left:right]
            moved = [*stretch[by:], *fresh] if is_left else [*fresh, *stretch][: len(stretch)]
            self._page[y][left:right] = moved
        return rows, 0

    def _edited(self) -> tuple[range, int]:
        """Write something else into a row."""
        y, left = self._random.randrange(self.height), self._random.randint(0, self.width - 1)
        self._page[y][left:] = [*self._line()[: self._random.randint(1, 12)], *self._page[y][left:]][
            : self.width - left
        ]
        return range(y, y + 1), self._random.choice((0, left))

    def _replaced(self) -> tuple[range, int]:
        rows = self._rows()
        for y in rows:
            self._page[y] = self._line()
        return rows, 0

    def _rows(self) -> range:
        first = self._random.randrange(self.height - 1)
        return range(first, self._random.choice((self.height, self._random.randint(first + 2, self.height))))

    def _line(self) -> list[Cell]:
        line: list[Cell] = []
        while len(line) < self.width:
            word, style = self._random.choice(WORDS[:10] if self._is_plain else WORDS), self._random.choice(STYLES)
            graphemes = [word] if "\u200d" in word or "\u0301" in word else list(word)
            for grapheme in graphemes:
                line += [(grapheme, style)] + [("", style)] * _is_wide(grapheme)
            line += [(" ", style)] * self._random.choice((0, 1, 1, 2, 9))
        return line[: self.width]

    def _written(self, rows: range, left: int) -> str:
        """Return rows from a cell on; halves of wide characters have become blanks."""
        return "\n".join(f"\x1b[{y + 1};{left + 1}H{_pieces(_mended(self._page[y][left:]))}" for y in rows)


def _is_wide(grapheme: str) -> bool:
    return bool(grapheme) and (grapheme in _WIDE or "\u200d" in grapheme)


def _mended(line: list[Cell]) -> list[Cell]:
    mended = list(line)
    for x, (grapheme, style) in enumerate(line):
        has_half = x + 1 < len(line) and not line[x + 1][0]
        is_lost = not grapheme and (x == 0 or not _is_wide(mended[x - 1][0]))
        if is_lost or (_is_wide(grapheme) and not has_half):
            mended[x] = (" ", style)
    return mended


def _pieces(line: list[Cell]) -> str:
    pieces, at = [], 0
    while at < len(line):
        end = at
        while end < len(line) and line[end][1] == line[at][1]:
            end += 1
        text = "".join(grapheme for grapheme, _ in line[at:end])
        pieces.append(f"\x1b[{line[at][1]}m{text}\x1b[0m" if line[at][1] else text)
        at = end
    return "".join(pieces)
