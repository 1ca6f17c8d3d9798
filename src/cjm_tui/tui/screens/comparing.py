"""Two states of a map side by side: both curves over each other, and every difference by stage and card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.errors import UsageError
from cjm_tui.model.measures import who_feels
from cjm_tui.model.merge_fields import PLACE
from cjm_tui.model.record import RecordKey
from cjm_tui.model.renames import under_new_ids
from cjm_tui.render.curve.overlay import overlaid
from cjm_tui.services.past.sides import Offer, Side, felt_by, offers_for, side_of
from cjm_tui.tui.commands import COMPARE, key_of, keyed
from cjm_tui.tui.screens.comparison_rows import Entry, entries_of, entry_row
from cjm_tui.tui.screens.comparison_sides import Sides, legend, side_by_side
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.row_list import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from cjm_tui.model.document import Document
    from cjm_tui.render.cells import Line
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.board.looking_back import LookingBack
    from cjm_tui.tui.widgets.row_list import RowList

_TALL, _LOW = 34, 20
_THE_SAME = "Both say the same · {choose-before} and {choose-after} choose other sides, {back} goes back"


class CompareScreen(ListingScreen[RecordKey | None]):
    """Compare two sides; gives back the card to go to, None on the way back."""

    ROOM: ClassVar[str] = COMPARE
    DEFAULT_CSS = """
    CompareScreen > .curve { height: 7; }
    CompareScreen > .whole { height: 5; margin: 1 0 0 0; }
    """

    def __init__(self, board: Desk, past: LookingBack, before: Side, after: Side) -> None:
        """Compare `before` with `after`; `past` brings back what is chosen."""
        super().__init__()
        self.board, self.past = board, past
        self.before, self.after = before, after
        self.entries: tuple[Entry, ...] = ()
        self.known = before.document
        self.felt = (before.document, after.document)
        self.persona = ""
        self._drawn = (0, 0, "")
        self.curve = Lines(classes="curve")
        self.whole = Lines(classes="whole")

    def compose(self) -> ComposeResult:
        """Lay out the curves, the differences, and below them both values in full."""
        yield self.header
        yield self.curve
        yield self.rows
        yield self.whole
        yield self.footer

    def on_mount(self) -> None:
        """Find the differences, and again whenever the map on the board changes."""
        self._compare()
        self.board.follow(self, self._follow)

    def _follow(self) -> None:
        """Show the map as it stands, where it is compared."""
        now = self.board.document
        sides = [Side(side.offer, now) if side.is_now else side for side in (self.before, self.after)]
        if any(side.document is not other.document for side, other in zip(sides, self._sides(), strict=True)):
            self.before, self.after = sides
            self._tell()
            self._draw()

    def _sides(self) -> tuple[Side, Side]:
        return self.before, self.after

    def on_resize(self) -> None:
        """Fit everything to the new size; where it is small the list comes first."""
        self.whole.display = self.size.height >= _LOW
        self.whole.styles.height = max(5, self.size.height // 4)
        self.curve.styles.height = (9 if self.size.height >= _TALL else 5) + 2
        self.call_after_refresh(self._draw)

    def show(self, before: Side, after: Side) -> None:
        """Compare two other sides."""
        self.before, self.after = before, after
        self._compare()
        self._draw()

    def _compare(self) -> None:
        self._tell()
        first = next((place for place, entry in enumerate(self.entries) if entry.key is not None), 0)
        self.rows.cursor = first

    def _tell(self) -> None:
        self.felt = (self._felt(self.before), self._felt(self.after))
        self.entries = entries_of(*self.felt)
        self.known, _ = under_new_ids(*self.felt)

    def _felt(self, side: Side) -> Document:
        """Return a side as the chosen persona feels it; one that is a persona's own view stays that."""
        is_asked = self.persona and side.offer.kind != "persona"
        return felt_by(side.document, self.persona) if is_asked else side.document

    def _draw(self) -> None:
        self._drawn = (0, 0, "")
        cells = self.size.width
        cards = len({entry.card for entry in self.entries if entry.card is not None})
        counted = f"{cards} card{'s' * (cards != 1)} differ{'s' * (cards == 1)}" if cards else "no difference"
        title = self.before.document.title or self.after.document.title
        whose = f", as {self.board.persona_name(self.persona)} feels it" if self.persona else ""
        self.header.show((header_line(f"compare {title}{whose}", counted, cells),))
        self.rows.offer(Drawn(self.entries, self._row))
        if not self.entries:
            self.whole.show(())
        self.say("" if self.entries else keyed(_THE_SAME))
        self._draw_curves()

    def _row(self, entry: Entry) -> Line:
        return entry_row(entry, self.size.width - 3)

    def _draw_curves(self) -> None:
        cells, here = self.size.width, self.current()
        rows = self.curve.size.height - 2
        if rows not in {5, 9}:
            return
        selected = here.card.id if here and here.card and here.card.kind == "touchpoint" else ""
        if self._drawn == (cells, rows, selected):
            return
        self._drawn = (cells, rows, selected)
        lines = overlaid(self.known, self.felt[1], cells, rows, selected)
        names = (self.before.offer.name, self.after.offer.name)
        self.curve.show(((), *lines, legend(names, self.felt, cells)))

    def current(self) -> Entry | None:
        """Return the row under the cursor, None where there is none."""
        return self.entries[self.rows.cursor] if self.rows.cursor < len(self.entries) else None

    def on_row_list_moved(self) -> None:
        """Show both values in full, and the card on the curves."""
        entry = self.current()
        if entry is not None:
            sides = Sides(self.known, self.felt[1], (self.before.offer.name, self.after.offer.name))
            self.whole.show(side_by_side(entry, sides, self.size.width, self.whole.size.height))
            self._draw_curves()

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Go to the card that was clicked twice."""
        if event.times > 1:
            self.action_run("go-to-difference")

    def do_go_to_difference(self) -> None:
        """Leave for the card under the cursor."""
        entry = self.current()
        if entry is not None and entry.card is not None:
            self.dismiss(entry.card)

    def do_choose_before(self) -> None:
        """Choose what to compare from."""
        self._offer("compare from", lambda side: self.show(side, self.after))

    def do_choose_after(self) -> None:
        """Choose what to compare to."""
        self._offer("compare to", lambda side: self.show(self.before, side))

    def do_swap_sides(self) -> None:
        """Let the two sides change places."""
        self.show(self.after, self.before)

    def do_next_felt(self) -> None:
        """Compare both sides as the next persona feels them."""
        self._turn(1)

    def do_previous_felt(self) -> None:
        """Compare both sides as the previous persona feels them."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        walking = [id_ for side in (self.before, self.after) for id_ in who_feels(side.document)]
        known = ("", *dict.fromkeys((*self.board.personas(), *walking)))
        if len(known) == 1:
            raise UsageError(
                "Nobody's view", "no persona walks this map", keyed("{open-header} on the board names one.")
            )
        self.persona = known[(known.index(self.persona) + by) % len(known)]
        self._compare()
        self._draw()

    def do_restore_difference(self) -> None:
        """Bring back the record or field under the cursor as it was before, as an edit on the board."""
        entry = self.current()
        if entry is None or entry.key is None:
            raise UsageError("Nothing to restore", "the cursor stands on no card and no field")
        if not (self.before.is_past and self.after.is_now):
            raise UsageError(
                "Cannot restore",
                "only a revision compared with now can be restored",
                keyed("{choose-after} chooses now."),
            )
        if self.persona and entry.field == "emotion":
            whose = f"this is how {self.board.persona_name(self.persona)} feels it"
            raise UsageError("Cannot restore", whose, keyed("{previous-felt} leads back to what everybody feels."))
        key = entry.key
        if entry.card is not None and entry.card not in self.board.document.records:
            key = entry.card  # what hangs on a card comes back with it
        field = "stage" if entry.field == PLACE and entry.key.kind == "touchpoint" else entry.field
        field = "order" if entry.field == PLACE and entry.key.kind == "stage" else field
        done = partial(self._restored, entry.label)
        self.past.restore(self.before.offer.id, self.before.offer.name, key, field, done)

    def _restored(self, label: str) -> None:
        self.show(self.before, Side(self.after.offer, self.board.document))
        self.say(f"{label} is as it was in {self.before.offer.name} · {key_of('undo')} on the board undoes", "text")

    def _offer(self, title: str, then: Callable[[Side], None]) -> None:
        from cjm_tui.tui.dialogs.pick_side import PickSide

        path, present = self.board.open_map.path, self.board.document
        personas = {id_: self.board.persona_name(id_) for id_ in self.board.personas()}

        def choose(offers: tuple[Offer, ...]) -> None:
            def take(offer: Offer | None) -> None:
                if offer is not None:
                    self.bring(partial(side_of, offer, path, present), then, stays=True)

            self.app.push_screen(PickSide(title, offers), take)

        self.bring(partial(offers_for, path, present, personas), choose)

    def do_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def do_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
