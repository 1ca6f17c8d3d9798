"""Text in cells: how wide it is, how it is shortened, and the runs a drawn line is made of.

The invariant: whatever a text holds, what leaves this room takes exactly the cells it was given. A grapheme is never
cut in two, and control, bidi and zero-width characters never count because they are gone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rich.cells import cell_len, split_graphemes

from cjm_tui.model.values import without_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ELLIPSIS = "…"
_REGIONAL = range(0x1F1E6, 0x1F200)
# A joiner counts as one grapheme with its neighbours, yet only between emoji do terminals draw it so.
_STRAY_JOINER = re.compile("(?<![\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])")


class Ink(NamedTuple):
    """What a run is drawn with: a colour and a ground by their names in the palette, and how strongly."""

    colour: str = "text"
    ground: str = "ground"
    bold: bool = False
    faint: bool = False
    reverse: bool = False


class Run(NamedTuple):
    """A piece of a line in one ink."""

    text: str
    ink: Ink


Line: TypeAlias = tuple[Run, ...]


def shown(text: str) -> str:
    """Return a text as it may be drawn: no control, bidi or zero-width character, no joiner but between emoji."""
    visible = without_hidden(text)
    return _STRAY_JOINER.sub("", visible) if "\u200d" in visible else visible


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Return how many cells a text takes as it is drawn."""
    return cell_len(shown(text))


@lru_cache(maxsize=4096)
def fit(text: str, cells: int) -> str:
    """Return a text on one line in at most `cells` cells, shortened with an ellipsis where it must be."""
    whole = " ".join(shown(text).split())
    if cell_len(whole) <= cells:
        return whole
    if cells < 1:
        return ""
    kept, left = "", cells - 1
    for grapheme, size in graphemes(whole):
        if size > left:
            break
        kept, left = kept + grapheme, left - size
    return kept.rstrip().rstrip(ELLIPSIS) + ELLIPSIS


def fit_end(text: str, cells: int) -> str:
    """Return a text on one line in at most `cells` cells, what is left out marked at its beginning."""
    whole = " ".join(shown(text).split())
    if cell_len(whole) <= cells:
        return whole
    kept, left = "", cells - 1
    for grapheme, size in reversed(list(graphemes(whole))):
        if size > left:
            break
        kept, left = grapheme + kept, left - size
    return ELLIPSIS + kept.lstrip() if cells > 0 else ""


def padded(text: str, cells: int) -> str:
    """Return a text in exactly `cells` cells, shortened or filled with spaces on the right."""
    fitted = fit(text, cells)
    return fitted + " " * max(0, cells - cell_len(fitted))


def wrapped(text: str, cells: int) -> list[str]:
    """Return a text as lines of at most `cells` cells, broken at spaces, inside a word only when it is too long."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in shown(paragraph).split():
            for piece in _pieces(word, cells):
                if line and cell_len(line) + 1 + cell_len(piece) > cells:
                    lines.append(line)
                    line = piece
                else:
                    line = f"{line} {piece}" if line else piece
        if line:
            lines.append(line)
    return lines


def hyphenated(text: str, cells: int) -> list[str]:
    """Return a text as lines of at most `cells` cells; a word that is too long is divided evenly, with hyphens."""
    lines: list[str] = []
    for word in shown(text).split():
        parts = max(1, -(-cell_len(word) // max(1, cells - 1))) if cell_len(word) > cells else 1
        pieces = _pieces(word, -(-cell_len(word) // parts)) if parts > 1 else [word]
        divided = [*(f"{piece}-" for piece in pieces[:-1]), pieces[-1]]
        if lines and cell_len(lines[-1]) + 1 + cell_len(divided[0]) <= cells:
            divided[0] = f"{lines.pop()} {divided[0]}"
        lines += divided
    return lines


def in_two_lines(text: str, cells: int) -> tuple[str, str]:
    """Return a text in two lines of at most `cells` cells, the lower one filled first."""
    is_long = any(width(word) > cells for word in text.split())
    lines = hyphenated(text, cells) if is_long else wrapped(text, cells)
    lines = [lines[0], fit(" ".join(lines[1:]), cells)] if len(lines) > 2 else lines
    upper, lower = [*[""] * (2 - len(lines)), *lines][:2]
    return upper, lower


def whole_parts(parts: Sequence[str], cells: int, between: str = " · ") -> str:
    """Return as many parts of a sentence as fit, each whole; the first is shortened where it must be."""
    told = ""
    for part in filter(None, parts):
        longer = f"{told}{between}{part}" if told else part
        if told and width(longer) > cells:
            break
        told = longer
    return fit(told, cells)


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """Yield every grapheme of a text with its cells; the two halves of a flag are one."""
    held, held_cells = "", 0
    for start, end, size in split_graphemes(text)[0]:
        grapheme = text[start:end]
        if held:
            joined = len(grapheme) == 1 and ord(grapheme) in _REGIONAL
            yield (held + grapheme, held_cells + size) if joined else (held, held_cells)
            held = ""
            if joined:
                continue
        if len(grapheme) == 1 and ord(grapheme) in _REGIONAL:
            held, held_cells = grapheme, size
        else:
            yield grapheme, size
    if held:
        yield held, held_cells


def merged(runs: Iterable[Run]) -> Line:
    """Return runs as a line: neighbours of one ink joined, empty ones gone."""
    line: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if line and line[-1].ink == run.ink:
            line[-1] = Run(line[-1].text + run.text, run.ink)
        else:
            line.append(run)
    return tuple(line)


def length(line: Line) -> int:
    """Return how many cells a line takes."""
    return sum(cell_len(run.text) for run in line)


def filled(line: Line, cells: int, ground: str = "ground") -> Line:
    """Return a line filled up to `cells` cells with blanks on a ground."""
    missing = cells - length(line)
    return merged((*line, Run(" " * missing, Ink(ground=ground)))) if missing > 0 else line


def set_off(line: Line, start: int, cells: int) -> Line:
    """Return a line in which the cells from `start` on are bold and reversed; a wide character is not cut in two."""
    runs: list[Run] = []
    at = 0
    for run in line:
        for grapheme, size in graphemes(run.text):
            is_inside = start <= at and at + size <= start + cells
            runs.append(Run(grapheme, run.ink._replace(bold=True, reverse=True) if is_inside else run.ink))
            at += size
    return merged(runs)


def text_of(line: Line) -> str:
    """Return the characters of a line without their inks."""
    return "".join(run.text for run in line)


def _pieces(word: str, cells: int) -> list[str]:
    if cell_len(word) <= cells:
        return [word]
    pieces, piece, used = [], "", 0
    for grapheme, size in graphemes(word):
        if piece and used + size > cells:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + grapheme, used + size
    return [*pieces, piece]
