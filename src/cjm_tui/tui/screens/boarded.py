"""The desk of the board: the one open map, where the cursor is, and how an edit is taken in and drawn.

Invariant: `open_map` is the one reactive value; journey, header and panel follow from it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Concatenate, ParamSpec, cast

from textual.reactive import var

from cjm_tui.model.measures import who_feels
from cjm_tui.model.record import RecordKey
from cjm_tui.render.board.cursor import first_place, kept
from cjm_tui.render.journey import Place, journey_of, spelled
from cjm_tui.services.editing.open_map import OpenMap, edited
from cjm_tui.tui.commands import BOARD, commands_of, key_of
from cjm_tui.tui.names import NO_NAMES, Names
from cjm_tui.tui.screens.commanded import Answer, CommandedScreen
from cjm_tui.tui.widgets.footer import Footer
from cjm_tui.tui.widgets.header import Header, facts_of
from cjm_tui.tui.widgets.side_panel import SidePanel
from cjm_tui.tui.widgets.view_board import ViewBoard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.screen import Screen

    from cjm_tui.model.document import Document
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.deeds import Deed

Rest = ParamSpec("Rest")


class Boarded(CommandedScreen[None]):
    """One map on the board. `open_map` is its whole state; the cursor's place and the persona say how it is seen."""

    ROOM: ClassVar[str] = BOARD

    open_map: var[OpenMap] = var(cast("OpenMap", None), init=False, always_update=True)
    names: Names = NO_NAMES
    recorded: Recorded | None = None
    beside: Mapping[Path, Document] = MappingProxyType({})
    """The files that go along into the next revision."""
    disputed = 0
    """How many conflicts are open in what the map may rest on."""

    def __init__(self, open_map: OpenMap, place: Place | None = None) -> None:
        super().__init__()
        self.persona = ""
        self.journey = journey_of(open_map.document)
        self.place: Place = kept(self.journey, place) if place else first_place(self.journey)
        self.set_reactive(Boarded.open_map, open_map)
        self.header = Header()
        self.board: ViewBoard = ViewBoard()
        self.panel = SidePanel()
        self.footer = Footer(commands_of(BOARD))

    @property
    def document(self) -> Document:
        """Return the map as shown."""
        return self.open_map.document

    def compose(self) -> ComposeResult:
        """Lay out header, board, side panel and footer."""
        yield self.header
        yield self.board
        yield self.panel
        yield self.footer

    def redraw(self) -> None:
        """Draw the map anew; the cursor stays on its card wherever that went."""
        old, self.journey = self.journey, journey_of(self.document, self.persona, self.names.get("channel"))
        self.place = kept(self.journey, self.place, old)
        self.draw()

    def personas(self) -> tuple[str, ...]:
        """Return the ids of those whose curve can be shown: who walks the map, and whoever has an emotion in it."""
        return who_feels(self.journey.document)

    def persona_name(self, id_: str) -> str:
        """Return what a persona is called; all of them together are everybody."""
        return self.names.get("persona", {}).get(id_) or spelled(id_) if id_ else "everybody"

    def show_persona(self, id_: str) -> None:
        """Show a persona's curve, everybody's when the id is empty."""
        self.persona = id_
        self.redraw()
        whose = f"{self.persona_name(id_)}’s"
        theirs = "; emotions set now are theirs" if id_ else ""
        keys = f"{key_of('previous-persona')} and {key_of('next-persona')} change it"
        self.say(f"{whose[:1].upper()}{whose[1:]} curve{theirs} · {keys}")

    def tell_header(self) -> None:
        """Show title, persona, coverage, branch and what is not committed yet."""
        known = self.recorded
        waiting = len(known.uncommitted({**self.beside, **self.open_map.present})) if known else 0
        walkers = self.document.header.texts("personas")
        whose = self.persona_name(self.persona) if self.persona else ", ".join(map(self.persona_name, walkers))
        facts = facts_of(self.journey, whose, known.label if known else "", waiting)
        others = ", ".join(dict.fromkeys(self.others()))  # somebody at two terminals is one
        conflicts = facts.conflicts + self.disputed
        self.header.tell(facts._replace(others=f"with {others}" if others else "", conflicts=conflicts))

    def others(self) -> tuple[str, ...]:
        """Return the names of who else has the map open."""
        return ()

    def know(self, recorded: Recorded) -> None:
        """Show what git has of the map."""
        self.recorded = recorded
        self.tell_header()

    def go(self, place: Place) -> None:
        """Put the cursor on a place."""
        if place != self.place:
            self.place = place
            self.board.look(self.journey, place)
            self.panel.tell(self.journey, place, self.names)

    def go_to_touchpoint(self, id_: str | None) -> None:
        """Put the cursor on a card, where there is one."""
        found = self.journey.places.get(id_ or "")
        if found and id_:
            self.go(Place(self.journey.columns[found[0]].id, id_))

    def go_to_record(self, key: RecordKey | None) -> None:
        """Put the cursor on a card or stage, or on the card that a record hangs on, of several the first."""
        record = self.document.records.get(key) if key is not None else None
        if record is None:
            return
        if record.kind == "solution":
            served = next(iter(record.texts("opportunities")), "")
            self.go_to_record(RecordKey("opportunity", served))
            return
        touchpoint = record.id if record.kind == "touchpoint" else record.text("touchpoint")
        touchpoint = touchpoint or next(iter(record.texts("touchpoints")), "")
        stage = record.id if record.kind == "stage" else record.text("stage")
        if touchpoint in self.journey.places:
            self.go_to_touchpoint(touchpoint)
        elif self.journey.column_of(stage) is not None:
            self.go(Place(stage))

    def put(self, open_map: OpenMap, place: Place | None = None) -> None:
        """Show another state of the map and save it, with the cursor on its card or at another place."""
        self.place = place or self.place
        self.open_map = open_map

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
            self.say(done.unchanged)
            if done.meant is not None:
                self.mean(*done.meant)
            return
        self.put(after, done.place)
        told = said or "; ".join(words(before, after.document)) or "Changed"
        self.say(f"{told} · {key_of('undo')} undoes", "text")

    def mean(self, key: RecordKey, field: str) -> None:
        """Know that a field is to be what it is already."""

    def say(self, said: str, tone: str = "muted") -> None:
        """Say a sentence in the status line."""
        self.footer.say(said, tone)

    def mention(self, said: str, tone: str = "muted") -> None:
        """Say a sentence that nobody waits for in the status line, where nothing more urgent stands."""
        self.footer.mention(said, tone)

    def show_keys(self) -> None:
        """Show the keys again where a long sentence stood over them."""
        self.footer.uncover()

    @property
    def status(self) -> str:
        """Return what the status line says."""
        return self.footer.status

    def do_show_said(self) -> None:
        """Show what the status line said, in full."""
        from cjm_tui.tui.dialogs.said import Said

        self.ask(Said(self.footer.said))

    def follow(self, screen: Screen[Answer], then: Callable[[], None]) -> None:
        """Call `then` whenever the map changes, as long as `screen` stands over the board."""
        screen.watch(self, "open_map", then, init=False)

    def come_forward(self) -> None:
        """Close whatever stands over the board."""
        while self.app.screen is not self:
            self.app.pop_screen()

    def run(self, command: str) -> None:
        """Run a command of the board by its id."""
        self.action_run(command)

    def draw(self) -> None:
        """Draw what there is to see of the map."""
        self.board.names = self.names
        self.board.look(self.journey, self.place)
        self.panel.tell(self.journey, self.place, self.names)
        self.tell_header()

    @property
    def cjm(self) -> CjmApp:
        """Return the app."""
        return cast("CjmApp", self.app)
