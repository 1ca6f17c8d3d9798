"""A map shown to a room: large, one stage at a time, nothing on the screen but what is talked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_tui.render.journey import Journey, Place
from cjm_tui.render.slides import Slide, slide_lines, slides
from cjm_tui.tui.commands import PRESENT, keyed
from cjm_tui.tui.screens.commanded import CommandedScreen
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Click

_KEYS = "{previous-slide} {next-slide} go on   {end-presenting} back"


class Projection(Lines):
    """Draws one slide over the whole screen."""

    DEFAULT_CSS = """
    Projection { height: 1fr; }
    """

    def __init__(self, journey: Journey, whose: str) -> None:
        super().__init__()
        self._journey = journey
        self._whose = whose
        self._said = ""
        self.slide = Slide()

    def turn(self, steps: int) -> None:
        """Show another slide, some steps on, as far as there are any."""
        shown = slides(self._journey, self.size.width)
        at = max(0, min(len(shown) - 1, self._place(shown) + steps))
        self.slide, self._said = shown[at], ""
        self.fit(self.size.width, self.size.height)

    def say(self, words: str) -> None:
        """Say a sentence at the foot of the slide, until another one is shown."""
        self._said = words
        self.fit(self.size.width, self.size.height)

    def fit(self, width: int, height: int) -> None:
        """Lay the slide out for a size; where its stage is told in other parts there, by the part that begins it."""
        shown = slides(self._journey, width)
        at = self._place(shown)
        self.slide = shown[at]
        told = self._said or (keyed(_KEYS) if not at else f"{self._journey.document.title}   {self._whose}")
        self.show(slide_lines(self._journey, self.slide, width, height, (told, f"{at + 1} of {len(shown)}")))

    def _place(self, shown: tuple[Slide, ...]) -> int:
        fitting = (at for at, slide in enumerate(shown) if slide[:2] <= self.slide[:2])
        return max(fitting, default=0)


class PresentingScreen(CommandedScreen[Place | None]):
    """Show a map slide by slide; gives back the stage that was shown last."""

    ROOM: ClassVar[str] = PRESENT
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self, journey: Journey, place: Place, whose: str) -> None:
        """Begin with the stage of a place, with the whole map where the cursor is in the first one."""
        super().__init__()
        self._journey = journey
        self.projection = Projection(journey, whose)
        at = journey.column_of(place.stage) or 0
        if at:
            self.projection.slide = Slide(at)

    def compose(self) -> ComposeResult:
        """Lay out the slide alone."""
        yield self.projection

    def say(self, words: str, tone: str = "muted") -> None:
        """Say a sentence at the foot of the slide."""
        del tone
        self.projection.say(words)

    def on_click(self, event: Click) -> None:
        """Go on."""
        event.stop()
        self.do_next_slide()

    def do_next_slide(self) -> None:
        """Go on."""
        self.projection.turn(1)

    def do_previous_slide(self) -> None:
        """Go back."""
        self.projection.turn(-1)

    def do_first_slide(self) -> None:
        """Show the whole map."""
        self.projection.turn(-len(slides(self._journey, self.size.width)))

    def do_last_slide(self) -> None:
        """Show the last stage."""
        self.projection.turn(len(slides(self._journey, self.size.width)))

    def do_end_presenting(self) -> None:
        """Go back to the board, to the stage shown last."""
        at = self.projection.slide.column
        self.dismiss(Place(self._journey.columns[at].id) if at >= 0 else None)

    def do_leave(self) -> None:
        """Go back to the board."""
        self.do_end_presenting()

    def do_open_palette(self) -> None:
        """Offer the commands of a presentation."""
        from cjm_tui.tui.dialogs.palette import Palette

        self.app.push_screen(Palette(self.ROOM, ()), self._take_entry)

    def _take_entry(self, id_: str | None) -> None:
        if id_ is not None:
            self.action_run(id_)
