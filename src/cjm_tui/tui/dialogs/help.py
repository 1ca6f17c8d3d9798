"""The keys where you are, made from the declared commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cjm_tui.render.cells import padded, width, wrapped
from cjm_tui.tui.commands import FORM, Command, commands_of, key_words, keyed
from cjm_tui.tui.dialogs.small_dialog import keys_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

_LISTED, _TITLE = 17, 28
_LEAST = 24
"""In fewer cells than these the help of a command stands below its title, not beside it."""

_KEYS = "↑ ↓ scroll   esc back"


def listed_cells(commands: Iterable[Command]) -> int:
    """Return how many cells the keys of some commands need, up to where the longest lists of them are shortened."""
    return min(_LISTED, 2 + max((width(key_words(command)) for command in commands), default=0))


def told(commands: Iterable[Command], cells: int, listed: int = _LISTED) -> Content:
    """Return commands as lines of `cells` cells: key, title and help, the help on more lines where it is long.

    `listed` is how many cells the keys have.
    """
    return Content("\n").join([line for command in commands for line in _lines(command, cells, listed)])


def _lines(command: Command, cells: int, listed: int) -> Iterator[Content]:
    room = cells - listed - _TITLE - 1
    is_narrow = room < _LEAST
    helped = wrapped(command.help, cells - listed if is_narrow else room) or [""]
    is_long = is_narrow or width(command.title) > _TITLE
    first = command.title if is_long else padded(command.title, _TITLE + 1)
    beside = "" if is_long else helped.pop(0)
    keys = padded(key_words(command) or ":", listed)
    yield Content.assemble((keys, "bold $primary"), first, (beside, "$muted"))
    for line in helped:
        indent = listed if is_narrow else listed + _TITLE + 1
        yield Content.assemble(" " * indent, (line, "$muted"))


class HelpScreen(ModalScreen[None]):
    """Show every command of a room by groups; any way back closes it."""

    DEFAULT_CSS = """
    HelpScreen {
        background: $background; align-horizontal: center;
        & > Vertical { width: 100%; max-width: 110; height: 100%; }
        & .heading { height: 1; padding: 0 1; background: $header; text-style: bold; }
        & VerticalScroll { height: 1fr; padding: 1 1 0 1; }
        & VerticalScroll { scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $background; }
        & .group { height: 1; text-style: bold; color: $foreground; }
        & .rows { height: auto; margin: 0 0 1 0; }
        & .keys { height: 1; padding: 0 1; background: $header; color: $muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1,enter", "dismiss(None)", "back", show=False),
        Binding("j", "down", "down", show=False),
        Binding("k", "up", "up", show=False),
    ]

    def __init__(self, room: str) -> None:
        """Show the commands of `room`."""
        super().__init__()
        self.room = room
        self.groups: dict[str, list[Command]] = {}
        for command in commands_of(room):
            self.groups.setdefault(command.group, []).append(command)

    def on_resize(self) -> None:
        """Lay the lines out for the width there is."""
        cells = min(self.size.width, 110) - 4
        listed = listed_cells(command for commands in self.groups.values() for command in commands)
        for rows, commands in zip(self.query(".rows").results(Static), self.groups.values(), strict=True):
            rows.update(told(commands, cells, listed))

    def compose(self) -> ComposeResult:
        """Lay out the groups, in the order in which they first appear."""
        with Vertical():
            yield Static(f"keys · {self.room}", classes="heading", markup=False)
            with VerticalScroll():
                for group in self.groups:
                    yield Static(group or "here", classes="group", markup=False)
                    yield Static(classes="rows", markup=False)
            palette = "" if self.room == FORM else keyed("   {open-palette} finds a command by its name")
            yield Static(keys_told(f"{_KEYS}{palette}"), classes="keys", markup=False)

    def action_down(self) -> None:
        """Scroll a line down."""
        self.query_one(VerticalScroll).scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll a line up."""
        self.query_one(VerticalScroll).scroll_up(animate=False)
