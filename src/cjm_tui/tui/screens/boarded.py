"""What every command of the board works on: the one open map, the cursor's place, and how a deed is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, cast

from textual.reactive import var

from cjm_tui.render.cursor import first_place, kept
from cjm_tui.render.journey import Place, journey_of, spelled
from cjm_tui.services.editing.open_map import OpenMap, edited
from cjm_tui.tui.commands import BOARD, commands_of
from cjm_tui.tui.names import NO_NAMES, Names
from cjm_tui.tui.screens.commanded import CommandedScreen
from cjm_tui.tui.widgets.board import Board
from cjm_tui.tui.widgets.footer import Footer
from cjm_tui.tui.widgets.header import Header, facts_of
from cjm_tui.tui.widgets.side_panel import SidePanel, panel_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.events import Resize
    from textual.geometry import Size

    from cjm_tui.model.document import Document
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.deeds import Deed
    from cjm_tui.tui.widgets.line_editor import LineEditor

Rest = ParamSpec("Rest")
_HEADER, _FOOTER = 1, 2


class Boarded(CommandedScreen[None]):
    """One map on the board. `open_map` is its whole state; the cursor's place and the persona say how it is seen."""

    ROOM: ClassVar[str] = BOARD

    open_map: var[OpenMap] = var(cast("OpenMap", None), init=False, always_update=True)
    names: Names = NO_NAMES
    recorded: Recorded | None = None
    editor: LineEditor | None = None
    others: tuple[str, ...] = ()

    def __init_subclass__(cls, **options: bool) -> None:
        """Make a whole screen ready for Textual; the rooms it is made of are never shown by themselves."""
        if "BINDINGS" in vars(cls):
            super().__init_subclass__(**options)

    def __init__(self, open_map: OpenMap, place: Place | None = None) -> None:
        super().__init__()
        self.persona = ""
        self.journey = journey_of(open_map.document)
        self.place = kept(self.journey, place) if place else first_place(self.journey)
        self.set_reactive(Boarded.open_map, open_map)
        self.header = Header()
        self.board = Board()
        self.panel = SidePanel()
        self.footer = Footer(commands_of(BOARD))

    @property
    def document(self) -> Document:
        """Return the map as shown."""
        return self.open_map.document

    def compose(self) -> ComposeResult:
        """Lay out header, board, side panel and footer."""
        self._fold(self.app.size)
        yield self.header
        yield self.board
        yield self.panel
        yield self.footer

    def on_resize(self, event: Resize) -> None:
        """Fold the side panel away where there is no room for it."""
        self._fold(event.size)

    def redraw(self) -> None:
        """Draw the map anew; the cursor stays on its card wherever that went."""
        old, self.journey = self.journey, journey_of(self.document, self.persona, self.names.get("channel"))
        self.place = kept(self.journey, self.place, old)
        self._draw()

    def personas(self) -> tuple[str, ...]:
        """Return the ids of those whose curve can be shown: who walks the map, and whoever has an emotion in it."""
        own = (
            id_ for touchpoint in self.journey.document.of_kind("touchpoint") for id_ in touchpoint.table("emotion_by")
        )
        return tuple(dict.fromkeys((*self.document.header.texts("personas"), *own)))

    def persona_name(self, id_: str) -> str:
        """Return what a persona is called; all of them together are everybody."""
        return self.names.get("persona", {}).get(id_) or spelled(id_) if id_ else "everybody"

    def show_persona(self, id_: str) -> None:
        """Show a persona's curve, everybody's when the id is empty."""
        self.persona = id_
        self.redraw()
        theirs = "; emotions set now are theirs" if id_ else ""
        self.say(f"The curve of {self.persona_name(id_)}{theirs} · , and . change it")

    def tell_header(self) -> None:
        """Show title, persona, coverage, branch and what is not committed yet."""
        known = self.recorded
        waiting = len(known.uncommitted(self.open_map.present)) if known else 0
        walkers = self.document.header.texts("personas")
        whose = self.persona_name(self.persona) if self.persona else ", ".join(map(self.persona_name, walkers))
        facts = facts_of(self.journey, whose, known.label if known else "", waiting)
        self.header.tell(facts._replace(others=f"with {', '.join(self.others)}" if self.others else ""))

    def go(self, place: Place) -> None:
        """Put the cursor on a place."""
        if place != self.place:
            self.place = place
            self.board.look(self.journey, place)
            self.panel.tell(self.journey, place, self.names)

    def edit(
        self, deed: Callable[Concatenate[Document, Place, Rest], Deed], *rest: Rest.args, **named: Rest.kwargs
    ) -> None:
        """Do one deed at the cursor and say what it did."""
        self.take(deed(self.document, self.place, *rest, **named))

    def take(self, done: Deed, said: str = "") -> None:
        """Take a deed in and say what it did, in words of its own or in those of the change."""
        from cjm_tui.model.wording import words

        before = self.document
        after = edited(self.open_map, done.document)
        if after is self.open_map:
            self.say("Nothing to change here")
            return
        self.place = done.place
        self.open_map = after
        told = said or "; ".join(words(before, after.document)) or "Changed"
        self.say(f"{told} · u undoes", "text")

    def say(self, said: str, tone: str = "muted") -> None:
        """Say a sentence in the status line."""
        self.footer.say(said, tone)

    def _fold(self, size: Size) -> None:
        self.panel.display = panel_width(size.width) > 0
        self.panel.styles.width = panel_width(size.width)
        self.panel.styles.height = size.height - _HEADER - _FOOTER

    def _draw(self) -> None:
        self.board.look(self.journey, self.place)
        self.panel.tell(self.journey, self.place, self.names)
        self.tell_header()

    @property
    def cjm(self) -> CjmApp:
        """Return the app."""
        return cast("CjmApp", self.app)
