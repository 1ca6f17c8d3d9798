"""What a part of the board's screen works at: the open map, the cursor's place, and how an edit is taken in.

Invariant: the map is changed by `put` alone, which shows it and has it saved; the parts hold no map of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from cjm_tui.errors import CjmError
    from cjm_tui.model.document import Document
    from cjm_tui.model.record import RecordKey
    from cjm_tui.render.journey import Journey, Place
    from cjm_tui.services.editing.open_map import OpenMap
    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.deeds import Deed
    from cjm_tui.tui.names import Names

Answer = TypeVar("Answer")
Found = TypeVar("Found")
Rest = ParamSpec("Rest")


class Desk(Protocol):
    """The board's screen, as its parts and the screens over it see it."""

    @property
    def open_map(self) -> OpenMap:
        """Return the one map, with what is saved of it and what can be undone."""

    @property
    def document(self) -> Document:
        """Return the map as shown."""

    @property
    def journey(self) -> Journey:
        """Return the map as it is drawn, stage by stage."""

    @property
    def place(self) -> Place:
        """Return where the cursor stands."""

    @property
    def persona(self) -> str:
        """Return whose curve is shown, empty for everybody's."""

    @property
    def names(self) -> Names:
        """Return what channels, personas and the like are called."""

    @property
    def recorded(self) -> Recorded | None:
        """Return what git has of the map, None as long as that is not known."""

    @property
    def cjm(self) -> CjmApp:
        """Return the app: what was copied, what has to be done before it ends, the terminal to hand over."""

    @property
    def status(self) -> str:
        """Return what the status line says."""

    def put(self, open_map: OpenMap, place: Place | None = None) -> None:
        """Show another state of the map and save it, with the cursor on its card or at another place."""

    def redraw(self) -> None:
        """Draw the map anew; the cursor stays on its card wherever that went."""

    def know(self, recorded: Recorded) -> None:
        """Show what git has of the map."""

    def tell_header(self) -> None:
        """Show title, persona, coverage, branch, company and what is not committed yet."""

    def edit(
        self, deed: Callable[Concatenate[Document, Place, Rest], Deed], *rest: Rest.args, **named: Rest.kwargs
    ) -> None:
        """Do one deed at the cursor and say what it did."""

    def take(self, done: Deed, said: str = "") -> None:
        """Take a deed in and say what it did, in words of its own or in those of the change."""

    def go(self, place: Place) -> None:
        """Put the cursor on a place."""

    def go_to_touchpoint(self, id_: str | None) -> None:
        """Put the cursor on a card, where there is one."""

    def go_to_record(self, key: RecordKey | None) -> None:
        """Put the cursor on a card or stage, or on the card that a record hangs on."""

    def personas(self) -> tuple[str, ...]:
        """Return the ids of those whose curve can be shown."""

    def persona_name(self, id_: str) -> str:
        """Return what a persona is called."""

    def show_persona(self, id_: str) -> None:
        """Show a persona's curve, everybody's when the id is empty."""

    def say(self, said: str, tone: str = "muted") -> None:
        """Say a sentence in the status line."""

    def mention(self, said: str, tone: str = "muted") -> None:
        """Say a sentence that nobody waits for in the status line, where nothing more urgent stands."""

    def trouble(self, error: CjmError) -> None:
        """Say what could not happen and what to do."""

    def guarded(self, deed: Callable[[], None]) -> None:
        """Do something; what could not happen is said."""

    def aside(
        self,
        work: Callable[[], Found],
        then: Callable[[Found], None],
        *,
        failed: Callable[[CjmError], None] | None = None,
        group: str = "",
    ) -> None:
        """Do some work in a thread, then go on with what it found; of a named group only the last goes on."""

    def bring(
        self,
        work: Callable[[], Found],
        then: Callable[[Found], None],
        *,
        failed: Callable[[CjmError], None] | None = None,
        stays: bool = False,
    ) -> None:
        """Do some work in a thread that the person waits for; what is typed meanwhile is for what it brings."""

    def ask(self, screen: Screen[Answer], then: Callable[[Answer | None], None] | None = None) -> None:
        """Show a screen or a dialog over the board, and go on with its answer."""

    def come_forward(self) -> None:
        """Close whatever stands over the board."""

    def follow(self, screen: Screen[Answer], then: Callable[[], None]) -> None:
        """Call `then` whenever the map changes, as long as `screen` stands over the board."""

    def run(self, command: str) -> None:
        """Run a command of the board by its id."""

    def save_now(self) -> None:
        """Save everything before returning; raise `SaveError` when that cannot be."""

    def read_around(self, *, with_names: bool = True) -> None:
        """Read what stands around the map anew: names, and what git has recorded."""
