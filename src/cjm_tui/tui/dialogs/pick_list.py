"""A list to pick from: type to narrow it down, arrows to move, enter to take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from cjm_tui.render.cells import fit
from cjm_tui.tui.dialogs.small_dialog import SmallDialog
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

Picked = TypeVar("Picked")
_BY_ID = 0.9  # how much a match in the id counts beside one in the title


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what it stands for, what it says, and what stands small beside it."""

    id: str
    title: str
    beside: str = ""


def marked(row: Row, matcher: Matcher | None = None) -> Content:
    """Return a row's title, the letters that were typed underlined."""
    title = Content(fit(visible(row.title, one_line=True), 60))
    # Matcher.highlight reads its candidate as markup, so the letters are marked here.
    places = matcher.fuzzy_search.match(matcher.query, title.plain)[1] if matcher is not None else ()
    for place in places:
        title = title.stylize("underline", place, place + 1)
    return title


class FilterLine(Input):
    """What is typed to narrow a list down; a list that picks with the space bar gets the space first."""

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder="type to filter", select_on_focus=False)
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key is text here and nothing else."""
        return key != "space" and super().check_consume_key(key, character)


class FilteredList(SmallDialog[Picked], Generic[Picked]):
    """A filter line over rows; subclasses say what taking a row gives back."""

    DEFAULT_CSS = """
    FilteredList {
        & Input { border: none; height: 1; padding: 0 1; background: $background; margin: 0 0 1 0; }
        & Input:focus { border: none; }
        & OptionList {
            border: none; background: transparent; height: auto; max-height: 14; padding: 0; scrollbar-size: 1 1;
            scrollbar-color: $line; scrollbar-background: $surface; text-wrap: nowrap; text-overflow: ellipsis;
        }
        & OptionList > .option-list--option-highlighted {
            background: transparent; color: $primary; text-style: reverse;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, priority=True),
        Binding("down", "move(1)", "down", show=False, priority=True),
        Binding("enter", "take", "take", show=False, priority=True),
    ]
    HEADING: ClassVar[str] = ""
    KEYS: ClassVar[str] = "type to filter   enter take   esc back"

    def __init__(self, rows: Sequence[Row], *, heading: str = "", typed: str = "") -> None:
        """Offer `rows`; `typed` stands in the filter line from the beginning."""
        super().__init__(heading or self.HEADING, self.KEYS)
        self.rows = tuple(rows)
        self.typed = typed

    def compose_body(self) -> ComposeResult:
        """Lay out the filter and the rows."""
        yield FilterLine(self.typed)
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show all rows."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._narrow(self.typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows that fit what was typed, the best first."""
        self._narrow(event.value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the row that was clicked."""
        event.stop()
        self.action_take()

    def action_move(self, by: int) -> None:
        """Go to the row above or below."""
        rows = self.query_one(OptionList)
        if by < 0:
            rows.action_cursor_up()
        else:
            rows.action_cursor_down()

    def action_take(self) -> None:
        """Take the row under the cursor."""
        row = self.current()
        if row is not None:
            self.taken(row)

    def current(self) -> Row | None:
        """Return the row under the cursor."""
        option = self.query_one(OptionList).highlighted_option
        return next((row for row in self.rows if option is not None and row.id == option.id), None)

    def taken(self, row: Row) -> None:
        """Give back what taking a row means."""
        raise NotImplementedError

    def drawn(self, row: Row, title: Content) -> Content:
        """Return how a row looks; `title` has the letters that were typed marked."""
        return Content.assemble(title, (f"  {fit(row.beside, 30)}", "$muted")) if row.beside else title

    def matching(self, typed: str) -> Iterable[tuple[Row, Content]]:
        """Return the rows that fit what was typed, the best first, each with its title."""
        wanted = typed.strip()
        if not wanted:
            return [(row, marked(row)) for row in self.rows]
        matcher = Matcher(wanted)
        fitting = [row for row in self.rows if _holds(row.title, wanted) or _holds(row.id, wanted)]
        scored = [(max(matcher.match(row.title), matcher.match(row.id) * _BY_ID), row) for row in fitting]
        best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
        return [(row, marked(row, matcher)) for _, row in best]

    def _narrow(self, typed: str) -> None:
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(Option(self.drawn(row, title), id=row.id) for row, title in self.matching(typed))
        if rows.option_count:
            rows.highlighted = 0


def _holds(text: str, wanted: str) -> bool:
    """Tell whether the letters of `wanted` stand in `text` in their order: cheap, before the costly score."""
    letters = iter(text.casefold())
    return all(letter in letters for letter in wanted.casefold())


class PickOne(FilteredList[str]):
    """Pick one row; gives back its id, None when nothing was picked."""

    def __init__(self, title: str, rows: Sequence[Row], *, typed: str = "") -> None:
        """Ask for one of `rows`."""
        super().__init__(rows, heading=title, typed=typed)

    def taken(self, row: Row) -> None:
        """Give back the row's id."""
        self.dismiss(row.id)


class PickSeveral(FilteredList[tuple[str, ...]]):
    """Pick any number of rows; gives back their ids in the order they were picked, None on the way back."""

    KEYS: ClassVar[str] = "type to filter   space pick   enter done   esc back"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", "pick", show=False, priority=True)]

    def __init__(self, title: str, rows: Sequence[Row], picked: Iterable[str], *, typed: str = "") -> None:
        """Ask for some of `rows`; `picked` are picked already."""
        super().__init__(rows, heading=title, typed=typed)
        self.picked = list(picked)
        self._was_marked = False

    def drawn(self, row: Row, title: Content) -> Content:
        """Return the row with a mark when it is picked."""
        mark = ("✓ ", "$primary") if row.id in self.picked else ("  ", "")
        return Content.assemble(mark, super().drawn(row, title))

    def action_mark(self) -> None:
        """Pick the row under the cursor, or put it back."""
        row = self.current()
        if row is not None:
            self._mark(row)
            self.query_one(OptionList).replace_option_prompt(row.id, self.drawn(row, marked(row)))

    def taken(self, row: Row) -> None:
        """Give back what is picked; where nothing was marked, the row under the cursor is."""
        if not self._was_marked and row.id not in self.picked:
            self._mark(row)
        self.dismiss(tuple(self.picked))

    def _mark(self, row: Row) -> None:
        self._was_marked = True
        if row.id in self.picked:
            self.picked.remove(row.id)
        else:
            self.picked.append(row.id)
