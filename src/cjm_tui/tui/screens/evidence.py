"""Evidence on a screen of its own: its kind, date, how many people, its quotes, and where it is used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.model.edits import add_record, new_record
from cjm_tui.model.kinds import declared_field
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.services.editing.open_map import edited
from cjm_tui.services.workspace.referred import EVIDENCE as KIND
from cjm_tui.tui.commands import EVIDENCE, keyed
from cjm_tui.tui.screens.filing import FilingScreen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_tui.model.values import Value


_ASKS = {
    "evidence.n": "How many people was it?",
    "evidence.source": "Where can somebody read the answers again?",
    "evidence.personas": "Whom is it about?",
    "evidence.summary": "What does it say, in numbers or in three sentences?",
    "quote.name": "Their words, as they said them",
    "quote.touchpoint": "Where on which map does it belong?",
    "quote.who": "Who said it? A role, never a name",
}
_NEW = "a new quote"


class EvidenceScreen(FilingScreen):
    """Every piece of research the maps rest on."""

    ROOM: ClassVar[str] = EVIDENCE
    KIND: ClassVar[str] = KIND
    HEADING: ClassVar[str] = "evidence"
    ASKS: ClassVar[Mapping[str, str]] = _ASKS

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

    def do_open_quotes(self) -> None:
        """Offer the quotes of the one under the cursor, and a new one; the form of the one that is taken opens."""
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        entry = self.current()
        quotes = entry.document.of_kind("quote") if entry.document else ()
        if not quotes:
            self._ask_words()
            return
        rows = [Row("", _NEW), *(Row(quote.id, quote.name, quote.text("touchpoint")) for quote in quotes)]

        def take(id_: str | None) -> None:
            if id_ == "":
                self._ask_words()
            elif id_ is not None:
                self.guarded(lambda: self.open_form(entry.path, RecordKey("quote", id_)))

        self.app.push_screen(PickOne(f"quotes of {entry.name}", rows), take)

    def _ask_words(self) -> None:
        """Ask for a quote; what is half typed is offered again the next time, for the same piece of evidence."""
        from cjm_tui.tui.dialogs.kept_line import KeptLine
        from cjm_tui.tui.dialogs.quick_text import QuickText

        entry = self.current()
        kept = KeptLine(entry.path, "open-quotes", HEADER, self.lifeline)

        def add(said: str | None) -> None:
            if said:
                self.guarded(lambda: kept.end(lambda: self._quote(entry.path, said)))
            elif kept.leave():
                self.say(keyed("Not added; {open-quotes} here offers it again"))

        self.app.push_screen(QuickText(_NEW, placeholder=_ASKS["quote.name"], kept=kept), add)

    def _quote(self, path: Path, said: str) -> None:
        open_map = self.opened_file(path)
        record = new_record(open_map.document, "quote", said, {})
        self.take(path, edited(open_map, add_record(open_map.document, record)))
        self.open_form(path, record.key)
