"""A list to pick from: type to narrow it down, arrows to move, enter to take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

Picked = TypeVar("Picked")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what it stands for, what it says, and what stands small beside it."""

    id: str
    title: str
    beside: str = ""


class FilteredList(ModalScreen[Picked], Generic[Picked]):
    """A filter line over rows; subclasses say what taking a row gives back."""

    DEFAULT_CSS = """
    FilteredList { align: center middle; background: transparent; }
    FilteredList > Vertical {
        width: 72; max-width: 94%; height: auto; max-height: 80%; background: $panel;
        border: round $line; padding: 0 1;
    }
    FilteredList .title { color: $muted; padding: 0 1; }
    FilteredList Input { border: none; height: 1; padding: 0 1; background: $surface; margin: 0 0 1 0; }
    FilteredList Input:focus { border: none; }
    FilteredList OptionList { border: none; background: transparent; height: auto; max-height: 14; padding: 0; }
    FilteredList OptionList:focus { border: none; }
    FilteredList .keys { color: $muted; padding: 0 1; margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "back", show=False),
        Binding("up", "move(-1)", "up", show=False, priority=True),
        Binding("down", "move(1)", "down", show=False, priority=True),
        Binding("enter", "take", "take", show=False, priority=True),
    ]
    TITLE_TEXT = ""
    KEYS_TEXT = "type to filter   enter take   esc back"

    def __init__(self, rows: Sequence[Row], *, typed: str = "") -> None:
        """Offer `rows`; `typed` stands in the filter line from the beginning."""
        super().__init__()
        self.rows = tuple(rows)
        self.typed = typed

    def compose(self) -> ComposeResult:
        """Lay out the filter, the rows and the keys."""
        with Vertical():
            yield Static(self.title_text(), classes="title", markup=False)
            filter_line = Input(self.typed, placeholder="type to filter", select_on_focus=False)
            filter_line.cursor_blink = False
            yield filter_line
            yield OptionList()
            yield Static(self.KEYS_TEXT, classes="keys", markup=False)

    def on_mount(self) -> None:
        """Show all rows."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._narrow(self.typed)

    def title_text(self) -> str:
        """Return what is asked for."""
        return self.TITLE_TEXT

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
        return Content.assemble(title, ("  " + visible(row.beside, one_line=True), "$muted")) if row.beside else title

    def matching(self, typed: str) -> Iterable[tuple[Row, Content]]:
        """Return the rows that fit what was typed, the best first, each with its title marked."""
        titled = [(row, Content(visible(row.title, one_line=True))) for row in self.rows]
        if not typed.strip():
            return titled
        matcher = Matcher(typed.strip())
        scored = [(max(matcher.match(title.plain), matcher.match(row.id) * 0.9), row, title) for row, title in titled]
        best = sorted((item for item in scored if item[0] > 0), key=lambda item: -item[0])
        return [
            (row, matcher.highlight(title.plain) if matcher.match(title.plain) else title) for _, row, title in best
        ]

    def _narrow(self, typed: str) -> None:
        rows = self.query_one(OptionList)
        rows.clear_options()
        rows.add_options(Option(self.drawn(row, title), id=row.id) for row, title in self.matching(typed))
        if rows.option_count:
            rows.highlighted = 0


class PickOne(FilteredList[str]):
    """Pick one row; gives back its id, None when nothing was picked."""

    def __init__(self, title: str, rows: Sequence[Row], *, typed: str = "") -> None:
        """Ask for one of `rows`."""
        super().__init__(rows, typed=typed)
        self._title_text = title

    def title_text(self) -> str:
        """Return what is asked for."""
        return self._title_text

    def taken(self, row: Row) -> None:
        """Give back the row's id."""
        self.dismiss(row.id)


class PickSeveral(FilteredList[tuple[str, ...]]):
    """Pick any number of rows; gives back their ids in the order they were picked, None on the way back."""

    KEYS_TEXT = "type to filter   space pick   enter done   esc back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "pick", show=False, priority=True),
    ]

    def __init__(self, title: str, rows: Sequence[Row], picked: Iterable[str], *, typed: str = "") -> None:
        """Ask for some of `rows`; `picked` are picked already."""
        super().__init__(rows, typed=typed)
        self._title_text = title
        self.picked = list(picked)
        self._toggled = False

    def title_text(self) -> str:
        """Return what is asked for."""
        return self._title_text

    def drawn(self, row: Row, title: Content) -> Content:
        """Return the row with a mark when it is picked."""
        mark = ("✓ ", "$primary") if row.id in self.picked else ("  ", "")
        return Content.assemble(mark, super().drawn(row, title))

    def action_mark(self) -> None:
        """Pick the row under the cursor, or put it back."""
        row = self.current()
        if row is not None:
            self._toggle(row)
            rows = self.query_one(OptionList)
            rows.replace_option_prompt(row.id, self.drawn(row, Content(visible(row.title, one_line=True))))

    def taken(self, row: Row) -> None:
        """Give back what is picked; where no row was toggled, the one under the cursor is."""
        if not self._toggled and row.id not in self.picked:
            self._toggle(row)
        self.dismiss(tuple(self.picked))

    def _toggle(self, row: Row) -> None:
        self._toggled = True
        if row.id in self.picked:
            self.picked.remove(row.id)
        else:
            self.picked.append(row.id)
