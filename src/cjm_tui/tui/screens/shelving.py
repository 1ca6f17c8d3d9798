"""The library's commands about a map as a whole, and the ways to what all maps share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cjm_tui.errors import NotFoundError
from cjm_tui.model.record import RecordKey
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.tui.commands import keyed
from cjm_tui.tui.screens.listing import ListingScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_tui.model.problem import Problem
    from cjm_tui.services.workspace.library import Entry
    from cjm_tui.tui.app import CjmApp


class Shelving(ListingScreen[None]):
    """Copies, renames, puts away and checks the map under the cursor; for the library's screen."""

    folder: Path

    def current(self) -> Entry | None:
        """Return the map under the cursor."""
        raise NotImplementedError

    def read_again(self) -> None:
        """Read the maps."""
        raise NotImplementedError

    def here(self) -> Entry:
        """Return the map under the cursor; raise `NotFoundError` where there is none."""
        entry = self.current()
        if entry is None:
            raise NotFoundError("No map here", "the cursor stands on no map", keyed("{new-map} begins one."))
        return entry

    def open_map(self, path: Path, touchpoint: str = "") -> None:
        """Open a map on its board."""
        cast("CjmApp", self.app).open_board(path, touchpoint)

    def do_new_map(self) -> None:
        """Ask for a title, and open a map of that name."""
        from cjm_tui.tui.dialogs.quick_text import QuickText

        self.app.push_screen(QuickText("a new map", placeholder="what the journey is called"), self._choose_template)

    def do_copy_map(self) -> None:
        """Ask for the title of the copy, and make it."""
        entry = self.here()
        self._ask("copy the map", f"{entry.title}, a copy", lambda title: self._copy(entry, title))

    def do_rename_map(self) -> None:
        """Ask for another title."""
        entry = self.here()
        self._ask("another title", entry.title, lambda title: self._rename(entry, title))

    def do_archive_map(self) -> None:
        """Put the map away, or take it out again."""
        from cjm_tui.services.workspace.map_files import put_away

        entry = self.here()
        is_away = put_away(entry.path)
        self.read_again()
        self.say(
            keyed("Put away; {archive-map} once more brings it back") if is_away else "Back among the drafts", "text"
        )

    def _ask(self, heading: str, value: str, then: Callable[[str], None]) -> None:
        from cjm_tui.tui.dialogs.quick_text import QuickText

        def answer(title: str | None) -> None:
            if title is not None:
                self.guarded(lambda: then(title))

        self.app.push_screen(QuickText(heading, value, "what the journey is called"), answer)

    def _copy(self, entry: Entry, title: str) -> None:
        from cjm_tui.services.workspace.map_files import copied

        self.open_map(copied(workspace_in(self.folder), entry.path, title))

    def _rename(self, entry: Entry, title: str) -> None:
        from cjm_tui.services.workspace.map_files import retitled

        retitled(entry.path, title)
        self.read_again()
        self.say(f"Renamed; its id stays {entry.id}", "text")

    def do_show_personas(self) -> None:
        """Show who walks the maps."""
        from cjm_tui.tui.screens.personas import PersonasScreen

        self.app.push_screen(PersonasScreen(self.folder, self.open_map))

    def do_show_evidence(self) -> None:
        """Show what the maps rest on."""
        from cjm_tui.tui.screens.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(self.folder, self.open_map))

    def do_settle_conflicts(self) -> None:
        """Settle what is open in any file of the folder; a map's on its board."""
        from cjm_tui.tui.screens.disputes import ON_A_BOARD, Ways, settle_around

        settle_around(self, self.folder, Ways(self.open_map, keyed(ON_A_BOARD), self.read_again))

    def _choose_template(self, title: str | None) -> None:
        from cjm_tui.services.workspace.templates import DEFAULT, templates
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        if title is None:
            return
        known = sorted(templates(workspace_in(self.folder)).values(), key=lambda it: (it.name != DEFAULT, it.name))
        rows = [Row(template.name, template.title, template.name) for template in known]
        self.app.push_screen(PickOne(f"{title}: what to begin with", rows), lambda name: self._begin(title, name))

    def _begin(self, title: str, template: str | None) -> None:
        from cjm_tui.services.workspace.templates import new_map

        if template is not None:
            self.guarded(lambda: self.open_map(new_map(title, template, workspace_in(self.folder))))

    def do_list_problems(self) -> None:
        """List the problems of the map under the cursor."""
        from cjm_tui.services.workspace.neighbours import surroundings_at
        from cjm_tui.services.workspace.review import problems_in
        from cjm_tui.tui.screens.problems import ProblemsScreen

        entry = self.here()

        def show(problems: tuple[Problem, ...]) -> None:
            if problems:
                self.app.push_screen(ProblemsScreen(problems), lambda chosen: self._open_at(entry.path, chosen))
            else:
                self.say(f"{entry.title}: no problems")

        self.bring(lambda: problems_in(entry.path, surroundings_at(entry.path)), show)

    def _open_at(self, path: Path, problem: Problem | None) -> None:
        if problem is None:
            return
        from cjm_tui.tui.screens.boarded import Boarded

        kind, _, id_ = problem.record.partition(".")
        self.guarded(lambda: self.open_map(path, id_ if kind == "touchpoint" else ""))
        if isinstance(self.app.screen, Boarded):
            self.app.screen.go_to_record(RecordKey(kind, id_))
