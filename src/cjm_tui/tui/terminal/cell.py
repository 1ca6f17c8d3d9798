"""Cells of a terminal: what stands in one, and what a written text puts into each.

The second cell of a wide character is empty. Cells that look the same are equal: of a blank only the ground counts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from rich.cells import get_character_cell_size

from cjm_tui.render.cells import graphemes
from cjm_tui.tui.terminal.sgr import Style, is_seen_on_a_blank, on

if TYPE_CHECKING:
    from collections.abc import Sequence

Cell: TypeAlias = tuple[str, Style]
Row: TypeAlias = "list[Cell | None]"
"""The cells of a row of the terminal; None is one about which nothing is known."""


@lru_cache(maxsize=2048)
def cells_of(text: str, style: Style) -> tuple[list[Cell], bool]:
    """Return a text cell by cell (never changed), and whether each of its characters is one."""
    # Beyond the basic plane two characters of one cell may be one picture, as a flag is.
    if text.isascii() or all(get_character_cell_size(one) == 1 and one <= "\uffff" for one in set(text)):
        return [cell_of(character, style) for character in text], True
    cells: list[Cell] = []
    for grapheme, size in graphemes(text):
        if size:
            cells += [cell_of(grapheme, style)] + [cell_of("", style)] * (size - 1)
        elif cells:
            cells[-1] = cell_of(cells[-1][0] + grapheme, style)
    return cells, False


@lru_cache(maxsize=4096)
def cell_of(grapheme: str, style: Style) -> Cell:
    """Return a cell, always the same one, since a screen holds thousands of a few."""
    if grapheme == " " and not is_seen_on_a_blank(style):
        return grapheme, on(style.ground)
    return grapheme, style


def text_of(row: Sequence[Cell | None]) -> str:
    """Return what stands in a row, a character a cell; empty where that is not so, or not known."""
    texts = [cell[0] if cell else "" for cell in row]
    text = "".join(texts)
    is_plain = "" not in texts and len(text) == len(row) and (text.isascii() or max(text) <= "\uffff")
    return text if is_plain else ""


def is_unsure(row: Sequence[Cell | None]) -> bool:
    """Tell whether something stands in a row about the width of which terminals may disagree."""
    return not text_of([cell for cell in row if cell is not None] if None in row else row) and any(row)
