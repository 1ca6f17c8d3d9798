"""The problems of a map, each with where it is and what to do; enter goes to the card."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_tui.model.problem import Problem
from cjm_tui.render.cells import Ink, Line, Run, fit, fit_end, padded, wrapped
from cjm_tui.tui.commands import PROBLEMS, keyed
from cjm_tui.tui.screens.listing import ListingScreen, header_line
from cjm_tui.tui.steps import here
from cjm_tui.tui.widgets.lines import Lines
from cjm_tui.tui.widgets.row_list import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from cjm_tui.tui.widgets.row_list import RowList

_WHERE = 34
_MARKS = {"error": ("!", Ink("error", bold=True)), "warning": ("~", Ink("accent"))}


def where(problem: Problem) -> str:
    """Return what a problem is about: the record and field, or the file."""
    return ".".join(part for part in (problem.record, problem.field) if part) or problem.path


def _where_cells(cells: int) -> int:
    return min(_WHERE, max(10, cells // 3))


def problem_row(problem: Problem, cells: int) -> Line:
    """Return a problem in one line: how bad, where, what."""
    mark, ink = _MARKS[problem.severity]
    at = _where_cells(cells)
    said = Run(fit(problem.message, cells - at - 3), Ink())
    return (Run(f"{mark} ", ink), Run(padded(fit_end(where(problem), at), at), Ink("muted")), Run(" ", Ink()), said)


def told(problem: Problem, cells: int, height: int) -> list[Line]:
    """Return all that is known about a problem, in `height` lines."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    lines = [(Run(f" {fit_end(place, cells - 2)}", Ink("muted")),)]
    lines += [(Run(f" {line}", Ink("text", bold=True)),) for line in wrapped(here(problem.message), cells - 2)]
    lines += [(Run(f" {line}", Ink()),) for line in wrapped(here(problem.hint), cells - 2)]
    return [*lines, *[()] * height][:height]


class ProblemsScreen(ListingScreen[Problem | None]):
    """List problems; gives back the one to go to, None on the way back."""

    ROOM: ClassVar[str] = PROBLEMS
    DEFAULT_CSS = """
    ProblemsScreen > .whole { height: 5; margin: 1 0 0 0; }
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        """List `problems`, the errors first."""
        super().__init__()
        self.problems = sorted(problems, key=lambda problem: (problem.severity, problem.path, problem.line))
        self.whole = Lines(classes="whole")

    def compose(self) -> ComposeResult:
        """Lay out the list, and below it all about the problem under the cursor."""
        yield from super().compose()
        yield self.whole

    def on_resize(self) -> None:
        """Fit everything to the new width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        cells = self.size.width
        errors = sum(problem.severity == "error" for problem in self.problems)
        counts = ((errors, "to put right"), (len(self.problems) - errors, "odd"))
        counted = " · ".join(f"{count} {what}" for count, what in counts if count)
        self.header.show((header_line("problems", counted, cells),))
        titles = Run(f"    {padded('where', _where_cells(cells - 3))} what", Ink("faint"))
        self.titles.show(((titles,) if self.problems else (),))
        self.rows.offer(Drawn(self.problems, lambda problem: problem_row(problem, cells - 3)))
        if not self.problems:
            self.say(keyed("Nothing is wrong here · {back} goes back"))

    def on_row_list_moved(self) -> None:
        """Tell all about the problem under the cursor."""
        if self.problems:
            lines = told(self.problems[self.rows.cursor], self.size.width, self.whole.size.height)
            self.whole.show(lines)

    def on_row_list_clicked(self, event: RowList.Clicked) -> None:
        """Go to the card of a problem that was clicked twice."""
        if event.times > 1:
            self.do_jump_to_problem()

    def do_jump_to_problem(self) -> None:
        """Give back the problem under the cursor."""
        self.dismiss(self.problems[self.rows.cursor] if self.problems else None)

    def do_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def do_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
