"""A line of text that is kept while it is typed, and offered again where it was neither used nor given up.

Invariant: what is typed is outside of the process within two seconds and at its end, and is dropped only when what it
was typed for is done, or it is emptied or given up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.storage.drafts import draft_of, keep_draft
from cjm_tui.tui.dialogs.half_typed import HalfTyped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.message_pump import MessagePump

    from cjm_tui.errors import CjmError
    from cjm_tui.model.document import Document
    from cjm_tui.tui.lifeline import Lifeline

_KEEP_EVERY = 1.0
_CALLED = {
    "rename": "the name of {}",
    "add-touchpoint": "a new card",
    "add-stage": "a new stage",
    "add-insight": "an insight about {}",
    "add-opportunity": "an opportunity for {}",
    "add-solution": "a solution for {}",
    "commit": "the message of a revision",
}


class KeptLine:
    """What is typed for a command about a record of a map; `before` is what was half typed there the last time."""

    def __init__(self, path: Path, command: str, about: RecordKey, lifeline: Lifeline) -> None:
        self.command = command
        draft = RecordKey(command, str(about))
        self.before = draft_of(path, draft)
        self._half = HalfTyped(self.before, partial(keep_draft, path, draft))
        self._lifeline = lifeline
        self._typed: Callable[[], Mapping[str, str]] | None = None

    def take_up(self) -> dict[str, str]:
        """Return what was half typed the last time: from now on what is typed stands for it."""
        self._half.offered = {}
        return self.before

    def watch(self, on: MessagePump, typed: Callable[[], Mapping[str, str]]) -> None:
        """Keep what `typed` returns as long as `on` is there; `typed` may be called in a signal's handler."""
        self._typed = typed
        on.set_interval(_KEEP_EVERY, self.keep_now)
        self._lifeline.add(self.keep_now)

    def keep_now(self) -> CjmError | None:
        """Keep what is typed, if it is news; return why that could not be."""
        return self._half.hand_out(self._typed()) if self._typed is not None else None

    def rest(self) -> None:
        """Keep what is typed, and watch no more."""
        self.keep_now()
        self._typed = None
        self._lifeline.discard(self.keep_now)

    def leave(self) -> bool:
        """Watch no more; tell whether something waits now to be offered again."""
        self.rest()
        return self._half.has_any

    def end(self, deed: Callable[[], None]) -> None:
        """Do what was typed for, and keep nothing any more; what is typed stays kept where it cannot be done."""
        self.rest()
        deed()
        self.give_up()

    def give_up(self) -> None:
        """Keep nothing any more."""
        self._typed = None
        self._lifeline.discard(self.keep_now)
        self._half.forget()


class Offered(NamedTuple):
    """Something half typed that waits: what it is, and the command that offers it again."""

    name: str
    command: str


def offered_in(document: Document, draft: RecordKey) -> Offered | None:
    """Return what a draft of a map is, None where what it is about is not there any more."""
    if draft in document.records:
        return Offered(document.records[draft].name, "open-card" if draft != HEADER else "open-header")
    if draft.kind not in _CALLED:
        return None
    kind, _, id_ = draft.id.partition(".")
    about = document.records.get(RecordKey(kind, id_))
    return Offered(_CALLED[draft.kind].format(about.name), draft.kind) if about is not None else None
