"""A terminal in memory, written from ECMA-48 and not from the glass: what it is sent, and the cells it shows then.

It is as unkind as terminals may be: cells and lines that are put in hold rubbish, and beyond the last cell of a row
nobody knows where the cursor is.
"""

from __future__ import annotations

import re

from cjm_tui.render.cells import graphemes

Style = frozenset[str]
Cell = tuple[str, Style]

_PIECES = re.compile(r"\x1b\[([\d;]*)([A-Za-z@])|(\x1b[DM]|[\r\n\b])|([^\x1b\r\n\b]+)")
_OFF = {"22": "1 2", "23": "3", "24": "4", "27": "7", "29": "9"}
BLANK: Cell = (" ", frozenset())
RUBBISH: Cell = ("\N{REPLACEMENT CHARACTER}", frozenset({"7", "38;5;201"}))


class Screen:
    """Cells, styles, moves, wide characters that break when half overwritten, cells and lines taken out and put in.

    `erases_in_colour` is what terminfo calls bce.
    """

    def __init__(self, width: int, height: int, *, erases_in_colour: bool = True) -> None:
        self.width, self.height = width, height
        self.rows: list[list[Cell]] = [[BLANK] * width for _ in range(height)]
        self._style: Style = frozenset()
        self._x: int | None = 0
        self._y = 0
        self._last = ""
        self._erases_in_colour = erases_in_colour

    def show(self, sent: str) -> None:
        at = 0
        for piece in _PIECES.finditer(sent):
            assert piece.start() == at, f"not understood: {sent[at : piece.start()]!r}"
            at = piece.end()
            codes, final, control, text = piece.groups()
            if text:
                for grapheme, size in graphemes(text):
                    self._put(grapheme, size)
            elif control:
                self._control(control)
            elif final == "m":
                self._style = _styled(self._style, codes)
            else:
                self._do(final, [int(code) if code else 1 for code in codes.split(";")])
            self._last = text[-1:] if text else ""
        assert at == len(sent), f"not understood: {sent[at:]!r}"

    def seen(self) -> list[list[Cell]]:
        """Return what a person can tell apart: of a blank that is not reversed, only the ground."""
        return [[(text, _on_a_blank(style) if text == " " else style) for text, style in row] for row in self.rows]

    @property
    def style_is_left_set(self) -> bool:
        return bool(self._style)

    @property
    def cursor(self) -> tuple[int | None, int]:
        return self._x, self._y

    def _put(self, grapheme: str, size: int) -> None:
        x, row = self._known_x(), self.rows[self._y]
        for at in range(x, x + size):
            self._break(row, at)
        row[x] = (grapheme, self._style)
        if size == 2:
            row[x + 1] = ("", self._style)
        self._x = x + size if x + size < self.width else None

    def _break(self, row: list[Cell], x: int) -> None:
        """Leave blanks where a wide character loses its other half."""
        if not row[x][0]:
            row[x - 1] = (" ", row[x - 1][1])
        if x + 1 < self.width and not row[x + 1][0]:
            row[x + 1] = (" ", row[x + 1][1])

    def _control(self, control: str) -> None:
        if control == "\r":
            self._x = 0
        elif control == "\b":
            self._x = max(0, self._known_x() - 1)
        elif control != "\n":
            self._y += -1 if control == "\x1bM" else 1
            assert 0 <= self._y < self.height, "the whole screen scrolls"

    def _do(self, final: str, counts: list[int]) -> None:
        if final in "HGABCD":
            self._move(final, counts)
        elif final == "b":
            assert self._last, "nothing to repeat"
            for _ in range(counts[0]):
                self._put(self._last, 1)
        elif final in "P@XK":
            self._change_row(final, counts[0])
        else:
            assert final in "ML", f"not understood: {counts} {final}"
            self._lines(out=counts[0] if final == "M" else 0, into=counts[0] if final == "L" else 0)

    def _move(self, final: str, counts: list[int]) -> None:
        count = counts[0]
        if final == "H":
            self._y, self._x = count - 1, (counts[1] if len(counts) > 1 else 1) - 1
        elif final == "G":
            self._x = count - 1
        elif final in "AB":
            self._y = min(self.height - 1, max(0, self._y + (count if final == "B" else -count)))
        else:
            self._x = min(self.width - 1, max(0, self._known_x() + (count if final == "C" else -count)))

    def _change_row(self, final: str, count: int) -> None:
        x, row = self._known_x(), self.rows[self._y]
        rubbish = [RUBBISH] * min(count, self.width - x)
        if final == "P":
            row[x:] = [*row[x + count :], *rubbish]
        elif final == "@":
            row[x:] = [*rubbish, *row[x:]][: self.width - x]
        else:
            self._erase(x, self.width if final == "K" else min(self.width, x + count))

    def _lines(self, *, out: int, into: int) -> None:
        below = [row.copy() for row in self.rows[self._y + out :]]
        rubbish = [[RUBBISH] * self.width for _ in range(self.height)]
        self.rows[self._y :] = [*rubbish[:into], *below, *rubbish][: self.height - self._y]
        self._x = None

    def _erase(self, start: int, end: int) -> None:
        row = self.rows[self._y]
        ground = _on_a_blank(self._style - {"7"}) if self._erases_in_colour else frozenset()
        for x in range(start, end):
            self._break(row, x)
            row[x] = (" ", ground)

    def _known_x(self) -> int:
        assert self._x is not None, "moved from where nobody knows"
        return self._x


def _on_a_blank(style: Style) -> Style:
    return style if "7" in style else frozenset(code for code in style if code.startswith(("48", "4")) and code != "4")


def _styled(style: Style, codes: str) -> Style:
    found = set(style)
    parts = [part or "0" for part in codes.split(";")]
    at = 0
    while at < len(parts):
        part, length = parts[at], 1
        if part in {"38", "48"}:
            length = 5 if parts[at + 1] == "2" else 3
        if part == "0":
            found = set()
        elif part in _OFF:
            found -= set(_OFF[part].split())
        elif len(part) > 1 and part[-2] in "34":
            found = {code for code in found if not _is_same_colour(code, part)}
            found |= set() if part in {"39", "49"} else {";".join(parts[at : at + length])}
        else:
            found.add(part)
        at += length
    return frozenset(found)


def _is_same_colour(code: str, part: str) -> bool:
    return len(code) > 1 and code[0] == part[0]
