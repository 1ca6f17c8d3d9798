"""What screens that are a list have in common: a header, a line of titles, rows, a status and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from cjm_tui.render.cells import Ink, Line, Run, filled, fit, merged, width
from cjm_tui.tui.commands import commands_of, keyed
from cjm_tui.tui.screens.commanded import CommandedScreen
from cjm_tui.tui.widgets.footer import Footer
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size

Answer = TypeVar("Answer")


def header_line(left: str, right: str, cells: int) -> Line:
    """Return a header of a bold left and a quiet right side."""
    end = fit(right, max(0, cells - 20))
    start = Run(f" {fit(left, max(0, cells - width(end) - 4))}", Ink("text", "header", bold=True))
    room = cells - width(end) - 1
    return merged((*filled((start,), room, "header"), Run(f"{end} ", Ink("muted", "header"))))


class ListingScreen(CommandedScreen[Answer]):
    """A screen that is a list with a cursor; a subclass fills it and says what its rows mean."""

    DEFAULT_CSS = """
    ListingScreen { overflow: hidden hidden; }
    ListingScreen > .header { dock: top; }
    ListingScreen > .titles { margin: 1 0 0 0; }
    ListingScreen > Footer { dock: bottom; }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""

    def __init__(self) -> None:
        """Begin with empty rows."""
        super().__init__()
        self.header = Lines(classes="header")
        self.titles = Lines(classes="titles")
        self.rows = RowList(self.on_row_list_moved)
        self.footer = Footer(commands_of(self.ROOM))

    def _screen_resized(self, size: Size) -> None:
        """Lay everything out for another size; a list just shown is laid out for the one that it is told of then."""
        if size != self.size:
            super()._screen_resized(size)

    def compose(self) -> ComposeResult:
        """Lay out header, titles, rows and footer."""
        yield self.header
        yield self.titles
        yield self.rows
        yield self.footer

    def on_row_list_moved(self) -> None:
        """Show what belongs to the row under the cursor; a list whose rows say everything has nothing to show."""

    def say(self, words: str, tone: str = "muted") -> None:
        """Say a sentence in the status line."""
        self.footer.say(words, tone)

    def show_keys(self) -> None:
        """Show the keys again where a long sentence stood over them."""
        self.footer.uncover()

    def do_say_saved(self) -> None:
        """Say that every edit is saved already."""
        self.say(keyed("Saved already: every edit is in its file at once. {commit} on the board commits a revision"))

    def palette_entries(self) -> tuple[tuple[str, str, str], ...]:
        """Return what the palette offers beside the commands: id, title and help."""
        return ()

    def run_entry(self, id_: str | None) -> None:
        """Run what was chosen in the palette."""
        if id_ is not None:
            self.action_run(id_)

    def do_open_palette(self) -> None:
        """Offer every command by its name."""
        from cjm_tui.tui.dialogs.palette import Palette

        self.app.push_screen(Palette(self.ROOM, self.palette_entries()), self.run_entry)

    def do_show_said(self) -> None:
        """Show what the status line said, in full."""
        from cjm_tui.tui.dialogs.said import Said

        self.app.push_screen(Said(self.footer.said))

    def do_row_down(self) -> None:
        """Go to the next row."""
        self.rows.move(1)

    def do_row_up(self) -> None:
        """Go to the row before."""
        self.rows.move(-1)

    def do_rows_down(self) -> None:
        """Go a screen down."""
        self.rows.move(self.rows.size.height - 1)

    def do_rows_up(self) -> None:
        """Go a screen up."""
        self.rows.move(1 - self.rows.size.height)

    def do_first_row(self) -> None:
        """Go to the first row."""
        self.rows.go(0)

    def do_last_row(self) -> None:
        """Go to the last row."""
        self.rows.go(len(self.rows.rows))
