"""Evidence on a screen of its own: its kind, date, how many people, its quotes, and where it is used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.model.kinds import declared_field
from cjm_tui.services.referred import EVIDENCE as KIND
from cjm_tui.tui.commands import EVIDENCE
from cjm_tui.tui.screens.commanded import bindings_of
from cjm_tui.tui.screens.filing import FilingScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from cjm_tui.model.values import Value


class EvidenceScreen(FilingScreen):
    """Every piece of research the maps rest on."""

    ROOM: ClassVar[str] = EVIDENCE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(EVIDENCE)
    KIND: ClassVar[str] = KIND
    HEADING: ClassVar[str] = "evidence"

    def first_values(self) -> dict[str, Value]:
        """Return what a new piece of evidence has to say: of which kind it is, and when it was found out."""
        return {"kind": "interview", "date": date.today()}  # noqa: DTZ011  # the day on the wall

    def begin_named(self, name: str | None) -> None:
        """Ask how it was found out, then make the file and open its form."""
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        field = declared_field(KIND, "", "kind")
        if not name or field is None:
            return
        rows = [Row(choice, choice) for choice in field.choices]

        def make(kind: str | None) -> None:
            if kind is not None:
                self.guarded(lambda: self._begin(name, {**self.first_values(), "kind": kind}))

        self.app.push_screen(PickOne(f"{name}: how was it found out?", rows), make)
