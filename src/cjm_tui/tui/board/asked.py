"""What a dialog or a line was asked for, while others may change the map under it.

Invariant: an answer goes to the card it was asked about, wherever the cursor is by then, and overwrites nothing unseen:
it is an edit of the map as that stood when it was asked for, merged with what came since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Concatenate, ParamSpec

from cjm_tui.services.editing.live_merge import LiveMerge, merge_live
from cjm_tui.tui.commands import key_of
from cjm_tui.tui.deeds import Deed

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.document import Document
    from cjm_tui.model.record import RecordKey
    from cjm_tui.render.journey import Place
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.dialogs.kept_line import KeptLine

Rest = ParamSpec("Rest")


class Asked:
    """The map and the place in it, as they were when something was asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.document, self.place = desk.document, desk.place

    def edit(
        self, deed: Callable[Concatenate[Document, Place, Rest], Deed], *rest: Rest.args, **named: Rest.kwargs
    ) -> None:
        """Do a deed where it was asked for, and say what it did."""
        together = self.merged(done := deed(self.document, self.place, *rest, **named))
        self._desk.take(Deed(together.document, done.place))
        self.tell(together)

    def kept(self, command: str, about: RecordKey) -> KeptLine:
        """Return what keeps a text that is typed for a command about a record."""
        from cjm_tui.tui.dialogs.kept_line import KeptLine

        return KeptLine(self._desk.open_map.path, command, about, self._desk.cjm.lifeline)

    def merged(self, done: Deed) -> LiveMerge:
        """Return what was done and what came meanwhile together."""
        return merge_live(self.document, done.document, self._desk.document)

    def tell(self, together: LiveMerge) -> None:
        """Say where somebody changed the same meanwhile, and what stands."""
        if not together.conflicts:
            return
        keys = dict.fromkeys(conflict.key for conflict in together.conflicts)
        after = together.document.records
        names = ", ".join(after[key].name if key in after else str(key) for key in keys)
        lasting = len(together.document.of_kind("conflict")) > len(self.document.of_kind("conflict"))
        if lasting:
            said = f"{names}: changed by somebody else meanwhile; both are kept, {key_of('settle-conflicts')} settles"
        else:
            said = f"{names}: changed by somebody else meanwhile; yours stands, {key_of('undo')} brings theirs back"
        self._desk.say(said, "accent")
