"""What arrives on the open map from the disk: taken in, shown on the cards it touched, and told in one sentence.

Invariant: while something is gathered (a sync, another branch) nothing is told that is no conflict; it is told at the
end, with what the deed itself says.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from cjm_tui.errors import UsageError
from cjm_tui.services.editing.open_map import arrived
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.errors import CjmError
    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.arrival import Told
    from cjm_tui.services.editing.open_map import Step
    from cjm_tui.services.editing.together import Company
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.sharing import Sharing
    from cjm_tui.tui.widgets.view_board import ViewBoard

Found = TypeVar("Found")
_MOMENT = 0.2
"""Seconds in which somebody whose edit is seen already has written down that it was theirs."""


class Arriving:
    """Takes in what others wrote; `is_arriving` tells that what changes on the map is theirs."""

    def __init__(self, desk: Desk, board: ViewBoard, sharing: Sharing) -> None:
        self._desk, self._board, self._sharing = desk, board, sharing
        self._gathered: list[str] | None = None
        self.is_arriving = False

    @property
    def is_gathering(self) -> bool:
        """Tell whether git is at work, and what arrives is told afterwards."""
        return self._gathered is not None

    def take_in(self, step: Step, said: str = "", told: Told | None = None) -> None:
        """Show the map with what arrived in it, its cards marked until a key, and tell it: `said`, or who did what.

        `told` is that, where it is known already.
        """
        before, after = self._desk.document, step.open_map.document
        if step.refused or step.sentences:
            self._board.touch(cards_between(before, after), at_once=after is before)
        self.is_arriving = True
        self._desk.put(step.open_map)
        self.is_arriving = False
        if said and step.sentences and not step.refused:
            self._desk.say(said, "accent")
        elif step.refused or step.sentences:
            self._tell(step, before, told)

    def joins(
        self,
        work: Callable[[], Found],
        then: Callable[[Found], None],
        failed: Callable[[CjmError], None] | None = None,
        *,
        is_waited_for: bool = True,
    ) -> None:
        """Let git change files in a thread, with everything saved before; what arrives meanwhile is gathered.

        What could not be done is said, or handed to `failed`. What is typed meanwhile waits, unless it takes as long as
        the network does. Raises `UsageError` while git is at work already.
        """
        if self.is_gathering:
            raise UsageError("Git is at work", "one thing after the other", "It says here when it is done.")
        self._desk.save_now()
        self._gathered = []

        def mine() -> Found:
            with self._sharing.at_work():
                return work()

        def fail(error: CjmError) -> None:
            self.gather_no_more()
            (failed or self._desk.trouble)(error)

        if is_waited_for:
            self._desk.bring(mine, then, failed=fail, stays=True)
        else:
            self._desk.aside(mine, then, failed=fail)

    def gathered(self) -> list[str]:
        """Return in words what arrived since `joins`, the newest state of the disk included."""
        self.look_again()
        found = self._gathered or []
        self.gather_no_more()
        return found

    def gather_no_more(self) -> None:
        """Tell everything at once again."""
        self._gathered = None

    def look_again(self) -> None:
        """Take in what the disk holds now of the map and of what is at hand beside it, without waiting for a look."""
        from cjm_tui.storage.files import load

        for path in self._desk.open_map.present:
            if not path.exists():
                continue
            open_map = self._desk.open_map
            known = open_map.saved.get(path)
            reading = load(path, known=known.reading if known else None).reading
            if reading.document is not None and (known is None or known.reading.text != reading.text):
                self.take_in(arrived(open_map, path, reading))

    def _tell(self, step: Step, before: Document, told: Told | None) -> None:
        """Gather what arrived, or name whose edit it is, where that is known."""
        after, company = step.open_map.document, self._sharing.company
        if self._gathered is not None and not step.refused:
            self._gathered += step.sentences
        elif step.refused:
            self._desk.aside(self._who_else(step), partial(self._say_refused, step))
        elif company is None or told is not None:
            self._say(step, told or ())
        else:
            self._desk.aside(partial(_told_later, company, before, after), partial(self._say, step))

    def tell_not_undone(self, step: Step) -> None:
        """Say who changed since what an undo would have taken back: then it does nothing."""
        self._desk.aside(self._who_else(step), partial(self._say_not_undone, step))

    def _who_else(self, step: Step) -> Callable[[], tuple[str, ...]]:
        """Return what finds out who else changed what is in dispute."""
        places = {(conflict.key, conflict.field) for conflict in step.refused}
        company = self._sharing.company
        return partial(company.who_touched, places) if company else tuple

    def _say(self, step: Step, told: Told) -> None:
        parts = [
            f"{name or 'Changed on the disk'}: {'; '.join(sentences)}"
            for name, sentences in told or (("", step.sentences),)
        ]
        self._desk.say(" · ".join(parts), "accent")

    def _say_not_undone(self, step: Step, who: tuple[str, ...]) -> None:
        whose = " and ".join(who) or "somebody"
        self._desk.say(f"Not undone: {whose} changed the same since: {_conflicts(step)}", "accent")

    def _say_refused(self, step: Step, who: tuple[str, ...]) -> None:
        whose = f"{' and '.join(who)} and you" if who else "Both"
        back = f"{key_of('undo')} brings the other back"
        self._desk.say(f"{whose} changed the same: {_conflicts(step)} · {back}", "accent")


def _told_later(company: Company, before: Document, after: Document) -> Told:
    """Return whose doing something is, in a moment where it is not known yet."""
    told = company.told(before, after)
    if all(name for name, _ in told):
        return told
    time.sleep(_MOMENT)
    return company.told(before, after)


def cards_between(before: Document, after: Document) -> frozenset[str]:
    """Return the ids of the touchpoints that differ, or on which something that differs hangs."""
    from cjm_tui.model.diff import diff

    found = set()
    for change in diff(before, after):
        record = after.records.get(change.key) or before.records.get(change.key)
        if record is not None:
            found.add(record.id if record.kind == "touchpoint" else record.text("touchpoint"))
    return frozenset(found - {""})


def _conflicts(step: Step) -> str:
    records = step.open_map.document.records
    named = ((conflict, records.get(conflict.key)) for conflict in step.refused)
    return "; ".join(
        f"{record.name if record else conflict.key}: {conflict.field}".removesuffix(": ") for conflict, record in named
    )
