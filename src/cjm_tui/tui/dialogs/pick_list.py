"""A list to pick from: type to narrow it down, arrows to move, enter to take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.fuzzy import Matcher
from textual.widgets import Input, Static

from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded, width
from cjm_tui.tui.dialogs.fitting import best_first
from cjm_tui.tui.dialogs.small_dialog import SmallDialog, keys_told
from cjm_tui.tui.dialogs.visible import visible
from cjm_tui.tui.widgets.row_list import DialogRows, Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.events import Key

Picked = TypeVar("Picked")
TITLE = 46
"""How many cells a title may have."""

_BESIDE = 18  # cells of what stands beside it before the list was laid out
_SHORTEST = 4  # cells; less says nothing
TEXT, HIT, BESIDE = Ink(), Ink("accent", bold=True), Ink("muted")
NEW = "\0"
"""What the id of something new begins with; its name follows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what it stands for, what it says, what stands small beside it, and `words` that find it too."""

    id: str
    title: str
    beside: str = ""
    words: str = ""


def marked(title: str, cells: int, matcher: Matcher | None = None) -> tuple[Run, ...]:
    """Return a title in exactly `cells` cells, the letters that were typed in the accent."""
    fitted = padded(visible(title, one_line=True), cells)
    places = set(matcher.fuzzy_search.match(matcher.query, fitted)[1] if matcher is not None else ())
    return merged(Run(letter, HIT if place in places else TEXT) for place, letter in enumerate(fitted))


class FilterLine(Input):
    """What is typed to narrow a list down."""

    def __init__(self, text: str, mark: Callable[[], None], makes: str = "") -> None:
        """Begin with `text`; `mark` is what tab does, and the space bar while nothing is typed."""
        self._mark = mark
        empty = f"type to filter, or the name of a new {makes}" if makes else "type to filter"
        super().__init__(text, placeholder=empty, select_on_focus=False)
        self.cursor_blink = False

    async def _on_key(self, event: Key) -> None:
        if event.key == "tab" or (event.key == "space" and not self.value):
            event.stop()
            event.prevent_default()
            self._mark()
            return
        await super()._on_key(event)


class FilteredList(SmallDialog[Picked], Generic[Picked]):
    """A filter line over rows; subclasses say what taking a row gives back."""

    DEFAULT_CSS = """
    FilteredList {
        & > Vertical { width: 84; }
        & Input { border: none; height: 1; padding: 0 1; background: $background; margin: 0 0 1 0; }
        & Input:focus { border: none; background-tint: $foreground 0%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False),
        Binding("down", "move(1)", "down", show=False),
    ]
    HEADING: ClassVar[str] = ""
    KEYS: ClassVar[str] = "type to filter   enter take   esc back"
    MARK_CELLS: ClassVar[int] = 0
    """How many cells a mark before the title takes."""

    def __init__(self, rows: Sequence[Row], *, heading: str = "", typed: str = "", makes: str = "") -> None:
        """Offer `rows`; `typed` stands in the filter line from the beginning.

        `makes` is what a name that is not among the rows may be a new one of: such a row's id is `NEW` and the name.
        """
        super().__init__(heading or self.HEADING, self.KEYS)
        self.rows = tuple(rows)
        self.typed = typed
        self.title_cells = 0
        self._found: tuple[Row, ...] = ()
        self._makes = makes

    def compose_body(self) -> ComposeResult:
        """Lay out the filter and the rows."""
        yield FilterLine(self.typed, self.action_mark, self._makes)
        yield DialogRows()

    def on_mount(self) -> None:
        """Show all rows."""
        self.query_one(Input).focus()
        self._narrow(self.typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows that fit what was typed, the best first."""
        self._narrow(event.value)

    def on_input_submitted(self) -> None:
        """Take the row under the cursor."""
        self.action_take()

    def on_row_list_clicked(self) -> None:
        """Take the row that was clicked."""
        self.action_take()

    def action_move(self, by: int) -> None:
        """Go to the row above or below."""
        self.query_one(DialogRows).move(by)

    def action_mark(self) -> None:
        """Do nothing: one row is taken, none is marked."""

    def action_take(self) -> None:
        """Take the row under the cursor."""
        row = self.current()
        if row is not None:
            self.taken(row)

    def current(self) -> Row | None:
        """Return the row under the cursor."""
        place = self.query_one(DialogRows).cursor
        return self._found[place] if place < len(self._found) else None

    def taken(self, row: Row) -> None:
        """Give back what taking a row means."""
        raise NotImplementedError

    def drawn(self, row: Row, matcher: Matcher | None) -> Line:
        """Return how a row looks; `matcher` has what was typed."""
        cells = self.query_one(DialogRows).size.width - self.MARK_CELLS
        room = cells - self.title_cells - 4 if cells > 0 else _BESIDE
        beside = fit(row.beside, room) if room >= _SHORTEST else ""
        return (*marked(row.title, self.title_cells, matcher), Run(f"  {beside}", BESIDE))

    def matching(self, typed: str) -> Sequence[Row]:
        """Return the rows that fit what was typed, the best first."""
        return best_first(self.rows, typed) if typed else self.rows

    def _new(self, wanted: str) -> tuple[Row, ...]:
        """Return a row for a new one of the name that was typed, where there is none of that name."""
        is_there = any(row.title.casefold() == wanted.casefold() for row in self.rows)
        return (
            (Row(f"{NEW}{wanted}", f"new {self._makes}: {wanted}"),) if self._makes and wanted and not is_there else ()
        )

    def _narrow(self, typed: str, cursor: int = 0) -> None:
        wanted = typed.strip()
        matcher = Matcher(wanted) if wanted else None
        offered = self._new(wanted)
        self.title_cells = min(TITLE, max((width(row.title) for row in (*self.rows, *offered)), default=0))
        self._found = (*self.matching(wanted), *offered)
        nothing = "" if self._found or not wanted else "nothing fits   "
        self.query_one(".keys", Static).update(keys_told(nothing + self.keys), layout=False)
        self.counted(len(self._found))
        self.query_one(DialogRows).offer(Drawn(self._found, lambda row: self.drawn(row, matcher)), cursor)


class PickOne(FilteredList[str]):
    """Pick one row; gives back its id, None when nothing was picked."""

    def __init__(self, title: str, rows: Sequence[Row], *, typed: str = "", makes: str = "", keys: str = "") -> None:
        """Ask for one of `rows`, or for a new one; `keys` is what the line of keys says instead of the usual."""
        super().__init__(rows, heading=title, typed=typed, makes=makes)
        self.keys = keys or self.keys

    def taken(self, row: Row) -> None:
        """Give back the row's id."""
        self.dismiss(row.id)


class PickSeveral(FilteredList[tuple[str, ...]]):
    """Pick any number of rows; gives back their ids in the order they were picked, None on the way back."""

    KEYS: ClassVar[str] = "type to filter   tab pick   enter done   esc back"
    MARK_CELLS: ClassVar[int] = 2

    def __init__(
        self, title: str, rows: Sequence[Row], picked: Iterable[str], *, typed: str = "", makes: str = ""
    ) -> None:
        """Ask for some of `rows`, or for new ones; `picked` are picked already."""
        super().__init__(rows, heading=title, typed=typed, makes=makes)
        self.picked = list(picked)
        self._was_marked = False

    def drawn(self, row: Row, matcher: Matcher | None) -> Line:
        """Return the row with a mark when it is picked."""
        return (Run("✓ " if row.id in self.picked else "  ", HIT), *super().drawn(row, matcher))

    def action_mark(self) -> None:
        """Pick the row under the cursor, or put it back, and begin to filter anew."""
        row = self.current()
        if row is None:
            return
        self._mark(row)
        line, cursor = self.query_one(Input), self.query_one(DialogRows).cursor
        if line.value:
            line.value = ""
        else:
            self._narrow("", cursor)

    def action_take(self) -> None:
        """Take the row under the cursor; where there is none, what is picked already.

        What was typed and fits nothing is no answer while nothing is picked: it was meant for another question.
        """
        if self.current() is not None:
            super().action_take()
        elif self.picked or not self.query_one(Input).value.strip():
            self.dismiss(tuple(self.picked))

    def taken(self, row: Row) -> None:
        """Give back what is picked; where nothing was marked, the row under the cursor is."""
        if not self._was_marked and row.id not in self.picked:
            self._mark(row)
        self.dismiss(tuple(self.picked))

    def _mark(self, row: Row) -> None:
        self._was_marked = True
        if row.id not in {other.id for other in self.rows}:
            self.rows = (*self.rows, replace(row, title=row.id.removeprefix(NEW), beside="new"))
        if row.id in self.picked:
            self.picked.remove(row.id)
        else:
            self.picked.append(row.id)
