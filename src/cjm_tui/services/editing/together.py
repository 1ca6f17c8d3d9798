"""Several people on one clone: who has which map open, who changed what, and who is named in a revision.

Kept in the repository's own folder (`<git-dir>/cjm/`), which every clone has for itself and no commit ever holds.
"""

from __future__ import annotations

import getpass
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.identity import identity_of
from cjm_tui.history.message import Person
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.model.diff import Added, Change, Changed, Removed, diff
from cjm_tui.model.document import Document
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import PLACE, place_of
from cjm_tui.model.record import RecordKey
from cjm_tui.storage.hands import LONGEST, RECENT, Hand, append, forget, hands_in
from cjm_tui.storage.presence import Presence, has_ended, hide, others, present_here, show

RECENT_SECONDS = 30.0
"""A change that arrives is put down to whoever wrote that field within so many seconds."""


@dataclass(frozen=True, slots=True)
class Company:
    """The clone a map lives in, as its people share it.

    `folder` is where they keep what is between them, `name` the map's file as named from the top of the repository,
    `me` who works here.
    """

    folder: Path
    name: str
    me: Person

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
        """Show (again, at least every minute) that the map is open here."""
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
        now = time.time()
        append(
            self.journal,
            (
                Hand(self.me.name, self.me.email, self.name, key.kind, key.id, field, now)
                for key, field in _places(diff(before, after), after)
            ),
        )

    def who_wrote(self, before: Document, after: Document) -> tuple[str, ...]:
        """Return who else wrote just now what lies between two documents, by name; empty when nobody is known."""
        wanted = set(_places(diff(before, after), after))
        since = time.time() - RECENT_SECONDS
        recent = [hand for hand in self._hands(RECENT) if hand.when >= since and hand.email != self.me.email]
        return tuple(dict.fromkeys(hand.name for hand in recent if _place(hand) in wanted))

    def co_authors(self, committed: Document | None, present: Document) -> tuple[Person, ...]:
        """Return who besides me had a hand in what a commit would record: of each field, whoever wrote it last."""
        wanted = set(_places(diff(committed or Document(present.kind, {}), present), present))
        if committed is None:
            whole = {key for key, _ in wanted}
            last = {_place(hand): hand for hand in self._hands() if _place(hand)[0] in whole}
        else:
            last = {_place(hand): hand for hand in self._hands() if _place(hand) in wanted}
        theirs = [hand for hand in last.values() if hand.email != self.me.email]
        return tuple(dict.fromkeys(Person(hand.name, hand.email) for hand in sorted(theirs, key=lambda one: one.when)))

    def edits(self) -> dict[tuple[RecordKey, str], float]:
        """Return when what is not recorded yet was changed last, whoever did: by record and field, `PLACE` being one.

        In seconds since 1970; the empty field stands for a record as a whole.
        """
        return {_place(hand): hand.when for hand in self._hands()}

    def recorded(self) -> None:
        """Forget who changed what: a revision names them now."""
        forget(self.journal, self.name)

    def _hands(self, most: int = 2 * LONGEST) -> tuple[Hand, ...]:
        return tuple(hand for hand in hands_in(self.journal, most) if hand.map == self.name)


def company_of(path: Path) -> Company | None:
    """Return the company around a map, None where there is no repository to keep it in."""
    try:
        repository = find_repository(path.parent)
        if not isinstance(repository, Repository):
            return None
        me = identity_of(repository) or _account()
        return Company(repository.git_dir / "cjm", repository.name_of(path), me)
    except CjmError:
        return None


def _account() -> Person:
    """Return the account that is logged in, where git was never told a name."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "somebody"
    return Person(name, f"{name}@localhost")


def _places(changes: Iterable[Change], document: Document) -> list[tuple[RecordKey, str]]:
    """Return what was changed: a record's field, its place as one, or (empty field) the record as a whole."""
    found: list[tuple[RecordKey, str]] = []
    for change in changes:
        if isinstance(change, Added | Removed):
            found.append((change.key, ""))
        elif isinstance(change, Changed):
            is_place = change.field in place_of(declared(document.kind).kind(change.key.kind))
            found.append((change.key, PLACE if is_place else change.field))
    return list(dict.fromkeys(found))


def _place(hand: Hand) -> tuple[RecordKey, str]:
    return RecordKey(hand.kind, hand.id), hand.field
