"""What others did to a record while its form is open: a line under the heading, told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from cjm_tui.model.diff import Removed, diff
from cjm_tui.model.wording import words
from cjm_tui.tui.dialogs.small_dialog import plain

if TYPE_CHECKING:
    from cjm_tui.model.document import Document
    from cjm_tui.model.record import RecordKey
    from cjm_tui.tui.dialogs.card_form import CardForm


class Meanwhile(Static):
    """Tells what changed; hidden as long as nothing did."""

    DEFAULT_CSS = """
    Meanwhile { height: auto; padding: 0 1; color: $primary; display: none; }
    Meanwhile.-told { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def tell(self, said: str) -> None:
        """Show a sentence, nothing when it is empty."""
        self.set_class(bool(said), "-told")
        self.update(plain(said))


def tell_meanwhile(form: CardForm, now: Document) -> None:
    """Tell in a form what others did to its record since it was opened; `now` is the document as it stands."""
    said = meanwhile(form.document, now, form.record.key)
    if form.query(Meanwhile):
        form.query_one(Meanwhile).tell(said)
    elif said:
        form.query_one(Vertical).mount(line := Meanwhile(), after=0)
        line.tell(said)


def meanwhile(before: Document, after: Document, key: RecordKey) -> str:
    """Return in a sentence what happened to a record since `before`, empty when nothing did."""
    changes = [change for change in diff(before, after) if change.key == key]
    if not changes:
        return ""
    if isinstance(changes[0], Removed):
        return (
            "Somebody removed it meanwhile. ctrl+s keeps what you typed, for you both to settle; esc leaves it removed."
        )
    only = before.with_records([after.records[key]])
    return f"Changed by somebody else meanwhile: {'; '.join(words(before, only)) or 'its comments'}"
