"""The rows of a form: a label and an entry for each question, in groups with a title.

Titles and labels are drawn by the group itself: half as many widgets, and a form that opens twice as fast.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from textual.widgets import Static

from cjm_tui.render.cells import Ink, Line, Run, fit
from cjm_tui.tui.dialogs.choice_entry import ChoiceEntry, options_of
from cjm_tui.tui.dialogs.reference_entry import ReferenceEntry
from cjm_tui.tui.dialogs.small_dialog import plain
from cjm_tui.tui.dialogs.text_entry import TextEntry
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.widget import Widget

    from cjm_tui.tui.dialogs.questions import Group, Question, Remark

Entry: TypeAlias = TextEntry | ChoiceEntry | ReferenceEntry

LABEL = 18
"""How many cells a label has."""

PLAIN, CHANGED = Ink("muted"), Ink("text")
HERE, WRONG = Ink("accent", bold=True), Ink("error", bold=True)
_TITLE = Ink("text", bold=True)


def entry_for(question: Question) -> Entry:
    """Return the entry that fits a question."""
    if question.field.is_reference and not question.is_lines_table:
        return ReferenceEntry(question)
    return ChoiceEntry(question) if options_of(question) else TextEntry(question)


class Rows(Lines):
    """A title, and below it widgets that have their labels at their left."""

    DEFAULT_CSS = """
    Rows {
        height: auto; layout: vertical; margin: 0 0 1 0;
        & > * { margin: 0 0 0 20; }
        & > .-first { margin: 1 0 0 20; }
        & > .remark { color: $muted; height: auto; padding: 0 0 0 1; }
    }
    """

    def __init__(self, title: str, labelled: Mapping[str, Widget], labels: Mapping[str, str]) -> None:
        """Show the widgets `labelled` under `title`, each with its text in `labels`."""
        super().__init__()
        self.group_title = title
        self.labelled = dict(labelled)
        self.labels = {key: fit(label, LABEL) for key, label in labels.items()}
        self.inks: dict[str, Ink] = {}
        next(iter(self.labelled.values())).add_class("-first")

    def compose(self) -> ComposeResult:
        """Lay out what has a label."""
        yield from self.labelled.values()

    def fit(self, width: int, height: int) -> None:
        """Put the labels where their entries stand now, before the first frame that has the entries there."""
        del width, height
        self.label()

    def label(self) -> None:
        """Draw the labels, each in its ink."""
        lines: list[Line] = [()] * self.size.height
        lines[:1] = [(Run(f" {self.group_title}", _TITLE),)]
        for key, widget in self.labelled.items():
            place = widget.virtual_region.y
            if 0 < place < len(lines):
                lines[place] = (Run(f" {self.labels[key]}", self.inks.get(key, PLAIN)),)
        self.show(lines)


class QuestionRows(Rows):
    """The questions of one group."""

    def __init__(self, group: Group) -> None:
        """Show the questions of `group`."""
        self.entries: dict[str, Entry] = {question.key: entry_for(question) for question in group.questions}
        super().__init__(group.title, self.entries, {question.key: question.label for question in group.questions})

    def ink(self, key: str, ink: Ink) -> None:
        """Draw the label of an entry in another ink."""
        if self.inks.get(key, PLAIN) != ink:
            self.inks[key] = ink
            self.label()


class RemarkRows(Rows):
    """What stands in the record beside its fields, to be seen and left alone."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        """Show `remarks`."""
        shown = {remark.label: Static(plain(remark.text), classes="remark", markup=False) for remark in remarks}
        super().__init__("also in the file (not changed here)", shown, {label: label for label in shown})
