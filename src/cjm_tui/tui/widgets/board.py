"""The board: one widget that draws the whole map, whatever its size, and says what the mouse did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from cjm_tui.render.board.frame import Frame, View, cell_of, drop_at, followed, frame_of, place_at
from cjm_tui.render.board.picture import Picture, lines_of, picture_of
from cjm_tui.render.journey import Journey, Place
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.events import Click, MouseDown, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
    from textual.geometry import Size


class Board(Lines):
    """Draws a journey and where the cursor is in it.

    The picture (curve, strip) is made once for a journey, a size and a range of stages; a step of the cursor draws only
    the cards in sight.
    """

    DEFAULT_CSS = """
    Board { height: 1fr; }
    """

    class Pointed(Message):
        """A card or the head of a stage was clicked."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class Opened(Pointed):
        """A card or the head of a stage was clicked twice."""

    class Dropped(Message):
        """A card was dragged onto another place, `LAST` of a stage where it was let go below all cards."""

        def __init__(self, dragged: Place, target: Place) -> None:
            super().__init__()
            self.dragged = dragged
            self.target = target

    class Dragged(Dropped):
        """A card is being dragged over another place; over its own, or nothing, `target` is the card's own place."""

    class Wheeled(Message):
        """The wheel was turned, `steps` cards down (up when negative)."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    def __init__(self) -> None:  # Textual's own name
        super().__init__()
        self._journey: Journey | None = None
        self._view = View(Place(""))
        self._picture: Picture | None = None
        self._drawn_cards: tuple[Picture, View] | None = None
        self._held: Place | None = None
        self._has_dropped = False

    @property
    def view(self) -> View:
        """Return what is in sight."""
        return self._view

    def look(self, journey: Journey, place: Place) -> None:
        """Show a journey with the cursor at a place, scrolled as little as needed."""
        self._journey = journey
        self._view = self._view._replace(place=place)
        self._draw(self.size.width, self.size.height)

    @property
    def touched(self) -> frozenset[str]:
        """Return the ids of the cards that somebody else has just changed."""
        return self._view.touched

    def touch(self, cards: frozenset[str], *, at_once: bool = True) -> None:
        """Show which cards somebody else has just changed, until this is called again.

        Not `at_once` it is seen with the next look, so that both are one picture.
        """
        if cards != self._view.touched:
            self._view = self._view._replace(touched=cards)
            if at_once:
                self._draw(self.size.width, self.size.height)

    def mark_due(self, cards: frozenset[str]) -> None:
        """Show which cards watch code that changed since somebody looked at them."""
        if cards != self._view.due:
            self._view = self._view._replace(due=cards)
            self._draw(self.size.width, self.size.height)

    def mark_odd(self, cards: frozenset[str]) -> None:
        """Show which cards have a problem."""
        if cards != self._view.odd:
            self._view = self._view._replace(odd=cards)
            self._draw(self.size.width, self.size.height)

    def cell_of(self, place: Place) -> tuple[int, int, int]:
        """Return the first cell (x, y) of a card or a head on the widget, and how many cells wide it is."""
        if self._journey is None or self._picture is None:
            return 0, 0, 0
        frame = self._picture.frame
        return *cell_of(self._journey, frame, self._view, place), frame.column_width

    @property
    def card_rows(self) -> int:
        """Return how many rows a card takes."""
        return self._picture.frame.card_rows if self._picture else 0

    def cards_in_sight(self) -> int:
        """Return how many cards of a column fit on the screen."""
        return 1 if self._picture is None else max(1, self._picture.frame.body_rows // self._picture.frame.card_rows)

    def fit(self, width: int, height: int) -> None:
        """Lay the board out for a size."""
        self._draw(width, height)

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:  # Textual's own
        """Take a size without asking for another layout: nothing stands inside that would move."""
        del layout
        return super()._size_updated(size, virtual_size, container_size, layout=False)

    def on_mouse_down(self, event: MouseDown) -> None:
        """Take hold of the card under the pointer."""
        self._has_dropped = False
        self._held = self._place_under(event.x, event.y)

    def on_mouse_up(self, event: MouseUp) -> None:
        """Let go of a card where the pointer is."""
        held = self._held
        target = self._drop_under(event.x, event.y)
        self.let_go()
        if held and held.touchpoint and target and target != held:
            self._has_dropped = True
            self.post_message(self.Dropped(held, target))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show where the card that is held would be dropped."""
        if self._held is None or not self._held.touchpoint:
            return
        under = self._drop_under(event.x, event.y)
        target = under if under != self._held else None
        if target != self._view.target:
            self.capture_mouse()
            self._aim(target)
            self.post_message(self.Dragged(self._held, target or self._held))

    def let_go(self) -> None:
        """Hold no card any more."""
        self._held = None
        self.release_mouse()
        self._aim(None)

    def on_click(self, event: Click) -> None:
        """Say which place was clicked, once or twice; letting a card go is no click."""
        if self._has_dropped:
            return
        place = self._place_under(event.x, event.y)
        if place is not None:
            self.post_message(self.Opened(place) if event.chain == 2 else self.Pointed(place))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Say that the wheel was turned down."""
        event.stop()
        self.post_message(self.Wheeled(1))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Say that the wheel was turned up."""
        event.stop()
        self.post_message(self.Wheeled(-1))

    def _aim(self, target: Place | None) -> None:
        if target != self._view.target:
            self._view = self._view._replace(target=target)
            self._draw(self.size.width, self.size.height)

    def _drop_under(self, x: int, y: int) -> Place | None:
        if self._journey is None or self._picture is None:
            return None
        return drop_at(self._journey, self._picture.frame, self._view, x, y)

    def _place_under(self, x: int, y: int) -> Place | None:
        if self._journey is None or self._picture is None:
            return None
        return place_at(self._journey, self._picture.frame, self._view, x, y)

    def _draw(self, width: int, height: int) -> None:
        journey = self._journey
        if journey is None or not width or not height:
            return
        frame = frame_of(len(journey.columns), width, height)
        self._view = followed(journey, frame, self._view)
        if not _shows(self._picture, journey, frame, self._view.first):
            self._picture = picture_of(journey, frame, self._view.first)
        if self._picture is not None:
            self._show_cards(self._picture)

    def _show_cards(self, picture: Picture) -> None:
        """Show a picture with what is in sight; a second time it costs nothing."""
        drawn = self._drawn_cards
        if drawn is None or drawn[0] is not picture or drawn[1] != self._view:
            self._drawn_cards = (picture, self._view)
            self.show(lines_of(picture, self._view))


def _shows(picture: Picture | None, journey: Journey, frame: Frame, first: int) -> bool:
    return picture is not None and picture.journey is journey and picture.frame == frame and picture.first == first
