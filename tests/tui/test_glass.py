"""The terminal shows the same cells whether it is sent everything or only what differs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_tui.render.cells import graphemes
from cjm_tui.tui.glass import Glass

WIDTH, HEIGHT = 14, 4
_PIECES = re.compile(r"\x1b\[([\d;]*)m|\x1b\[(\d+);(\d+)H|\x1b\[(\d+)G|(\n)|([^\x1b\n]+)")


class Emulator:
    """What the app needs of a terminal: cells, styles, moves, wide characters that break when half overwritten."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[str, frozenset[str]]]] = [[(" ", frozenset())] * WIDTH for _ in range(HEIGHT)]
        self.style: frozenset[str] = frozenset()
        self.x = self.y = 0

    def show(self, written: str) -> None:
        for codes, row, column, absolute, _newline, text in _PIECES.findall(written):
            if text:
                for grapheme, size in graphemes(text):
                    self._put(grapheme, size)
            elif row:
                self.y, self.x = int(row) - 1, int(column) - 1
            elif absolute:
                self.x = int(absolute) - 1
            elif not _newline:
                self.style = _styled(self.style, codes)

    def seen(self) -> list[list[tuple[str, frozenset[str]]]]:
        """Return what a person can tell apart: of a blank that is not reversed, only the ground."""
        return [[(text, _on_a_blank(style) if text == " " else style) for text, style in row] for row in self.rows]

    def _put(self, grapheme: str, size: int) -> None:
        row = self.rows[self.y]
        for x in range(self.x, self.x + size):
            if not row[x][0]:
                row[x - 1] = (" ", row[x - 1][1])
            if x + 1 < WIDTH and not row[x + 1][0]:
                row[x + 1] = (" ", row[x + 1][1])
        row[self.x] = (grapheme, self.style)
        if size == 2:
            row[self.x + 1] = ("", self.style)
        self.x += size


def _on_a_blank(style: frozenset[str]) -> frozenset[str]:
    return style if "7" in style else frozenset(code for code in style if code.startswith("48"))


def _styled(style: frozenset[str], codes: str) -> frozenset[str]:
    found = set(style)
    parts = (codes or "0").split(";")
    at = 0
    while at < len(parts):
        if parts[at] == "0":
            found = set()
            at += 1
        elif parts[at] in {"38", "48"}:
            found = {code for code in found if not code.startswith(parts[at])} | {";".join(parts[at : at + 5])}
            at += 5
        else:
            found.add(parts[at])
            at += 1
    return frozenset(found)


codes = st.sampled_from(["", "1", "1;38;2;9;9;9", "38;2;1;2;3;48;2;4;5;6", "48;2;7;7;7", "7", "2;38;2;1;2;3"])
texts = st.lists(
    st.sampled_from([*"ab c", "客", "é", "👩\u200d💻", "🇩🇪", "─", "●", "e\u0301"]), min_size=1, max_size=7
).map("".join)


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Return a frame as Textual writes it: moves, then texts each with a whole style and a reset."""
    written = []
    for _ in range(draw(st.integers(1, 5))):
        row, column = draw(st.integers(0, HEIGHT - 1)), draw(st.integers(0, WIDTH - 1))
        written.append(f"\x1b[{row + 1};{column + 1}H")
        left = WIDTH - column
        for _ in range(draw(st.integers(1, 3))):
            text = ""
            for grapheme, size in graphemes(draw(texts)):
                if size > left:
                    break
                text, left = text + grapheme, left - size
            style = draw(codes)
            written.append(f"\x1b[{style}m{text}\x1b[0m" if style and text else text)
        if draw(st.booleans()):
            written.append("\n")
    return "".join(written)


@settings(max_examples=300)
@given(st.lists(frames(), max_size=6))
def test_only_what_differs_shows_the_same_cells(written: list[str]) -> None:
    glass, whole, thrifty = Glass(), Emulator(), Emulator()
    glass.forget(WIDTH, HEIGHT)
    for frame in written:
        whole.show(frame)
        thrifty.show(glass.difference(frame))
        assert thrifty.seen() == whole.seen()


@given(frames())
def test_a_frame_that_is_shown_already_costs_next_to_nothing(frame: str) -> None:
    glass = Glass()
    glass.forget(WIDTH, HEIGHT)
    shown = Emulator()
    shown.show(glass.difference(frame))
    repaint = "".join(
        f"\x1b[{y + 1};1H" + "".join(f"\x1b[{';'.join(sorted(style))}m{text}\x1b[0m" for text, style in row if text)
        for y, row in enumerate(shown.rows)
    )
    glass.difference(repaint)
    assert glass.difference(repaint) == ""


@pytest.mark.parametrize("sequence", ["\x1b[?1049h", "\x1b]52;c;aGk=\x07", "\x1b[2J", "\x1b[3Cabc"])
def test_what_is_not_understood_is_passed_on_and_all_is_forgotten(sequence: str) -> None:
    glass = Glass()
    glass.forget(WIDTH, HEIGHT)
    glass.difference("\x1b[1;1Habc")
    assert glass.difference(sequence) == sequence
    assert "abc" in glass.difference("\x1b[1;1Habc")
