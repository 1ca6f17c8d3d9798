"""The keys where you are, made from the declared commands."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cjm_tui.render.cells import padded
from cjm_tui.tui.commands import Command, commands_of, key_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

_KEYS, _TITLE = 16, 26


def told(commands: Iterable[Command]) -> Content:
    """Return commands as lines of key, title and help, those without a key by their name alone."""
    rows = [
        Content.assemble(
            (padded(key_words(command) or ":", _KEYS), "bold $primary"),
            padded(command.title, _TITLE),
            (f" {command.help}", "$muted"),
        )
        for command in commands
    ]
    return Content("\n").join(rows)


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
        & .rows { height: auto; margin: 0 0 1 0; text-wrap: nowrap; text-overflow: ellipsis; }
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

    def compose(self) -> ComposeResult:
        """Lay out the groups, in the order in which they first appear."""
        commands = commands_of(self.room)
        order = list(dict.fromkeys(command.group for command in commands))
        ordered = sorted(commands, key=lambda command: order.index(command.group))
        with Vertical():
            yield Static(f"keys · {self.room}", classes="heading", markup=False)
            with VerticalScroll():
                for group, members in groupby(ordered, key=lambda command: command.group):
                    yield Static(group or "here", classes="group", markup=False)
                    yield Static(told(members), classes="rows", markup=False)
            yield Static("↑ ↓ scroll   esc back   : finds a command by its name", classes="keys", markup=False)

    def action_down(self) -> None:
        """Scroll a line down."""
        self.query_one(VerticalScroll).scroll_down(animate=False)

    def action_up(self) -> None:
        """Scroll a line up."""
        self.query_one(VerticalScroll).scroll_up(animate=False)
