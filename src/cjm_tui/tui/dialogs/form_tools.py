"""What a form can do besides its fields: a text in the person's editor, a link opened, the keys told."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cjm_tui.errors import CjmError
from cjm_tui.tui.commands import FORM
from cjm_tui.tui.dialogs.reference_entry import ReferenceEntry
from cjm_tui.tui.dialogs.text_entry import TextEntry
from cjm_tui.tui.steps import here

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

    from textual.app import App
    from textual.widget import Widget

    from cjm_tui.model.record import Record
    from cjm_tui.services.editing.newcomers import Newcomer
    from cjm_tui.tui.dialogs.form_rows import Entry

SCHEMES = ("https", "http", "mailto")


def place_of(link: str) -> str:
    """Return where a link leads: its host, or the address a letter goes to; empty when it is not safe to open."""
    try:
        parts = urlsplit(link.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES or not link.isprintable():
        return ""
    return parts.path.partition("?")[0] if parts.scheme.lower() == "mailto" else host


class FormTools:
    """The commands of a form that are no field's; for its screen."""

    _file = Path()

    if TYPE_CHECKING:
        app: App[Any]
        record: Record
        focused: Widget | None

        def say(self, sentence: str, *, is_wrong: bool) -> None:
            """Say a sentence at the foot of the form."""

        def entries(self) -> Iterator[Entry]:
            """Yield the form's entries."""

    def of(self, file: Path) -> Self:
        """Return the form, as one of a record of a file: a text that is in the editor is kept with that."""
        self._file = file
        return self

    def newcomers(self) -> tuple[Newcomer, ...]:
        """Return what the form refers to and nobody has named before."""
        entries = [entry for entry in self.entries() if isinstance(entry, ReferenceEntry)]
        return tuple(entry.newcomers[id_] for entry in entries for id_ in entry.ids if id_ in entry.newcomers)

    def do_edit_elsewhere(self) -> None:
        """Edit the text one is in with `$EDITOR`."""
        from cjm_tui.storage.lent_texts import lend
        from cjm_tui.tui.dialogs.visible import pasted
        from cjm_tui.tui.editor import edited_text

        entry = self.focused
        if not isinstance(entry, TextEntry):
            self.say("only a text can be edited in an editor", is_wrong=False)
            return
        try:
            edited = edited_text(self.app, lend(self._file, self.record.key, entry.question.key, entry.text))
        except CjmError as error:
            self.say(here(f"{error.title}: {error.message}. {error.hint}".strip()), is_wrong=True)
        else:
            if edited != entry.text:
                entry.put(pasted(edited))

    def do_open_link(self) -> None:
        """Open the link on the line one is in, after saying where it leads."""
        from cjm_tui.tui.dialogs.confirm import Confirm

        entry = self.focused
        link = entry.document.get_line(entry.cursor_location[0]).strip() if isinstance(entry, TextEntry) else ""
        place = place_of(link)
        if not place:
            self.say(f"no link here that can be opened: {', '.join(SCHEMES)} can", is_wrong=False)
            return
        question = Confirm(f"open {place}?", link, "open it", "stay here")
        self.app.push_screen(question, partial(self._open, link))

    def do_help_here(self) -> None:
        """Show the keys of a form."""
        from cjm_tui.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(FORM))

    def _open(self, link: str, is_agreed: bool | None) -> None:  # an answer
        if is_agreed:
            self.app.open_url(link)
