"""The rows of a form: a label and an entry for each question, in groups with a title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from cjm_tui.render.cells import fit
from cjm_tui.tui.dialogs.choice_entry import ChoiceEntry, options_of
from cjm_tui.tui.dialogs.questions import Group, Question, Remark
from cjm_tui.tui.dialogs.reference_entry import ReferenceEntry
from cjm_tui.tui.dialogs.text_entry import TextEntry
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

Entry: TypeAlias = TextEntry | ChoiceEntry | ReferenceEntry

LABEL = 14
"""How many cells a label has."""


def entry_for(question: Question) -> Entry:
    """Return the entry that fits a question."""
    if question.field.is_reference and not question.is_lines_table:
        return ReferenceEntry(question)
    return ChoiceEntry(question) if options_of(question) else TextEntry(question)


class Rows(Vertical):
    """A grid of labels and what stands beside them."""

    DEFAULT_CSS = """
    Rows { height: auto; margin: 0 0 1 0; }
    Rows > .group { text-style: bold; height: 1; padding: 0 1; }
    Rows > Vertical {
        layout: grid; grid-size: 2; grid-columns: 16 1fr; grid-rows: auto; height: auto;
    }
    Rows .label { color: $muted; padding: 0 0 0 1; height: auto; }
    Rows .label.-here { color: $primary; text-style: bold; }
    Rows .label.-changed { color: $foreground; text-style: italic; }
    Rows .label.-wrong { color: $error; text-style: bold; }
    Rows .remark { color: $muted; height: auto; padding: 0 0 0 1; }
    """


class QuestionRows(Rows):
    """The questions of one group."""

    def __init__(self, group: Group) -> None:
        """Show the questions of `group`."""
        super().__init__()
        self.group = group
        self.labels: dict[str, Static] = {}
        self.entries: dict[str, Entry] = {}

    def compose(self) -> ComposeResult:
        """Lay out title, labels and entries."""
        yield Static(self.group.title, classes="group", markup=False)
        with Vertical():
            yield from self._pairs()

    def _pairs(self) -> Iterator[Static | Entry]:
        for question in self.group.questions:
            label = Static(fit(question.label, LABEL), classes="label", markup=False)
            self.labels[question.key] = label
            self.entries[question.key] = entry_for(question)
            yield label
            yield self.entries[question.key]


class RemarkRows(Rows):
    """What stands in the record beside its fields, to be seen and left alone."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        """Show `remarks`."""
        super().__init__()
        self.remarks = remarks

    def compose(self) -> ComposeResult:
        """Lay out title, labels and texts."""
        yield Static("also in the file (not changed here)", classes="group", markup=False)
        with Vertical():
            for remark in self.remarks:
                yield Static(fit(remark.label, LABEL), classes="label", markup=False)
                yield Static(Content(visible(remark.text)), classes="remark", markup=False)
