"""The board's commands that move the cursor. None of them changes the map."""

from __future__ import annotations

from cjm_tui.render.cursor import across, down, first_place, last_place
from cjm_tui.render.journey import Place
from cjm_tui.tui.screens.keeping import Keeping


class Walking(Keeping):
    """Moves the cursor."""

    def do_go_left(self) -> None:
        """Go to the stage before."""
        self.go(across(self.journey, self.place, -1))

    def do_go_right(self) -> None:
        """Go to the next stage."""
        self.go(across(self.journey, self.place, 1))

    def do_go_up(self) -> None:
        """Go to the card above."""
        self.go(down(self.journey, self.place, -1))

    def do_go_down(self) -> None:
        """Go to the card below."""
        self.go(down(self.journey, self.place))

    def do_page_up(self) -> None:
        """Go a screen of cards up, to the first card at most."""
        self.go(self._clear_of_head(down(self.journey, self.place, -self.board.cards_in_sight()), 1))

    def do_page_down(self) -> None:
        """Go a screen of cards down."""
        self.go(down(self.journey, self.place, self.board.cards_in_sight()))

    def do_previous_stage(self) -> None:
        """Go to the first card of the stage before."""
        self._to_top_of(across(self.journey, Place(self.place.stage), -1))

    def do_next_stage(self) -> None:
        """Go to the first card of the next stage."""
        self._to_top_of(across(self.journey, Place(self.place.stage), 1))

    def do_go_first(self) -> None:
        """Go to the first card of the journey."""
        self.go(first_place(self.journey))

    def do_go_last(self) -> None:
        """Go to the last card of the journey."""
        self.go(last_place(self.journey))

    def _to_top_of(self, place: Place) -> None:
        self.go(self._clear_of_head(Place(place.stage), 1))

    def _clear_of_head(self, place: Place, steps: int) -> Place:
        return place if place.touchpoint else down(self.journey, place, steps)
