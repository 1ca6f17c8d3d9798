"""Settling conflicts: what was before, ours and theirs side by side; choose one, both, or write another.

Each choice is an edit on the board like any other: saved at once, and `u` takes it back.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.errors import UsageError
from cjm_tui.history.contenders import Contenders
from cjm_tui.model.conflict import ID, WHOLE
from cjm_tui.model.edits import checked_id, set_fields
from cjm_tui.model.kinds import declared
from cjm_tui.model.merge_fields import PLACE, place_of, place_value
from cjm_tui.model.record import RecordKey
from cjm_tui.model.settling import settle, settle_with_both
from cjm_tui.model.values import Table
from cjm_tui.services.joining.conflict_words import field_label, said, subject
from cjm_tui.services.joining.conflicts import Choice, choices, kept_besides
from cjm_tui.services.joining.twins import are_twins, with_both
from cjm_tui.services.joining.whose import sides_by_conflict
from cjm_tui.services.workspace.documents import called
from cjm_tui.tui.board.after_settling import put_with_others, what_comes
from cjm_tui.tui.commands import CONFLICTS, key_of, keyed
from cjm_tui.tui.deeds import settled
from cjm_tui.tui.screens.conflict_rows import conflict_row, three_sides, titles
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.widgets.row_list import Drawn
from cjm_tui.tui.widgets.sides import Sides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult

    from cjm_tui.model.document import Document
    from cjm_tui.model.values import Value
    from cjm_tui.render.cells import Line
    from cjm_tui.tui.board.file_desk import SettlingDesk

_TAKING = ("take-ours", "take-theirs", "take-base")
"""What takes each of the sides, in the order in which they stand beside each other."""


class SettlingScreen(ListingScreen[None]):
    """Settle the open conflicts of the map on a board, or of a file without one; leaves by itself after the last."""

    ROOM: ClassVar[str] = CONFLICTS
    DEFAULT_CSS = """
    SettlingScreen > .whole { height: 55%; margin: 1 0 0 0; }
    """

    def __init__(self, board: SettlingDesk) -> None:
        """Settle what is open on `board`."""
        super().__init__()
        self.board = board
        self.choices: tuple[Choice, ...] = ()
        self.sides = Contenders()
        self.named: Mapping[str, Contenders] = {}
        self._is_taking = False
        self.whole = Sides(classes="whole")

    def compose(self) -> ComposeResult:
        """Lay out the conflicts, and below them the three sides of the one under the cursor."""
        yield from super().compose()
        yield self.whole

    def on_mount(self) -> None:
        """Show what is open whenever the map on the board changes, and find out whose the sides are."""
        self.aside(partial(sides_by_conflict, self.board.open_map.path, self.board.document), self._name_sides)
        self.board.follow(self, self._follow)

    def _follow(self) -> None:
        """Show what is open now; where somebody settled the last of it elsewhere, go back."""
        had_some = bool(self.choices)
        self.draw()
        if had_some and not self.choices and not self._is_taking:
            self.dismiss(None)
            self.board.say(keyed("All is settled, by somebody else: {commit} commits"), "text")

    def _name_sides(self, found: tuple[Contenders, Mapping[str, Contenders]]) -> None:
        self.sides, self.named = found
        self.draw()

    def on_resize(self) -> None:
        """Fit everything to the new size."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Show what is open now."""
        self.choices = choices(self.board.document)
        count = len(self.choices)
        title = f"conflicts in {called(self.board.document, self.board.open_map.path)}"
        self.header.show((header_line(title, f"{count} open", self.size.width),))
        self.titles.show((titles(self.sides, self.size.width - 3),))
        self.rows.offer(Drawn(self.choices, self._row))
        if not self.choices:
            self.whole.show(())

    def _row(self, choice: Choice) -> Line:
        return conflict_row(self.board.document, choice, self.size.width - 3)

    def current(self) -> Choice:
        """Return the conflict under the cursor; raise `UsageError` where nothing is open."""
        if self.rows.cursor >= len(self.choices):
            raise UsageError("Nothing to settle", "no conflict is open here")
        return self.choices[self.rows.cursor]

    def _sides(self) -> Contenders:
        """Return whose the sides of the conflict under the cursor are."""
        return self.named.get(self.current().dispute.id, self.sides)

    def on_row_list_moved(self) -> None:
        """Show the three sides."""
        if self.choices and self.whole.size.height:
            size = self.size.width, self.whole.size.height
            self.whole.show(three_sides(self.board.document, self.current(), self._sides(), *size))

    def on_sides_pointed(self, event: Sides.Pointed) -> None:
        """Take the side that was clicked twice; say so where it was clicked once."""
        taking = _TAKING[event.column]
        if event.times > 1:
            self.action_run(taking)
        else:
            self.say(f"A double click takes this side, as {key_of(taking)} does", "text")

    def do_take_ours(self) -> None:
        """Let what stands in the map stand."""
        self._choose(self.current().ours, self._sides().ours)

    def do_take_theirs(self) -> None:
        """Take what the other side says."""
        self._choose(self.current().theirs, self._sides().theirs)

    def do_take_base(self) -> None:
        """Take what was before both."""
        self._choose(self.current().base, "what was before")

    def do_take_both(self) -> None:
        """Take both, where that can be."""
        choice, document = self.current(), self.board.document
        if are_twins(choice):
            after, second = with_both(self.board.open_map, choice)
            words = f"Settled {subject(document, choice)}: both are kept, the other one is {second.stem}"
            self._taken(lambda: self.board.put(after), words)
            return
        if isinstance(choice.ours, Table) and isinstance(choice.theirs, Table) and choice.dispute.field == WHOLE:
            words = f"Settled {subject(document, choice)}: both are kept, each a {choice.dispute.key.kind} of its own"
            self._take(settle_with_both(document, choice.dispute.id, choice.theirs), words)
            return
        both = choice.both
        if both is None:
            what = "only lists, texts and two new cards can be taken together"
            raise UsageError("Not both", what, keyed("{take-ours} or {take-theirs}, or {write-third} writes another."))
        self._choose(both, "both")

    def do_write_third(self) -> None:
        """Open the form of the record; what is written there for the field is what is chosen. An id is asked for."""
        from cjm_tui.tui.dialogs.card_form import CardForm

        choice, document = self.current(), self.board.document
        if choice.dispute.field == ID:
            self._ask_for_id(choice)
            return
        if are_twins(choice):
            what = keyed("{take-ours} or {take-theirs} takes one of the two, {take-both} keeps both.")
            raise UsageError("Nothing to write in", "a whole map is no one value", what)
        if choice.dispute.key not in document.records:
            hint = keyed("{take-theirs} takes the other side's; then edit it.")
            raise UsageError("Nothing to write in", "the card is gone here", hint)
        form = CardForm(document, choice.dispute.key, self.board.names, begins_at=choice.dispute.field)
        form = form.of(self.board.open_map.path)
        self.app.push_screen(form, lambda values: self.guarded(lambda: self._write(choice, values)))

    def do_undo_here(self) -> None:
        """Take the last choice back."""
        self.board.run("undo")
        self.say(self.board.status, "text")

    def do_back(self) -> None:
        """Go back; what is open stays open."""
        self.dismiss(None)

    def do_leave(self) -> None:
        """Go back."""
        self.do_back()

    def _choose(self, value: Value | None, side: str) -> None:
        choice, document = self.current(), self.board.document
        is_card = choice.dispute.field == WHOLE and isinstance(value, Table)
        told = "it stays" if is_card else said(document, choice, value).replace("\n", " · ")
        words = f"Settled {subject(document, choice)}, {field_label(choice)}: {side}, {told}"
        if choice.dispute.field == ID:
            self._take_id(choice, str(value), words)
        else:
            self._take(settle(document, choice.dispute.id, value), words)

    def _write(self, choice: Choice, values: Mapping[str, Value | None] | None) -> None:
        if not values:
            return
        document = self.board.document
        key, field = choice.dispute.key, choice.dispute.field
        place = place_of(declared(document.kind).kind(key.kind))
        filled = set_fields(document, key, values)
        if field == WHOLE:
            whole = Table(dict(filled.records[key].fields))
            self._take(settle(filled, choice.dispute.id, whole), f"Settled {subject(document, choice)} by hand")
        elif field in values or (field == PLACE and any(name in values for name in place)):
            fields = filled.records[key].fields
            chosen = place_value(fields, place) if field == PLACE else fields.get(field)
            self._take(settle(filled, choice.dispute.id, chosen), f"Settled {subject(document, choice)} by hand")
        else:
            self._take(filled, f"Changed {subject(document, choice)}; {field_label(choice)} is open still")

    def _ask_for_id(self, choice: Choice) -> None:
        from cjm_tui.tui.dialogs.quick_text import QuickText

        key = choice.dispute.key

        def change(new: str | None) -> None:
            if new is not None:
                words = f"Settled {subject(self.board.document, choice)}, id: {new}"
                self.guarded(lambda: self._take_id(choice, checked_id(new), words))

        self.app.push_screen(QuickText(f"an id for {key}", key.id, "a–z, 0–9 and -"), change)

    def _take_id(self, choice: Choice, new: str, words: str) -> None:
        """Let a record have an id; what names it follows, in other files too."""
        from cjm_tui.services.editing.renaming import with_id_settled

        document = settle(self.board.document, choice.dispute.id, new)
        others = [str(side) for side in (choice.ours, choice.theirs, choice.base)]
        after = with_id_settled(self.board.open_map, document, RecordKey(choice.dispute.key.kind, new), others)
        self._taken(lambda: put_with_others(self.board, after), words)

    def _take(self, document: Document, words: str) -> None:
        self._taken(lambda: self.board.take(settled(self.board.document, document, self.board.place), words), words)

    def _taken(self, take: Callable[[], None], words: str) -> None:
        self._is_taking = True
        take()
        self._is_taking = False
        self.say(f"{words} · {key_of('undo-here')} undoes", "text")
        if not self.choices:
            self.dismiss(None)
            self.board.say(what_comes(self.board, words, kept_besides(self.sides)), "text")
