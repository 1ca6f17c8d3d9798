"""All about a persona or a piece of evidence, in groups: who they are, how they behave, what they want, what hurts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from cjm_tui.model.document import Document
from cjm_tui.model.field_words import signed
from cjm_tui.model.record import Record
from cjm_tui.model.values import Value
from cjm_tui.render.cells import Ink, Line, Run, filled, merged, padded, wrapped
from cjm_tui.render.palette import emotion_colour

_LABEL = 12
_WIDE = 100
TITLE, _SAID, _QUIET = Ink("accent"), Ink(), Ink("muted")
_LEFT = (("", ("role", "quote", "bio")), ("demographics", ("demographics",)), ("behaviour", ("behaviour",)))
_RIGHT = (
    ("short-term goals", ("goals_short",)),
    ("long-term goals", ("goals_long",)),
    ("pains", ("pains",)),
    ("what moves them", ("motivations", "needs", "preferences")),
)
_NARROW = (("", ("role", "quote")), *_RIGHT[:3], *_LEFT[1:], _RIGHT[3], ("", ("bio",)))
_INKS = {"role": _QUIET, "quote": Ink(bold=True)}


class Group(NamedTuple):
    """Some lines under a title; a group without any is not shown."""

    title: str
    lines: tuple[Line, ...]


def portrait(document: Document, cells: int, card_named: Callable[[str], str] = str) -> tuple[Line, ...]:
    """Return all about a persona (in two columns where wide) or evidence in lines of at most `cells` cells.

    `card_named` gives the name of a card that a quote refers to as `map#touchpoint`.
    """
    if document.kind == "evidence":
        return _stacked(_evidence(document, cells, card_named))
    if cells < _WIDE:
        return _stacked(_persona(document.header, _NARROW, cells))
    half = cells // 2 - 2
    left, right = (_stacked(_persona(document.header, groups, half)) for groups in (_LEFT, _RIGHT))
    rows = zip_longest(left, right, fillvalue=())
    return tuple(merged((*filled(one, half + 4), *other)) for one, other in rows)


def _persona(header: Record, groups: Sequence[tuple[str, tuple[str, ...]]], cells: int) -> Iterator[Group]:
    for title, names in groups:
        lines = [line for name in names for line in _field(header, name, cells)]
        if lines:
            yield Group(title, tuple(lines))


def _field(header: Record, name: str, cells: int) -> Iterator[Line]:
    table = header.table(name)
    if table:
        for key, value in table.items():
            yield from _labelled(key, _words(value), cells)
    elif texts := header.texts(name):
        for text in texts:
            yield from _item(text, cells)
    elif text := header.text(name):
        paragraph = " ".join(text.split())
        yield from ((Run(f" {line}", _INKS.get(name, _SAID)),) for line in wrapped(paragraph, cells - 2))


def _evidence(document: Document, cells: int, card_named: Callable[[str], str]) -> Iterator[Group]:
    header = document.header
    if header.text("summary") or header.text("source"):
        said = ((Run(f" {line}", _SAID),) for line in wrapped(header.text("summary"), cells - 2))
        yield Group("", (*said, *_labelled("source", header.text("source"), cells)))
    quotes = [line for quote in document.of_kind("quote") for line in _quote(quote, cells, card_named)]
    if quotes:
        yield Group("quotes", tuple(quotes))


def _quote(quote: Record, cells: int, card_named: Callable[[str], str]) -> Iterator[Line]:
    emotion = Run(f" {signed(quote.emotion):>2} ", Ink(emotion_colour(quote.emotion), bold=True))
    first, *rest = wrapped(quote.name, cells - 6) or [""]
    yield (emotion, Run(f" {first}", _SAID))
    yield from ((Run(f"     {line}", _SAID),) for line in rest)
    about = quote.text("touchpoint")
    beside = " · ".join(part for part in (quote.text("who"), card_named(about) if about else "") if part)
    yield from ((Run(f"     {line}", _QUIET),) for line in wrapped(beside, cells - 6))


def _labelled(label: str, text: str, cells: int) -> Iterator[Line]:
    for place, line in enumerate(wrapped(text, cells - _LABEL - 2)):
        yield (Run(f" {padded(label if place == 0 else '', _LABEL)}", _QUIET), Run(line, _SAID))


def _item(text: str, cells: int) -> Iterator[Line]:
    for place, line in enumerate(wrapped(text, cells - 4)):
        yield (Run(" · " if place == 0 else "   ", _QUIET), Run(line, _SAID))


def _stacked(groups: Iterator[Group]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for group in groups:
        lines += [()] if lines else []
        lines += [(Run(f" {group.title}", TITLE),)] if group.title else []
        lines += group.lines
    return tuple(lines)


def _words(value: Value) -> str:
    return value if isinstance(value, str) else str(value)
