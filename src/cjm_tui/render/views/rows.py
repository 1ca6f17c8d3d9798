"""The rows that all list views share: headings, notes, and the mark of the cursor."""

from __future__ import annotations

from functools import partial

from cjm_tui.render.cells import Ink, Line, Run, fit, merged, width, wrapped
from cjm_tui.render.views.panes import Row

POINTER = "▸"


def pointer(is_here: bool) -> Run:
    """Return the mark before the row under the cursor, a blank before any other."""
    return Run(POINTER if is_here else " ", Ink("accent", bold=is_here))


def heading(title: str, beside: str, cells: int) -> Row:
    """Return the heading of a part of a list, a blank line above it."""
    return Row(partial(_heading, title, beside, cells))


def note(words: str, cells: int) -> Row:
    """Return a remark, where there is nothing to list."""
    return Row(partial(_note, words, cells))


def _heading(title: str, beside: str, cells: int, is_here: bool) -> tuple[Line, ...]:
    del is_here
    named = fit(title, cells - 2)
    rest = beside if width(beside) <= cells - 4 - width(named) else ""
    return (), merged((Run(f" {named}", Ink("text", bold=True)), Run(f"  {rest}" if rest else "", Ink("muted"))))


def _note(words: str, cells: int, is_here: bool) -> tuple[Line, ...]:
    del is_here
    return tuple(merged([Run(f"   {line}", Ink("faint"))]) for line in wrapped(words, cells - 4))
