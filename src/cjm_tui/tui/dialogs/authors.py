"""Who last touched each field of a card: when, and in which commit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Static

from cjm_tui.model.document import Document
from cjm_tui.model.record import COMMENT_KEYS, RecordKey
from cjm_tui.render.cells import Ink, Line, Run, fit, merged, padded, width
from cjm_tui.services.past.differences import in_words
from cjm_tui.services.past.origins import Origins, who_and_when
from cjm_tui.services.past.revisions import CUT
from cjm_tui.tui.dialogs.small_dialog import SmallDialog, plain
from cjm_tui.tui.dialogs.visible import visible
from cjm_tui.tui.widgets.row_list import BAR, DialogRows

if TYPE_CHECKING:
    from typing import ClassVar

    from textual.app import ComposeResult

    from cjm_tui.history.blame import Touch

_FIELD, _WHO = 24, 30
"""How many cells a field's name and who touched it have at most."""


class Measures(NamedTuple):
    """How many cells a line has, and how many of them the fields' names and who touched them."""

    cells: int
    field: int = _FIELD
    who: int = _WHO


def author_row(field: str, said: str, touch: Touch | None, now: datetime, measures: Measures) -> Line:
    """Return one field in a line: its value, and who touched it last."""
    who = who_and_when(touch, now)
    cells, named, told = measures
    room = max(8, cells - named - told - 2 - 2 - 8)
    return merged(
        (
            Run(f"{padded(field, named)}  ", Ink("faint")),
            Run(f"{padded(visible(said, one_line=True), room)}  ", Ink()),
            Run(padded(visible(who, one_line=True), told), Ink("muted" if touch else "accent")),
            Run(f" {touch.commit[:7]}" if touch else "", Ink("faint")),
        )
    )


class Authors(SmallDialog[None]):
    """Show a record's fields with who touched each of them last; the commit's message stands below."""

    DEFAULT_CSS = """
    Authors > Vertical { width: 100; max-width: 96%; }
    Authors .small { margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar = [
        ("up,k", "move(-1)", "up"),
        ("down,j", "move(1)", "down"),
        ("q,B,enter", "leave", "back"),
    ]

    def __init__(self, document: Document, key: RecordKey, origins: Origins) -> None:
        """Show the record `key` of `document`."""
        record = document.records[key]
        super().__init__(f"who wrote {record.name}", "↑ ↓ the commit's message   esc back")
        self._lines = [
            (
                "comment" if field in COMMENT_KEYS else field.replace("_", " ").replace(".", " "),
                in_words(value, document.kind, key, field),
                None if origins.is_pending(key, field) else origins.fields.get((key, field)),
            )
            for field, value in record.fields.items()
        ]
        self._now = datetime.now().astimezone()

    def compose_body(self) -> ComposeResult:
        """Lay out the fields, and the message of the one under the cursor."""
        yield DialogRows()
        yield Static(classes="small", markup=False)

    def on_mount(self) -> None:
        """Show the fields."""
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Fit the fields to the new width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        rows = self.query_one(DialogRows)
        named = max((width(field) for field, *_ in self._lines), default=0)
        told = max((width(who_and_when(touch, self._now)) for *_, touch in self._lines), default=0)
        measures = Measures(rows.size.width - width(BAR), min(_FIELD, named), min(_WHO, told))
        rows.offer([author_row(*line, self._now, measures) for line in self._lines])

    def on_row_list_moved(self) -> None:
        """Tell the commit of the field under the cursor."""
        touch = self._lines[self.query_one(DialogRows).cursor][2] if self._lines else None
        said = f"{touch.when:%Y-%m-%d}  {CUT if touch.is_cut else touch.subject}" if touch else "not committed yet"
        self.query_one(".small", Static).update(plain(fit(said, 90)))

    def action_move(self, by: int) -> None:
        """Go to another field."""
        self.query_one(DialogRows).move(by)
