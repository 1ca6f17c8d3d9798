"""The board's commands that change the map: each one line, an intent turned into an edit, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.services.editing.open_map import redone, taken_back, undone
from cjm_tui.tui import deeds
from cjm_tui.tui.commands import key_of, keyed

if TYPE_CHECKING:
    from cjm_tui.tui.board.arriving import Arriving
    from cjm_tui.tui.board.desk import Desk


class Editing:
    """Edits what is under the cursor."""

    def __init__(self, desk: Desk, arriving: Arriving) -> None:
        self._desk, self._arriving = desk, arriving

    def do_feel_very_low(self) -> None:
        """Set the emotion to −2."""
        self._desk.edit(deeds.felt, self._desk.persona, -2)

    def do_feel_low(self) -> None:
        """Set the emotion to −1."""
        self._desk.edit(deeds.felt, self._desk.persona, -1)

    def do_feel_neutral(self) -> None:
        """Set the emotion to 0."""
        self._desk.edit(deeds.felt, self._desk.persona, 0)

    def do_feel_high(self) -> None:
        """Set the emotion to +1."""
        self._desk.edit(deeds.felt, self._desk.persona, 1)

    def do_feel_very_high(self) -> None:
        """Set the emotion to +2."""
        self._desk.edit(deeds.felt, self._desk.persona, 2)

    def do_feel_better(self) -> None:
        """Move the emotion one step up."""
        self._desk.edit(deeds.nudged, self._desk.persona, 1)

    def do_feel_worse(self) -> None:
        """Move the emotion one step down."""
        self._desk.edit(deeds.nudged, self._desk.persona, -1)

    def do_feel_unknown(self) -> None:
        """Make the emotion unknown."""
        self._desk.edit(deeds.felt, self._desk.persona, None)

    def do_mark_moment(self) -> None:
        """Mark the card as the next kind of moment that matters."""
        self._desk.edit(deeds.moment_turned)

    def do_move_left(self) -> None:
        """Move the card, or the stage, one stage back."""
        self._desk.edit(deeds.moved_across, -1)

    def do_move_right(self) -> None:
        """Move the card, or the stage, one stage on."""
        self._desk.edit(deeds.moved_across, 1)

    def do_move_up(self) -> None:
        """Move the card up."""
        self._desk.edit(deeds.moved_along, -1)

    def do_move_down(self) -> None:
        """Move the card down."""
        self._desk.edit(deeds.moved_along, 1)

    def do_remove(self) -> None:
        """Remove the card or the stage."""
        self._desk.edit(deeds.removed)

    def do_undo(self) -> None:
        """Take the last edit back."""
        step = undone(self._desk.open_map)
        if step.open_map is self._desk.open_map:
            self._desk.say("Nothing to undo")
            return
        told = taken_back(self._desk.open_map.past[-1], step)
        self._desk.put(step.open_map)
        if step.refused and not step.sentences:
            self._arriving.tell_not_undone(step)
        else:
            self._desk.say(f"{told} · {key_of('redo')} does it again", "text")

    def do_redo(self) -> None:
        """Do the last undone edit again."""
        step = redone(self._desk.open_map)
        if step.open_map is self._desk.open_map:
            self._desk.say("Nothing to redo")
            return
        self._desk.put(step.open_map)
        self._desk.say(f"Redone: {'; '.join(step.sentences)} · {key_of('undo')} undoes", "text")

    def do_copy(self) -> None:
        """Copy the card with its insights."""
        copy = deeds.copied(self._desk.document, self._desk.place)
        self._desk.cjm.copies[:] = [copy]
        count = len(copy.insights)
        with_what = f" with {count} insight{'s' * (count != 1)}" if count else ""
        self._desk.say(
            f"Copied {copy.touchpoint.name}{with_what}; {key_of('paste')} puts it after a card, here or in another map"
        )

    def do_paste(self) -> None:
        """Paste the copied card after this one."""
        if not self._desk.cjm.copies:
            self._desk.say(keyed("Nothing is copied yet; {copy} copies a card"))
            return
        self._desk.edit(deeds.pasted, self._desk.cjm.copies[0])
