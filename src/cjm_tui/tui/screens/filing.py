"""What is done to the files that maps refer to: their form, a new one, where one is used, and the way back.

A form that is saved is one edit of that file, on the disk at once; `u` takes the last one back. An edit that cannot be
saved is kept, said, and tried again with the next.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from cjm_tui.errors import SaveError
from cjm_tui.model.edits import set_fields
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.wording import words
from cjm_tui.services.editing.open_map import OpenMap, begun, edited, taken_back, undone
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.workspace.discovery import workspace_in
from cjm_tui.services.workspace.documents import named
from cjm_tui.services.workspace.referred import begin
from cjm_tui.tui.commands import key_of, keyed
from cjm_tui.tui.screens.referred import ReferredScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cjm_tui.model.document import Document
    from cjm_tui.model.values import Value
    from cjm_tui.services.editing.newcomers import Newcomer
    from cjm_tui.services.workspace.referred import Use
    from cjm_tui.tui.app import CjmApp
    from cjm_tui.tui.lifeline import Lifeline
    from cjm_tui.tui.screens.referred import Go

_FILE = "file "


class FilingScreen(ReferredScreen):
    """A list of files that can be edited, begun and followed to where they are used."""

    ASKS: ClassVar[Mapping[str, str]] = {}

    def __init__(self, folder: Path, go: Go) -> None:
        """Show the files of a workspace's folder; `go` opens a map at a card."""
        super().__init__(folder, go)
        self._files: dict[Path, OpenMap] = {}
        self._edits: list[Path] = []
        self._was_warned = False

    def on_mount(self) -> None:
        """Leave nothing unsaved, however the app ends."""
        self.lifeline.add(self.flush_now)

    def on_unmount(self) -> None:
        """Save what could not be saved before."""
        self.flush_now()
        self.lifeline.discard(self.flush_now)

    @property
    def lifeline(self) -> Lifeline:
        """Return what saves everything when the app ends."""
        return cast("CjmApp", self.app).lifeline

    def flush_now(self) -> SaveError | None:
        """Save everything before returning; safe in a signal's handler. Returns what was in the way."""
        failed = None
        for path, open_map in self._files.items():
            try:
                self._files[path] = landed(open_map, flush(open_map)).open_map
            except SaveError as error:
                failed = error
        return failed

    def do_back(self) -> None:
        """Go back; an edit that cannot be saved is told first, once."""
        error = self.flush_now()
        if error is not None and not self._was_warned:
            self._was_warned = True
            self.say(f"{error.message}. {key_of('back')} once more leaves without it", "error")
        else:
            self.dismiss(None)

    def do_leave(self) -> None:
        """Go back."""
        self.do_back()

    def do_say_saved(self) -> None:
        """Save what could not be saved before, and say that every edit is saved."""
        error = self.flush_now()
        if error is not None:
            raise error
        super().do_say_saved()

    def own(self) -> dict[Path, Document]:
        """Return the files as they were edited here."""
        return {path: open_map.document for path, open_map in self._files.items()}

    def palette_entries(self) -> tuple[tuple[str, str, str], ...]:
        """Return everything in the list."""
        return tuple((f"{_FILE}{entry.id}", entry.name, "go to it") for entry in self.shelf.entries)

    def run_entry(self, id_: str | None) -> None:
        """Run a command, or go to the one that was chosen."""
        if id_ is None or not id_.startswith(_FILE):
            super().run_entry(id_)
            return
        ids = [entry.id for entry in self.shelf.entries]
        if id_.removeprefix(_FILE) in ids:
            self.rows.go(ids.index(id_.removeprefix(_FILE)))

    def do_open_file(self) -> None:
        """Open the form of the one under the cursor; what is named in a map and has no file gets one."""
        entry = self.current()
        if entry.document is None and not entry.path.exists():
            name = entry.id.replace("-", " ").capitalize()
            self._make(*begin(workspace_in(self.folder), self.KIND, name, self.first_values()))
        self.open_form(entry.path)

    def first_values(self) -> dict[str, Value]:
        """Return what a new file says beside its name."""
        return {}

    def do_new_file(self) -> None:
        """Ask for a name, and open the form of a new one."""
        from cjm_tui.tui.dialogs.quick_text import QuickText

        self.app.push_screen(QuickText(f"a new {self.KIND}", placeholder="its name"), self.begin_named)

    def begin_named(self, name: str | None) -> None:
        """Make the file of a new one, and open its form."""
        if name:
            self.guarded(lambda: self._begin(name, self.first_values()))

    def _begin(self, name: str, values: Mapping[str, Value]) -> None:
        path, document = begin(workspace_in(self.folder), self.KIND, name, values)
        self._make(path, document)
        self.open_form(path)

    def _make(self, path: Path, document: Document) -> None:
        """Make a file, as an edit that can be undone."""
        self._edits.append(path)
        self._keep(path, begun(path, document), f"New: {document.title} · {key_of('undo-file')} undoes")

    def open_form(self, path: Path, key: RecordKey = HEADER) -> None:
        """Open the form of a file or of a record in it, with what was half typed into it last time."""
        from cjm_tui.services.workspace.neighbours import names_of, sources_of
        from cjm_tui.storage.drafts import draft_of, keep_draft
        from cjm_tui.storage.lent_texts import take_up_lent
        from cjm_tui.tui.dialogs.card_form import CardForm

        open_map = self.opened_file(path)
        names = {**names_of(sources_of(path, open_map.document)), "map#touchpoint": self._cards()}
        keep = partial(keep_draft, path, key)
        take_up_lent(path)
        draft = draft_of(path, key)
        form = CardForm(open_map.document, key, names, asks=self.ASKS, draft=draft, keep_draft=keep).of(path)
        lifeline = self.lifeline

        def close(values: Mapping[str, Value | None] | None) -> None:
            lifeline.discard(form.keep_now)
            if values:
                self.guarded(lambda: self._fill_in(path, key, values, form.newcomers()))

        lifeline.add(form.keep_now)
        self.app.push_screen(form, close)

    def _cards(self) -> dict[str, str]:
        """Return the name of every card of every map, by `map#touchpoint`."""
        return {
            f"{path.stem}#{card.id}": f"{card.name} · {document.title}"
            for path, document in self.shelf.maps.items()
            for card in document.journey()
        }

    def _fill_in(
        self, path: Path, key: RecordKey, values: Mapping[str, Value | None], newcomers: Sequence[Newcomer]
    ) -> None:
        open_map = self._files[path]
        document = set_fields(open_map.document, key, values)
        if newcomers:
            from cjm_tui.services.editing.newcomers import settled_in

            after = settled_in(open_map, document, newcomers)
        else:
            after = edited(open_map, document)
        self.take(path, after)

    def take(self, path: Path, after: OpenMap) -> None:
        """Take an edit in, and say what it did."""
        said = "; ".join(words(self._files[path].document, after.document)) or "Changed"
        self._edits.append(path)
        self._keep(path, after, f"{said} · {key_of('undo-file')} undoes")

    def do_undo_file(self) -> None:
        """Take the last edit back that was made here, and nobody else's."""
        if not self._edits:
            self.say("Nothing to undo")
            return
        path = self._edits.pop()
        edit, step = self._files[path].past[-1], undone(self._files[path])
        self._keep(path, step.open_map, taken_back(edit, step))

    def do_settle_conflicts(self) -> None:
        """Settle what is open in any file of the folder; a map's on its board."""
        from cjm_tui.tui.screens.disputes import ON_A_BOARD, Ways, settle_around

        ways = Ways(lambda path: self.go(path, ""), keyed(ON_A_BOARD), lambda: None)
        settle_around(self, self.folder, ways)

    def do_show_uses(self) -> None:
        """List every place that names the one under the cursor; enter goes there."""
        from cjm_tui.tui.dialogs.pick_list import PickOne, Row

        entry = self.current()
        if not entry.uses:
            self.say(f"{entry.name} is named nowhere yet")
            return
        rows = [Row(str(at), use.name, _beside(use)) for at, use in enumerate(entry.uses)]
        dialog = PickOne(f"{entry.name} is named in", rows)
        self.app.push_screen(dialog, lambda at: self._go_to(entry.uses[int(at)] if at is not None else None))

    def _go_to(self, use: Use | None) -> None:
        if use is None:
            return
        if not use.map:
            self.say(f"{use.name} is no map: it stands in {named(use.path)}")
            return
        self.guarded(lambda: self.go(use.path, use.touchpoint))

    def opened_file(self, path: Path) -> OpenMap:
        """Return a file as it stands on the disk, with the edits that were made here before."""
        fresh = open_map_at(path, named(path))
        before = self._files.get(path)
        if before is not None and (before.unsaved or before.saved[path].reading.text == fresh.saved[path].reading.text):
            return before
        self._files[path] = fresh
        self._edits = [other for other in self._edits if other != path]
        return fresh

    def _keep(self, path: Path, open_map: OpenMap, said: str) -> None:
        self._files[path] = open_map
        self._files[path] = landed(open_map, flush(open_map)).open_map
        self._was_warned = False
        self.look_again(path.stem)
        self.say(said, "text")


def _beside(use: Use) -> str:
    return " · ".join(part for part in (use.how, use.map) if part)
