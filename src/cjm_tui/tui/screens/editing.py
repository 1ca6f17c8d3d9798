"""The board's commands that change the map: each one line, an intent turned into an edit."""

from __future__ import annotations

from cjm_tui.tui import deeds
from cjm_tui.tui.screens.keeping import Keeping


class Editing(Keeping):
    """Edits what is under the cursor."""

    def do_feel_very_low(self) -> None:
        """Set the emotion to −2."""
        self.edit(deeds.felt, self.persona, -2)

    def do_feel_low(self) -> None:
        """Set the emotion to −1."""
        self.edit(deeds.felt, self.persona, -1)

    def do_feel_neutral(self) -> None:
        """Set the emotion to 0."""
        self.edit(deeds.felt, self.persona, 0)

    def do_feel_high(self) -> None:
        """Set the emotion to +1."""
        self.edit(deeds.felt, self.persona, 1)

    def do_feel_very_high(self) -> None:
        """Set the emotion to +2."""
        self.edit(deeds.felt, self.persona, 2)

    def do_feel_better(self) -> None:
        """Move the emotion one step up."""
        self.edit(deeds.nudged, self.persona, 1)

    def do_feel_worse(self) -> None:
        """Move the emotion one step down."""
        self.edit(deeds.nudged, self.persona, -1)

    def do_feel_unknown(self) -> None:
        """Make the emotion unknown."""
        self.edit(deeds.felt, self.persona, None)

    def do_mark_moment(self) -> None:
        """Mark the card as the next kind of moment that matters."""
        self.edit(deeds.moment_turned)

    def do_move_left(self) -> None:
        """Move the card, or the stage, one stage back."""
        self.edit(deeds.moved_across, -1)

    def do_move_right(self) -> None:
        """Move the card, or the stage, one stage on."""
        self.edit(deeds.moved_across, 1)

    def do_move_up(self) -> None:
        """Move the card up."""
        self.edit(deeds.moved_along, -1)

    def do_move_down(self) -> None:
        """Move the card down."""
        self.edit(deeds.moved_along, 1)

    def do_remove(self) -> None:
        """Remove the card or the stage."""
        self.edit(deeds.removed)

    def do_copy(self) -> None:
        """Copy the card with its insights."""
        copy = deeds.copied(self.document, self.place)
        self.cjm.copies[:] = [copy]
        with_what = f" with {len(copy.insights)} insights" if len(copy.insights) > 1 else ""
        self.say(f"Copied {copy.touchpoint.name}{with_what}; p puts it after a card, here or in another map")

    def do_paste(self) -> None:
        """Paste the copied card after this one."""
        if not self.cjm.copies:
            self.say("Nothing is copied yet; y copies a card")
            return
        self.edit(deeds.pasted, self.cjm.copies[0])

    def do_edit_file(self) -> None:
        """Edit the file in the person's editor, at the card or stage under the cursor; what changed is taken in."""
        from cjm_tui.services.workspace.lines import line_finder
        from cjm_tui.storage.files import load
        from cjm_tui.tui.editor import edit_file

        error = self.flush_now()
        if error is not None:
            raise error
        path = self.open_map.path
        line = line_finder(load(path).text)(deeds.key_of(self.place), "")
        edit_file(self.app, path, line)
