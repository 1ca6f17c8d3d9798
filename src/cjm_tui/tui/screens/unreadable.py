"""A file that cannot be read as a map: its text, with the lines marked that are in the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from cjm_tui.model.problem import Problem
from cjm_tui.render.cells import Ink, Line, Run, fit, wrapped
from cjm_tui.services.joining.conflicts import can_be_merged, merged_where_left
from cjm_tui.services.joining.markers import has_markers
from cjm_tui.services.workspace.documents import named
from cjm_tui.services.workspace.review import problems_in
from cjm_tui.storage.gate import LARGEST
from cjm_tui.tui.commands import PROBLEMS, Command, commands_of, keyed
from cjm_tui.tui.dialogs.visible import visible
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.widgets.footer import Footer
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult


_NUMBER = 5
_MOST = 5000


def lines_of(text: str, problems: tuple[Problem, ...], cells: int) -> list[Line]:
    """Return a file's text in lines with their numbers, those with a problem marked; at most 5,000 of them."""
    marked = {problem.line for problem in problems}
    return [_line(number, line, cells, is_marked=number in marked) for number, line in _numbered(text)]


def _again(command: Command) -> Command:
    """Return a command of the list of problems as it is meant here."""
    return command._replace(label="open again") if command.id == "jump-to-problem" else command


def _numbered(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.split("\n")[:_MOST], 1))


def _line(number: int, line: str, cells: int, *, is_marked: bool) -> Line:
    at = Run(
        f"{number:>{_NUMBER}} {'!' if is_marked else ' '} ", Ink("error" if is_marked else "muted", bold=is_marked)
    )
    # A leading run of spaces is the file's own indentation, which `fit` would take away.
    indent = len(line) - len(line.lstrip(" "))
    kept = " " * min(indent, 20)
    return (at, Run(kept + fit(visible(line, one_line=True), max(4, cells - _NUMBER - 4 - len(kept))), Ink()))


class UnreadableScreen(ListingScreen[None]):
    """Show a file that cannot be read, at its first problem; enter tries again."""

    ROOM: ClassVar[str] = PROBLEMS
    DEFAULT_CSS = """
    UnreadableScreen > .whole { height: 4; margin: 1 0 0 0; }
    """

    def __init__(self, path: Path) -> None:
        """Show the file at `path`."""
        super().__init__()
        self.path = path
        self.problems: tuple[Problem, ...] = ()
        self.text = ""
        self._is_over = False
        self.whole = Lines(classes="whole")
        self.footer = Footer([_again(command) for command in commands_of(PROBLEMS)])

    def compose(self) -> ComposeResult:
        """Lay out the text, and below it what is in the way."""
        yield from super().compose()
        yield self.whole

    def on_mount(self) -> None:
        """Read the file as far as it can be shown."""
        self.problems = problems_in(self.path)
        try:
            with self.path.open("rb") as file:
                self.text = file.read(LARGEST).decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            self.text = ""
        if has_markers(self.text):
            self.aside(partial(can_be_merged, self.path), self._offer_to_merge)

    def on_resize(self) -> None:
        """Fit everything to the new width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        cells = self.size.width
        first = self.problems[0] if self.problems else None
        self.header.show((header_line(named(self.path), "cannot be read as a map", cells),))
        self.rows.offer(lines_of(self.text, self.problems, cells - 3), max(0, first.line - 1) if first else 0)
        said = [line for part in (first.message, first.hint) for line in wrapped(part, cells - 2)] if first else []
        inks = [Ink("error", bold=True), *[Ink()] * len(said)]
        self.whole.show([(Run(f" {line}", ink),) for line, ink in zip([*said, "", "", "", ""][:4], inks, strict=False)])
        self.say(keyed("Put it right in an editor; {jump-to-problem} opens it then · {back} goes back"))

    def _offer_to_merge(self, can_be: bool) -> None:
        from cjm_tui.tui.dialogs.confirm import Confirm

        if not can_be:
            return
        question = f"Git could not merge {self.path.name} line by line and left both versions in it."
        offer = "Merge them by card and field? What both changed differently waits for you to choose."
        dialog = Confirm("Two versions in one file", f"{question} {offer}", "merge them", "show the text")
        self.app.push_screen(dialog, self._merge)

    def _merge(self, agreed: bool | None) -> None:
        if agreed:
            self.bring(partial(merged_where_left, self.path), self._go_on)

    def _go_on(self, is_merged: bool) -> None:
        from cjm_tui.tui.screens.board import BoardScreen

        if not is_merged:
            words = "The two versions cannot be told apart: settle them in an editor; {jump-to-problem} opens it then"
            self.say(keyed(words), "error")
            return
        self.do_jump_to_problem()
        board = self.app.screen
        if isinstance(board, BoardScreen) and board.document.of_kind("conflict"):
            board.call_after_refresh(board.action_run, "settle-conflicts")

    def do_jump_to_problem(self) -> None:
        """Try to open the file again, in place of its text."""
        from cjm_tui.tui.screens.opening import screen_at

        opened = screen_at(self.path)
        if self._is_first:
            self._is_over = True
        else:
            self.app.pop_screen()
        self.app.push_screen(opened)

    def on_screen_resume(self) -> None:
        """Leave where the file was opened from here: what led to it is no place to come back to."""
        if self._is_over:
            self.app.exit()

    def do_back(self) -> None:
        """Go back, or leave where this is where it began."""
        if self._is_first:
            self.app.exit()
        else:
            self.app.pop_screen()

    def do_leave(self) -> None:
        """Go back."""
        self.do_back()

    @property
    def _is_first(self) -> bool:
        return len(self.app.screen_stack) == 1
