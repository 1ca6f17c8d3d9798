"""The map's file in the person's own editor: a copy of it, whose changes become one edit.

Invariant: what was written in the editor is in the map, or waits in its copy and is offered again.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError
from cjm_tui.model.wording import words
from cjm_tui.tui import deeds
from cjm_tui.tui.board.asked import Asked
from cjm_tui.tui.commands import key_of, keyed

if TYPE_CHECKING:
    from cjm_tui.storage.manuscripts import Manuscript
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk

_AT_ONCE = 1.0  # seconds: nobody reads a file and closes it again in less
_DID_NOT_WAIT = "The editor came back at once; where it is open still, {edit-file} takes in what you save there"


class Manuscripts:
    """Hands the map to the editor, and takes in what comes back."""

    def __init__(self, desk: Desk, arriving: Arriving) -> None:
        self._desk, self._arriving = desk, arriving

    def do_edit_file(self) -> None:
        """Edit the file in the person's editor, at the card or stage under the cursor; what changed is one edit."""
        from cjm_tui.storage.files import load
        from cjm_tui.storage.manuscripts import drop_manuscript, manuscript_of
        from cjm_tui.tui.editor import edit_file

        self._desk.save_now()
        path = self._desk.open_map.path
        manuscript = manuscript_of(path, load(path).text)
        began = monotonic()
        try:
            edit_file(self._desk.cjm, manuscript.copy, self._line(manuscript))
        except CjmError as error:
            if manuscript.is_written:
                raise CjmError(error.title, error.message, _kept("What you wrote is kept")) from error
            drop_manuscript(path)
            raise
        if manuscript.is_written:
            self._take_in(manuscript)
        elif manuscript.raw and monotonic() - began < _AT_ONCE:
            self._desk.say(keyed(_DID_NOT_WAIT))
        else:
            self._desk.say("Nothing was changed in the editor" if manuscript.raw else "Emptied: nothing is changed")
            drop_manuscript(path)

    def _line(self, manuscript: Manuscript) -> int:
        """Return the line of what is under the cursor, or of what kept the text from being taken in the last time."""
        from cjm_tui.services.workspace.lines import line_finder
        from cjm_tui.storage.files import reading_of

        reading = reading_of(manuscript.raw, manuscript.copy.name)
        if reading.document is None:
            return max(1, reading.problems[0].line)
        return line_finder(reading.text)(deeds.key_at(self._desk.place), "")

    def _take_in(self, manuscript: Manuscript) -> None:
        from cjm_tui.services.editing.from_editor import taken_in, written_in
        from cjm_tui.storage.manuscripts import drop_manuscript

        try:
            written = written_in(manuscript, self._desk.document.kind)
        except CjmError as error:
            again = _kept("Your text is kept")
            raise CjmError(error.title, error.message, f"{error.hint}. {again}") from error
        self._arriving.look_again()
        asked = Asked(self._desk)
        after, together = taken_in(self._desk.open_map, manuscript.base, written)
        self._desk.put(after)
        drop_manuscript(after.path)
        told = "; ".join(words(asked.document, after.document))
        self._desk.say(f"{told} · {key_of('undo')} undoes" if told else "Taken in: no value changed", "text")
        asked.tell(together)


def _kept(what: str) -> str:
    return keyed(f"{what}: {{edit-file}} opens it again, an emptied file drops it.")
