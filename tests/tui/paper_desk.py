"""A desk without a screen: what a part of the board's screen works at, and what it said and did there."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Concatenate, ParamSpec

from cjm_tui.errors import CjmError
from cjm_tui.model.document import Document
from cjm_tui.model.record import RecordKey
from cjm_tui.render.journey import Journey, Place, journey_of
from cjm_tui.services.editing.open_map import OpenMap, edited
from cjm_tui.services.past.recorded import Recorded
from cjm_tui.tui.deeds import Deed
from cjm_tui.tui.lifeline import Lifeline
from cjm_tui.tui.names import NO_NAMES, Names

Rest = ParamSpec("Rest")


class PaperDesk:
    """Keeps what is put on it; dialogs are noted in `asked`, work aside is done at once, nothing is saved."""

    def __init__(self, open_map: OpenMap, place: Place) -> None:
        self.open_map, self.place = open_map, place
        self.persona, self.status = "", ""
        self.names: Names = NO_NAMES
        self.recorded: Recorded | None = None
        self.cjm: Any = SimpleNamespace(lifeline=Lifeline())
        self.asked: list[tuple[Any, Callable[[Any], None] | None]] = []
        self.ran: list[str] = []
        self.saves = 0

    @property
    def document(self) -> Document:
        return self.open_map.document

    @property
    def journey(self) -> Journey:
        return journey_of(self.document)

    def put(self, open_map: OpenMap, place: Place | None = None) -> None:
        self.open_map, self.place = open_map, place or self.place

    def edit(
        self, deed: Callable[Concatenate[Document, Place, Rest], Deed], *rest: Rest.args, **named: Rest.kwargs
    ) -> None:
        self.take(deed(self.document, self.place, *rest, **named))

    def take(self, done: Deed, said: str = "") -> None:
        self.put(edited(self.open_map, done.document), done.place)
        self.say(said)

    def go(self, place: Place) -> None:
        self.place = place

    def go_to_touchpoint(self, id_: str | None) -> None:
        self.go_to_record(RecordKey("touchpoint", id_ or ""))

    def go_to_record(self, key: RecordKey | None) -> None:
        if key is not None and key.id in self.journey.places:
            self.place = Place(self.journey.columns[self.journey.places[key.id][0]].id, key.id)

    def personas(self) -> tuple[str, ...]:
        return self.document.header.texts("personas")

    def persona_name(self, id_: str) -> str:
        return id_

    def show_persona(self, id_: str) -> None:
        self.persona = id_

    def say(self, said: str, tone: str = "muted") -> None:
        del tone
        self.status = said

    def mention(self, said: str, tone: str = "muted") -> None:
        del tone
        self.status = said

    def trouble(self, error: CjmError) -> None:
        self.status = error.message

    def guarded(self, deed: Callable[[], None]) -> None:
        deed()

    def aside(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        *,
        failed: Callable[[CjmError], None] | None = None,
        group: str = "",
    ) -> None:
        del group
        try:
            found = work()
        except CjmError as error:
            (failed or self.trouble)(error)
        else:
            then(found)

    def bring(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        *,
        failed: Callable[[CjmError], None] | None = None,
        stays: bool = False,
    ) -> None:
        del stays
        self.aside(work, then, failed=failed)

    def ask(self, screen: Any, then: Callable[[Any], None] | None = None) -> None:
        self.asked.append((screen, then))

    def follow(self, screen: Any, then: Callable[[], None]) -> None:
        del screen, then

    def come_forward(self) -> None:
        self.asked.clear()

    def run(self, command: str) -> None:
        self.ran.append(command)

    def save_now(self) -> None:
        self.saves += 1

    def redraw(self) -> None: ...

    def know(self, recorded: Recorded) -> None:
        self.recorded = recorded

    def tell_header(self) -> None: ...

    def read_around(self, *, with_names: bool = True) -> None:
        del with_names
