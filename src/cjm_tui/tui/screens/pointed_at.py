"""What the mouse does on the board: nothing that a key cannot do."""

from __future__ import annotations

from cjm_tui.tui.deeds import dropped
from cjm_tui.tui.screens.boarded import Boarded
from cjm_tui.tui.widgets.board import Board


class PointedAt(Boarded):
    """A board on which cards are pointed at, opened and dragged."""

    def on_board_pointed(self, event: Board.Pointed) -> None:
        """Put the cursor where the mouse pointed."""
        self.go(event.place)

    def on_board_opened(self, event: Board.Opened) -> None:
        """Open the card that was clicked twice."""
        self.go(event.place)
        self.run("open-card")

    def on_board_dragged(self, event: Board.Dragged) -> None:
        """Say where the card goes if it is let go here."""
        card, target = self.journey.touchpoint(event.dragged), self.journey.touchpoint(event.target)
        at = self.journey.column_of(event.target.stage)
        if card is None or at is None:
            return
        stage = self.journey.columns[at].name
        if event.target == event.dragged:
            self.say(f"{card.name} stays where it is")
        elif target is not None:
            self.say(f"{card.name} goes to the place of {target.name}")
        else:
            self.say(f"{card.name} goes to the {'end' if event.target.touchpoint else 'top'} of {stage}")

    def on_board_dropped(self, event: Board.Dropped) -> None:
        """Move a card to where it was dragged."""
        self.place = event.dragged
        self.guarded(lambda: self.edit(dropped, event.target))

    def on_board_wheeled(self, event: Board.Wheeled) -> None:
        """Walk with the wheel."""
        self.run("go-down" if event.steps > 0 else "go-up")
