"""The board's commands that ask: a dialog is shown, its answer becomes one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_tui.model.record import RecordKey
from cjm_tui.tui import deeds
from cjm_tui.tui.board.asked import Asked
from cjm_tui.tui.commands import keyed

if TYPE_CHECKING:
    from cjm_tui.model.problem import Problem
    from cjm_tui.tui.board.desk import Desk


class Asking:
    """Opens dialogs, all loaded late."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do_add_insight(self) -> None:
        """Ask for an insight about the card or the stage."""
        from cjm_tui.tui.dialogs.quick_insight import QuickInsight

        asked, key = Asked(self._desk), deeds.key_at(self._desk.place)
        kept = asked.kept("add-insight", key)

        def add(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                self._desk.guarded(lambda: kept.end(lambda: asked.edit(deeds.insight_added, *answer)))
            elif kept.leave():
                self._desk.say(keyed("Not added; {add-insight} here offers it again"))

        self._desk.ask(QuickInsight(asked.document.records[key].name, kept=kept), add)

    def do_add_opportunity(self) -> None:
        """Ask for an opportunity of the card."""
        from cjm_tui.tui.dialogs.quick_text import QuickText

        asked, card = Asked(self._desk), deeds.copied(self._desk.document, self._desk.place).touchpoint
        kept = asked.kept("add-opportunity", card.key)

        def add(text: str | None) -> None:
            if text:
                self._desk.guarded(lambda: kept.end(lambda: asked.edit(deeds.opportunity_added, text)))
            elif kept.leave():
                self._desk.say(keyed("Not added; {add-opportunity} here offers it again"))

        title = f"An opportunity for {card.name}"
        self._desk.ask(QuickText(title, "How might we ", "How might we …?", kept=kept), add)

    def do_jump(self) -> None:
        """Ask for a card by some letters of its name."""
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        rows = [
            Row(touchpoint.id, touchpoint.name, column.name)
            for column in self._desk.journey.columns
            for touchpoint in column.touchpoints
        ]
        self._desk.ask(PickOne("jump to a card", rows), self._desk.go_to_touchpoint)

    def do_show_problems(self) -> None:
        """List the problems of this map."""
        from cjm_tui.services.workspace.neighbours import surroundings_at
        from cjm_tui.services.workspace.review import problems_in

        self._desk.save_now()
        path = self._desk.open_map.path
        self._desk.bring(lambda: problems_in(path, surroundings_at(path)), self._list_problems)

    def do_export(self) -> None:
        """Write the Markdown page of this map."""
        from cjm_tui.services.export.pages import ExportRequest, export

        self._desk.save_now()
        path = self._desk.open_map.path
        self._desk.say("Writing the page …")
        self._desk.aside(lambda: export(ExportRequest(path.parent, (path,))), self._tell_exported)

    def _list_problems(self, problems: tuple[Problem, ...]) -> None:
        from cjm_tui.tui.screens.problems import ProblemsScreen

        if not problems:
            self._desk.say("No problems in this map")
            return
        self._desk.ask(ProblemsScreen(problems), self._go_to_problem)

    def _go_to_problem(self, problem: Problem | None) -> None:
        if problem is None:
            return
        kind, _, id_ = problem.record.partition(".")
        if kind == "conflict":
            self._desk.run("settle-conflicts")
        else:
            self._desk.go_to_record(RecordKey(kind, id_))
        self._desk.say(f"{problem.message}; {problem.hint}".rstrip("; "), "accent")

    def _tell_exported(self, exported: tuple[object, ...]) -> None:
        names = [str(getattr(page, "name", page)) for page in exported]
        self._desk.say(f"Wrote {', '.join(names)}" if names else "The page is up to date", "text")
