"""The board's commands that ask: a dialog is shown, its answer becomes one edit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cjm_tui.errors import NothingToCommit
from cjm_tui.model.problem import Problem
from cjm_tui.render.journey import Place
from cjm_tui.tui import deeds
from cjm_tui.tui.screens.filling_in import FillingIn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cjm_tui.services.past.recorded import Recorded
    from cjm_tui.storage.lens import Reading

_PERSONA, _STAGE = "persona ", "stage "


class Asking(FillingIn):
    """Opens dialogs, all loaded late; for the board's screen."""

    def do_add_insight(self) -> None:
        """Ask for an insight about the card or the stage."""
        from cjm_tui.tui.dialogs.quick_insight import QuickInsight

        name = self.document.records[deeds.key_of(self.place)].name
        self.app.push_screen(QuickInsight(name), self._add_insight)

    def do_add_opportunity(self) -> None:
        """Ask for an opportunity of the card."""
        from cjm_tui.tui.dialogs.quick_text import QuickText

        self.edit_is_possible_on_a_card()
        name = self.document.records[deeds.key_of(self.place)].name
        dialog = QuickText(f"An opportunity for {name}", "How might we ", "How might we …?")
        self.app.push_screen(dialog, self._add_opportunity)

    def do_jump(self) -> None:
        """Ask for a card by some letters of its name."""
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        rows = [
            Row(touchpoint.id, touchpoint.name, column.name)
            for column in self.journey.columns
            for touchpoint in column.touchpoints
        ]
        self.app.push_screen(PickOne("jump to a card", rows), self.go_to_touchpoint)

    def do_open_palette(self) -> None:
        """Offer every command, every persona's curve, every stage."""
        from cjm_tui.tui.dialogs.palette import Palette

        self.app.push_screen(Palette(self.ROOM, self.entries()), self._take_entry)

    def entries(self) -> list[tuple[str, str, str]]:
        """Return what the palette offers besides commands, as id, title and help."""
        curves = [(f"{_PERSONA}{id_}", f"Curve of {self.persona_name(id_)}", "") for id_ in self.personas()]
        return curves + [(f"{_STAGE}{stage.id}", stage.name, "go to this stage") for stage in self.document.stages()]

    def run_entry(self, id_: str) -> None:
        """Run what was chosen in the palette."""
        if id_.startswith(_PERSONA):
            self.show_persona(id_.removeprefix(_PERSONA))
        elif id_.startswith(_STAGE):
            self.go(Place(id_.removeprefix(_STAGE)))
        else:
            self.action_run(id_)

    def do_commit(self) -> None:
        """Look at what git has, then offer a commit of the map and what it rests on, with its message written."""
        from cjm_tui.services.editing.open_map import with_file
        from cjm_tui.services.joining.committing import with_companions

        def offer(found: tuple[Mapping[Path, Reading], Recorded]) -> None:
            for path, reading in found[0].items():
                self.open_map = with_file(self.open_map, path, reading)
            self._offer_commit(found[1])

        self.trouble_of_flushing()
        self.aside(partial(with_companions, self.open_map), offer)

    def do_revert(self) -> None:
        """Go back to the last revision, as one edit that `u` takes back."""
        known = self.recorded
        committed = known.committed.get(self.open_map.path) if known else None
        if committed is None:
            self.say("There is no revision to go back to yet")
            return
        self.take(deeds.Deed(committed, self.place), f"Back to the last revision of {committed.title}")

    def do_show_problems(self) -> None:
        """List the problems of this map."""
        from cjm_tui.services.workspace.neighbours import surroundings_at
        from cjm_tui.services.workspace.review import problems_in

        path = self.open_map.path
        self.aside(lambda: problems_in(path, surroundings_at(path)), self._list_problems)

    def do_export(self) -> None:
        """Write the Markdown page of this map."""
        from cjm_tui.services.export.pages import ExportRequest, export

        path = self.open_map.path
        self.say("Writing the page …")
        self.aside(lambda: export(ExportRequest(path.parent, (path,))), self._tell_exported)

    def go_to_touchpoint(self, id_: str | None) -> None:
        """Put the cursor on a card by its id."""
        found = self.journey.places.get(id_ or "")
        if found and id_:
            self.go(Place(self.journey.columns[found[0]].id, id_))

    def edit_is_possible_on_a_card(self) -> None:
        """Raise `UsageError` where the cursor stands on no card."""
        deeds.copied(self.document, self.place)

    def _add_insight(self, answer: tuple[str, str] | None) -> None:
        if answer is not None:
            self.guarded(lambda: self.edit(deeds.insight_added, *answer))

    def _add_opportunity(self, text: str | None) -> None:
        if text:
            self.guarded(lambda: self.edit(deeds.opportunity_added, text))

    def _take_entry(self, id_: str | None) -> None:
        if id_ is not None:
            self.run_entry(id_)

    def _offer_commit(self, known: Recorded) -> None:
        from cjm_tui.services.joining.committing import message_for
        from cjm_tui.tui.dialogs.commit import CommitDialog

        self.recorded = known
        self.tell_header()
        if not known.has_history:
            self.say(f"{known.notice} {known.hint}".strip(), "accent")
            return
        if self.finishes(known):
            return
        present = self.open_map.present
        try:
            message = message_for(known, self.open_map.path, present)
        except NothingToCommit as nothing:
            self.say(f"{nothing.title}: {nothing.message}")
            return
        dialog = CommitDialog(
            message,
            known.uncommitted(present),
            known.notice,
            commit=self._committing(known),
            in_terminal=self._committing(known, in_terminal=True),
        )
        self.app.push_screen(dialog, self._tell_committed)

    def _committing(self, known: Recorded, *, in_terminal: bool = False) -> Callable[[str], str]:
        def committed(message: str) -> str:
            from cjm_tui.services.joining.committing import changed_files, commit

            paths = changed_files(known, self.open_map.present)
            people = self.co_authors(known)
            made = commit(paths, message, people=people, in_terminal=in_terminal)
            self.forget_hands()
            where = f" on {made.branch}" if made.branch else ""
            beside = f" with {', '.join(person.name for person in people)}" if people else ""
            return f"Committed {made.hash[:7]}{where}{beside}: {message.splitlines()[0]} {made.notice}".rstrip()

        return committed

    def _tell_committed(self, words: str | None) -> None:
        if words:
            self.say(words, "text")
        self.read_around(with_names=False)

    def _list_problems(self, problems: tuple[Problem, ...]) -> None:
        from cjm_tui.tui.screens.problems import ProblemsScreen

        if not problems:
            self.say("No problems in this map")
            return
        self.app.push_screen(ProblemsScreen(problems), self._go_to_problem)

    def _go_to_problem(self, problem: Problem | None) -> None:
        if problem is None:
            return
        kind, _, id_ = problem.record.partition(".")
        if kind == "touchpoint":
            self.go_to_touchpoint(id_)
        elif kind == "stage" and self.journey.column_of(id_) is not None:
            self.go(Place(id_))
        elif kind == "conflict":
            self.action_run("settle-conflicts")
        self.say(f"{problem.message}; {problem.hint}".rstrip("; "), "accent")

    def _tell_exported(self, exported: tuple[object, ...]) -> None:
        names = [str(getattr(page, "name", page)) for page in exported]
        self.say(f"Wrote {', '.join(names)}" if names else "The page is up to date", "text")
