"""Several people on one clone: who has which map open, who changed what, and who is named in a revision.

Kept in the repository's own folder (`<git-dir>/cjm/`), which every clone has for itself and no commit ever holds.
"""

from __future__ import annotations

import getpass
import math
import os
import socket
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.by_record import sweep_attributes
from cjm_tui.history.identity import identity_of
from cjm_tui.history.message import Person
from cjm_tui.history.reflog import Move, length_of, log_of_head, moves_since
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.model.diff import diff
from cjm_tui.model.document import Document
from cjm_tui.services.editing.authorship import Place, mark_of, place_of_hand, places_of, told_by_author
from cjm_tui.services.editing.brought import hands_brought
from cjm_tui.storage.hands import LONGEST, RECENT, Hand, append, forget, hands_in
from cjm_tui.storage.presence import Presence, has_ended, hide, others, present_here, show

_LAST_MOVES = 4096
_JUST_MOVED = 5.0
RECENT_SECONDS = 30.0
"""A change that arrives is put down to whoever wrote that field within so many seconds."""


@dataclass(frozen=True, slots=True)
class Company:
    """The clone a map lives in, as its people share it.

    `folder` is where they keep what is between them, `name` the map's file as named from the top of the repository,
    `me` who works here, `path` the file itself where that is known.
    """

    folder: Path
    name: str
    me: Person
    path: Path | None = None

    @property
    def presence_folder(self) -> Path:
        """Return where the signs of open maps stand."""
        return self.folder / "open"

    @property
    def journal(self) -> Path:
        """Return the journal of who changed what."""
        return self.folder / "hands.jsonl"

    def presence(self) -> Presence:
        """Return this process with this map."""
        return present_here(self.me.name, self.me.email, self.name)

    def enter(self) -> None:
        """Show (again, at least every minute) that the map is open here; what a killed merge left is swept."""
        sweep_attributes(self.git_dir)
        show(self.presence_folder, self.presence())

    def leave(self) -> None:
        """Take the sign away."""
        hide(self.presence_folder, self.presence())

    def others(self) -> tuple[Presence, ...]:
        """Return who has the same map open, each process once, by name."""
        return tuple(one for one in others(self.presence_folder, self.presence()) if one.map == self.name)

    def has_lost(self, known: Iterable[Presence]) -> bool:
        """Tell whether somebody's process has ended without a word; looks at no file."""
        own = self.presence()
        return any(has_ended(one, own) for one in known)

    @property
    def git_dir(self) -> Path:
        """Return the folder of the repository itself."""
        return self.folder.parent

    def wrote(self, before: Document, after: Document) -> None:
        """Write down that an edit was mine."""
        append(self.journal, [self._hand(place, after) for place in places_of(diff(before, after), after)])

    def meant(self, document: Document, place: Place) -> None:
        """Write down that I want a place to be what it is already, which changes nothing and names nobody."""
        append(self.journal, [self._hand(place, document)._replace(is_edit=False)])

    def told(self, before: Document, after: Document) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return who else did just now what lies between two states, and what, in words; no name where none is known.

        What no hand was written down for is put down to the authors of the commits that git has just brought, else to
        whoever has just had git do something, with what that was.
        """
        ids = {change.key.id for change in diff(before, after)}
        hands = self._recent_hands_of_others(ids)
        told = tuple(told_by_author(before, after, hands))
        if all(name for name, _ in told) or not (moves := self._just_moved()):
            return told
        brought = hands_brought(self.path, self.name, moves, before, after) if self.path else ()
        by_all = told_by_author(before, after, (*brought, *hands))
        return tuple((name or _moved(moves[-1]), sentences) for name, sentences in by_all)

    def who_touched(self, places: Collection[Place]) -> tuple[str, ...]:
        """Return who else changed any of these places just now, by name; empty when nobody is known."""
        hands = self._recent_hands_of_others({key.id for key, _ in places})
        return tuple(dict.fromkeys(hand.name for hand in hands if place_of_hand(hand) in places))

    def wished(self, disk: Document, places: Collection[Place], since: float) -> frozenset[Place]:
        """Return at which of some places what stands on the disk is somebody's wish, as far as is known.

        That is so where a hand of another cjm made or meant it what it is, since a moment (in seconds since 1970),
        and everywhere where somebody went to another branch.
        """
        if any(move.deed == "checkout" and move.when >= int(since) for move in self._last_moves()):
            return frozenset(places)
        ids = {key.id for key, _ in places}
        hands = (hand for hand in self._recent_wishes_of_others(ids) if hand.when >= since)
        made = {place_of_hand(hand): hand.value for hand in hands}
        return frozenset(place for place in places if made.get(place, "else") in {"", mark_of(disk, place)})

    def last_made(self, places: Collection[Place]) -> dict[Place, str]:
        """Return what tells the value that I or others last wanted some places to have, where that is known."""
        ids = {key.id for key, _ in places}
        hands = (hand for hand in self._wishes(LONGEST // 4, ids) if hand.value)
        return {place: hand.value for hand in hands for place in (place_of_hand(hand),) if place in places}

    def whose(self, place: Place, value: str) -> Person | None:
        """Return who made a place what it is (the mark of its value) last, None where no hand was written down."""
        made = [hand for hand in self._hands() if hand.value == value and place_of_hand(hand) == place]
        return Person(made[-1].name, made[-1].email) if made else None

    def co_authors(self, committed: Document | None, present: Document) -> tuple[Person, ...]:
        """Return who besides me had a hand in what a commit would record: of each field, whoever wrote it last."""
        wanted = places_of(diff(committed or Document(present.kind, {}), present), present)
        if committed is None:
            whole = {key for key, _ in wanted}
            last = {place_of_hand(hand): hand for hand in self._hands() if place_of_hand(hand)[0] in whole}
        else:
            last = {place_of_hand(hand): hand for hand in self._hands() if place_of_hand(hand) in wanted}
        theirs = [hand for hand in last.values() if not self._is_of_me(hand)]
        return tuple(dict.fromkeys(Person(hand.name, hand.email) for hand in sorted(theirs, key=lambda one: one.when)))

    def edits(self) -> dict[Place, float]:
        """Return when what is not recorded yet was changed last, whoever did: by record and field, `PLACE` being one.

        In seconds since 1970; the empty field stands for a record as a whole.
        """
        return {place_of_hand(hand): hand.when for hand in self._hands()}

    def recorded(self, until: float = math.inf) -> None:
        """Forget who changed what up to a moment, in seconds since 1970: a revision names them now."""
        forget(self.journal, self.name, until)

    @property
    def _source(self) -> str:
        return f"{socket.gethostname()}-{os.getpid()}"

    def _hand(self, place: Place, document: Document) -> Hand:
        key, field = place
        return Hand(*self.me, self.name, *key, field, time.time(), mark_of(document, place), self._source)

    def _is_mine(self, hand: Hand) -> bool:
        return self._is_of_me(hand) and hand.source in {"", self._source}

    def _is_of_me(self, hand: Hand) -> bool:
        return self.me.is_same_as(Person(hand.name, hand.email))

    def _recent_hands_of_others(self, ids: Collection[str]) -> list[Hand]:
        return [hand for hand in self._recent_wishes_of_others(ids) if hand.is_edit]

    def _recent_wishes_of_others(self, ids: Collection[str]) -> list[Hand]:
        since = time.time() - RECENT_SECONDS
        return [hand for hand in self._wishes(RECENT, ids) if hand.when >= since and not self._is_mine(hand)]

    def _just_moved(self) -> tuple[Move, ...]:
        """Return the last moves of HEAD, if the last one has just been and is no revision that somebody made."""
        moves = self._last_moves()
        is_now = bool(moves) and not moves[-1].is_revision and time.time() - moves[-1].when <= _JUST_MOVED
        return moves if is_now else ()

    def _last_moves(self) -> tuple[Move, ...]:
        log = log_of_head(self.git_dir)
        return moves_since(log, length_of(log) - _LAST_MOVES)[0]

    def _hands(self) -> tuple[Hand, ...]:
        return tuple(hand for hand in self._wishes() if hand.is_edit)

    def _wishes(self, most: int = 2 * LONGEST, ids: Collection[str] | None = None) -> tuple[Hand, ...]:
        return tuple(hand for hand in hands_in(self.journal, most, ids) if hand.map == self.name)


def company_of(path: Path) -> Company | None:
    """Return the company around a map, None where there is no repository to keep it in."""
    try:
        repository = find_repository(path.parent)
        if not isinstance(repository, Repository):
            return None
        me = identity_of(repository) or _account()
        return Company(repository.git_dir / "cjm", repository.name_of(path), me, path)
    except CjmError:
        return None


def _moved(move: Move) -> str:
    return f"{move.person.name} (git {move.deed.split()[0]})"


def _account() -> Person:
    """Return the account that is logged in, where git was never told a name: an address nobody has is not made up."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "somebody"
    return Person(name, "")
