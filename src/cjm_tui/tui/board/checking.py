"""What is odd in the map, where it is: a mark on the card, the words in the side panel, and how many when it opens.

Looked up in a thread when the map is opened or changes beside the app, and after an edit as long as something is odd;
a key never waits for it. What has a place of its own on the board (conflicts, suspect links) is not told twice.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cjm_tui.model.record import RecordKey
from cjm_tui.tui.commands import key_of
from cjm_tui.tui.steps import here

if TYPE_CHECKING:
    from textual.timer import Timer

    from cjm_tui.model.problem import Problem
    from cjm_tui.render.journey import Place
    from cjm_tui.tui.board.desk import Desk
    from cjm_tui.tui.widgets.side_panel import SidePanel
    from cjm_tui.tui.widgets.view_board import ViewBoard

_SOON = 1.0
_TOLD_ELSEWHERE = {"conflict", "suspect-link"}


class Checking:
    """Knows what is odd about each record."""

    def __init__(self, desk: Desk, board: ViewBoard, panel: SidePanel) -> None:
        self._desk, self._board, self._panel = desk, board, panel
        self._by_record: dict[str, list[Problem]] = {}
        self._was_told = False
        self._soon: Timer | None = None
        self._others = panel.notes_of
        panel.notes_of = lambda place: (*self.notes_at(place), *self._others(place))

    def look(self) -> None:
        """Look for what is odd in the map as it is shown: to read its file again would take as much memory again."""
        from cjm_tui.services.workspace.review import odd_in

        if self._soon is not None:
            self._soon.stop()
            self._soon = None
        path, document = self._desk.open_map.path, self._desk.document
        self._desk.aside(lambda: odd_in(document, path), self._know, group="checking")

    def look_soon(self) -> None:
        """Look in a moment, once for all that comes until then: where many write, much does."""
        if self._soon is None:
            self._soon = self._board.set_timer(_SOON, self.look)

    def look_again(self) -> None:
        """Look whether what was odd still is."""
        if self._by_record:
            self.look()

    def notes_at(self, place: Place) -> tuple[tuple[str, str], ...]:
        """Return what is odd about the card or stage at a place and what hangs on it, each with its colour."""
        own = RecordKey("touchpoint", place.touchpoint) if place.touchpoint else RecordKey("stage", place.stage)
        return tuple(
            (here(f"! {_where(problem, own)}{problem.message}; {problem.hint}".rstrip("; ")), _tone(problem))
            for record, problems in self._by_record.items()
            if str(own) == record or (place.touchpoint and self._card_of(record) == place.touchpoint)
            for problem in problems
        )

    def _know(self, problems: tuple[Problem, ...]) -> None:
        by_record: dict[str, list[Problem]] = {}
        for problem in problems:
            if problem.code not in _TOLD_ELSEWHERE and not _can_be_made(problem):
                by_record.setdefault(problem.record, []).append(problem)
        if by_record == self._by_record:
            return
        self._by_record = by_record
        self._board.mark_odd(frozenset(map(self._card_of, by_record)) - {""})
        self._panel.tell(self._desk.journey, self._desk.place, self._desk.names)
        counts = Counter(problem.severity for found in by_record.values() for problem in found)
        if counts["error"] and not self._was_told:
            self._was_told = True
            odd = f", {counts['warning']} odd" if counts["warning"] else ""
            self._desk.mention(f"{counts['error']} to put right{odd} · {key_of('show-problems')} shows where", "accent")

    def _card_of(self, record: str) -> str:
        """Return the id of the card that a record is or hangs on, empty where there is none."""
        kind, _, id_ = record.partition(".")
        if kind == "touchpoint":
            return id_
        found = self._desk.document.records.get(RecordKey(kind, id_))
        return found.text("touchpoint") if found is not None else ""


def _where(problem: Problem, own: RecordKey) -> str:
    where = (
        problem.field
        if problem.record == str(own)
        else ".".join(part for part in (problem.record, problem.field) if part)
    )
    return f"{where}: " if where else ""


def _can_be_made(problem: Problem) -> bool:
    """Tell whether it is only that a persona or a source has no file yet, as everywhere where a team begins."""
    return problem.code == "unknown-reference" and problem.hint.startswith("make ")


def _tone(problem: Problem) -> str:
    return "error" if problem.severity == "error" else "accent"
