"""The maps a library has read so far: which of them are shown, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_tui.services.workspace.library import Entry

if TYPE_CHECKING:
    from cjm_tui.services.past.touches import Touch

_NUMBERS = re.compile(r"(\d+)")


def _as_read(title: str) -> tuple[tuple[int, str], ...]:
    """Return by what a title is sorted: 2 comes before 10."""
    parts = _NUMBERS.split(title.casefold())
    numbers = (part.lstrip("0") for part in parts[1::2])
    told = [(-1, part) for part in parts]
    told[1::2] = [(len(number), number) for number in numbers]
    return tuple(told)


ORDERS: dict[str, Callable[[Entry, Touch | None], Any]] = {
    "name": lambda entry, _: (_as_read(entry.title), entry.id),
    "mood, lowest first": lambda entry, _: (entry.mean is None, entry.mean, entry.id),
    "assumptions, most first": lambda entry, _: (-(entry.assumed or 0), entry.id),
    "problems, most first": lambda entry, _: (-entry.problems, entry.id),
    "touched, longest ago first": lambda entry, touch: (_freshness(touch), entry.id),
    "changed, not committed first": lambda entry, touch: (not (touch and touch.is_changed), entry.id),
}


class Shelf:
    """Maps by id. `order` is one of `ORDERS`, `wanted` words that a map's line must hold, all of them."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.touches: dict[Path, Touch] = {}
        self.order = next(iter(ORDERS))
        self.wanted: tuple[str, ...] = ()
        self.shown: list[Entry] = []
        self.is_read = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no map at all, as far as is known."""
        return self.is_read and not self.entries

    @property
    def count(self) -> str:
        """Return how many maps are shown, in words."""
        there = f"{len(self.shown)} map{'' if len(self.shown) == 1 else 's'}"
        return f"{len(self.shown)} of {len(self.entries)} maps" if self.wanted else there

    def take(self, entries: Iterable[Entry]) -> None:
        """Take in maps that were read, in place of what was known of them."""
        self.entries.update((entry.id, entry) for entry in entries)
        self.arrange()

    def keep(self, ids: Iterable[str]) -> None:
        """Forget every map that is not among `ids`: the reading is at its end."""
        there = set(ids)
        self.entries = {id_: entry for id_, entry in self.entries.items() if id_ in there}
        self.is_read = True
        self.arrange()

    def learn(self, touches: dict[Path, Touch]) -> None:
        """Take in when maps were touched."""
        self.touches = touches
        self.arrange()

    def sort(self) -> None:
        """Go on to the next order."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.arrange()

    def want(self, words: str) -> None:
        """Show only maps whose line holds every one of some words."""
        self.wanted = tuple(words.casefold().split())
        self.arrange()

    def arrange(self) -> None:
        """Find and sort what is shown."""
        found = [entry for entry in self.entries.values() if all(word in _words(entry) for word in self.wanted)]
        key = ORDERS[self.order]
        self.shown = sorted(found, key=lambda entry: key(entry, self.touches.get(entry.path)))


def _freshness(touch: Touch | None) -> int:
    """Return a number that is less the longer ago a map was touched; one that never was, or is not known, is newest."""
    return -touch.days if touch is not None and touch.days is not None else 1


def _words(entry: Entry) -> str:
    return f"{entry.title} {entry.id} {entry.people} {entry.state} {entry.status}".casefold()
