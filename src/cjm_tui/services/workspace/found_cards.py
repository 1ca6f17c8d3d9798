"""Cards of all maps of a workspace, found by the words in them.

Invariant: a map that cannot be read holds no cards here, and is no error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import CjmError
from cjm_tui.model.document import Document
from cjm_tui.model.field_words import shorten
from cjm_tui.model.fields import Type
from cjm_tui.model.kinds import declared
from cjm_tui.model.measures import insights_by_touchpoint
from cjm_tui.model.record import Record
from cjm_tui.services.workspace.discovery import Workspace
from cjm_tui.services.workspace.documents import glance

_SNIPPET = 120


@dataclass(frozen=True, slots=True)
class Card:
    """A card of some map, with all its texts and those of its insights; `folded` is what is looked through."""

    path: Path
    id: str
    name: str
    map_title: str
    texts: tuple[str, ...]
    folded: str


class Found(NamedTuple):
    """A card that holds the words looked for, and the first of its texts that does."""

    card: Card
    text: str


def cards_of(workspace: Workspace) -> Iterator[Card]:
    """Yield the cards of every map of a workspace, map by map, in the journey's order."""
    for path in workspace.maps.values():
        try:
            document = glance(path).document
        except CjmError:
            continue
        if document is not None and document.kind == "map":
            yield from _cards(path, document)


def found(cards: Iterable[Card], words: Sequence[str], most: int = 500) -> list[Found]:
    """Return the cards that hold every one of some words, at most `most`; those with the most in their name first."""
    wanted = [word.casefold() for word in words]
    if not wanted:
        return []
    holding = [card for card in cards if all(word in card.folded for word in wanted)]
    holding.sort(key=lambda card: -sum(word in card.name.casefold() for word in wanted))
    return [Found(card, _text_with(card, wanted[0])) for card in holding[:most]]


def _cards(path: Path, document: Document) -> Iterator[Card]:
    insights = insights_by_touchpoint(document)
    for touchpoint in document.journey():
        records = (touchpoint, *insights.get(touchpoint.id, ()))
        texts = tuple(text for record in records for text in _texts(document.kind, record))
        folded = "\n".join(texts).casefold()
        yield Card(path, touchpoint.id, touchpoint.name, document.title or path.stem, texts, folded)


def _texts(document_kind: str, record: Record) -> Iterator[str]:
    kind = declared(document_kind).kind(record.kind)
    for field in kind.fields if kind else ():
        if field.type is Type.TEXT and record.text(field.name):
            yield record.text(field.name)
        elif field.type is Type.TEXTS:
            yield from record.texts(field.name)


def _text_with(card: Card, word: str) -> str:
    """Return the first text of a card that holds a word, from shortly before it."""
    text = next((text for text in card.texts[1:] if word in text.casefold()), card.texts[0] if card.texts else "")
    start = max(0, text.casefold().find(word) - 30)
    return f"… {shorten(text[start:].partition(' ')[2], _SNIPPET)}" if start else shorten(text, _SNIPPET)
