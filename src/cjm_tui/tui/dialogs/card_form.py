"""The form of one record: every declared field, edited side by side, given back as what changed.

A field the person left alone is never given back. What is half typed is handed out to be kept, and taken up again the
next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from cjm_tui.model.document import Document
from cjm_tui.model.record import Record, RecordKey
from cjm_tui.model.values import Value
from cjm_tui.render.cells import width
from cjm_tui.tui.commands import FORM, commands_of, key_of, keyed
from cjm_tui.tui.dialogs.answers import Answers, Rejected, answered, missing_place, trouble
from cjm_tui.tui.dialogs.choice_entry import ChoiceEntry
from cjm_tui.tui.dialogs.drawn_entry import DrawnEntry
from cjm_tui.tui.dialogs.form_rows import CHANGED, HERE, PLAIN, WRONG, Entry, QuestionRows, RemarkRows
from cjm_tui.tui.dialogs.form_tools import FormTools
from cjm_tui.tui.dialogs.half_typed import HalfTyped
from cjm_tui.tui.dialogs.questions import Names, groups_of, remarks_of
from cjm_tui.tui.dialogs.small_dialog import keys_told
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget

KEEP_AFTER = 1.0
"""Seconds between a key and the draft that holds it."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_AT_ONCE = 2
"""How many groups are there at the first paint; the others follow right after it."""


class CardForm(FormTools, ModalScreen[Answers]):
    """The form of a card, a stage, an insight, any record, or of the map itself."""

    DEFAULT_CSS = """
    CardForm { background: $background; align-horizontal: center; }
    CardForm > Vertical { width: 100%; max-width: 100; height: 100%; }
    CardForm .heading { height: 1; padding: 0 1; background: $header; }
    CardForm .offer { height: auto; padding: 0 1; color: $primary; display: none; }
    CardForm .offer.-open { display: block; }
    CardForm VerticalScroll { height: 1fr; padding: 1 0 0 0; }
    CardForm VerticalScroll { scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $background; }
    CardForm .help { height: 2; padding: 1 1 0 1; color: $muted; text-wrap: nowrap; text-overflow: ellipsis; }
    CardForm .help.-wrong { color: $error; }
    CardForm .keys { height: 1; padding: 0 1; background: $header; color: $muted; }
    CardForm TextEntry:focus, CardForm DrawnEntry:focus { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"run('{command.id}')", command.title, show=False)
        for command in commands_of(FORM)
        for key in command.keys
    ]
    # Textual repaints the whole screen when the focus moves; what gains or loses it repaints itself anyway.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    KEYS_TEXT = "{next-field} next   {save-form} save   {help-here} help   {leave-form} back"
    KEEPS_TEXT = ", keeps what you typed"

    def __init__(
        self,
        document: Document,
        key: RecordKey,
        names: Names = MappingProxyType({}),
        *,
        asks: Mapping[str, str] = _NOTHING,
        draft: Mapping[str, str] = _NOTHING,
        keep_draft: Callable[[Mapping[str, str]], None] | None = None,
        begins_at: str = "",
    ) -> None:
        """Edit the record under `key`; `names` are those of other files, by kind and id.

        `asks` is what the map's template asks, by field (`touchpoint.doing`). `draft` is what was half typed the last
        time, by field; `keep_draft` is called with what is half typed now. The cursor begins in `begins_at`, a field.
        """
        super().__init__()
        self.document = document
        self.record = document.records.get(key) or Record(*key)
        self.groups = groups_of(document, key, names, asks)
        self.remarks = remarks_of(document, key)
        self._draft = HalfTyped(draft, keep_draft)
        self._timer: Timer | None = None
        self._rows: list[QuestionRows] = []
        self._here: Widget | None = None
        self._first = begins_at

    def compose(self) -> ComposeResult:
        """Lay out the heading, the first groups, the line of help and the keys."""
        self._rows = [QuestionRows(group) for group in self.groups[:_AT_ONCE]]
        kind = self.record.kind or self.document.kind
        with Vertical():
            name = visible(self.record.name, one_line=True)
            yield Static(Content.assemble((name, "bold"), (f"  {kind}", "$muted")), classes="heading", markup=False)
            yield Static(classes="offer", markup=False)
            with VerticalScroll(can_focus=False):
                yield from self._rows
            yield Static(classes="help", markup=False)
            yield Static(classes="keys", markup=False)

    def on_resize(self) -> None:
        """Name the keys, each whole."""
        keys = keyed(self.KEYS_TEXT)
        more = self.KEEPS_TEXT if width(keys + self.KEEPS_TEXT) <= self.size.width - 2 else ""
        self.query_one(".keys", Static).update(keys_told(f"{keys}{more}"))

    def on_mount(self) -> None:
        """Go to the first field, then bring the other groups."""
        self._offer()
        if (first := next(self.entries(), None)) is not None:
            first.focus()
        self.call_after_refresh(self._bring_the_others)

    async def _bring_the_others(self) -> None:
        rest = [QuestionRows(group) for group in self.groups[len(self._rows) :]]
        self._rows += rest
        await self.query_one(VerticalScroll).mount_all([*rest, *([RemarkRows(self.remarks)] if self.remarks else [])])
        for entry in self.entries():
            self._judge(entry)
            if entry.question.key == self._first:
                entry.focus()

    def entries(self) -> Iterator[Entry]:
        """Yield the entries there are by now, in order."""
        for rows in self._rows:
            yield from rows.entries.values()

    def half_typed(self) -> dict[str, str]:
        """Return the texts the person changed, by field."""
        return {entry.question.key: entry.text for entry in self.entries() if entry.text != entry.before}

    def keep_now(self) -> None:
        """Hand out what is half typed, if it is news; safe to call from a signal handler."""
        error = self._draft.hand_out(self.half_typed())
        if error is not None:
            self.say(f"{error.title}: {error.message}", is_wrong=True)

    @on(TextArea.Changed)
    @on(DrawnEntry.Answered)
    def _edited(self, event: TextArea.Changed | DrawnEntry.Answered) -> None:
        entry = event.text_area if isinstance(event, TextArea.Changed) else event.entry
        if not isinstance(entry, Entry):
            return
        self._judge(entry)
        if self._timer is None and self._draft.is_kept:
            self._timer = self.set_timer(KEEP_AFTER, self._keep_later)

    def _keep_later(self) -> None:
        self._timer = None
        self.keep_now()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Mark the field one is in, and say what it is for."""
        before, self._here = self._here, event.widget
        for entry in (before, event.widget):
            if isinstance(entry, Entry):
                self._judge(entry)

    def on_unmount(self) -> None:
        """Keep what is half typed when the app is left from here."""
        self._draft.hand_out(self.half_typed())

    def action_run(self, command: str) -> None:
        """Run one of the form's commands."""
        getattr(self, f"do_{command.replace('-', '_')}")()

    def do_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def do_previous_field(self) -> None:
        """Go to the field before."""
        self.focus_previous()

    def do_take_up_draft(self) -> None:
        """Take up what was half typed the last time."""
        for entry in self.entries():
            if entry.question.key in self._draft.offered:
                entry.put(self._draft.offered[entry.question.key])
        self._draft.offered = {}
        self._offer()

    def do_leave_form(self) -> None:
        """Go back; what is half typed is kept."""
        self.keep_now()
        self.dismiss(None)

    def do_save_form(self) -> None:
        """Give back what changed, unless something cannot be understood: then go there."""
        answers: dict[str, Value | None] = {}
        for entry in self.entries():
            answer = self._answer(entry)
            if isinstance(answer, Rejected):
                entry.focus()
                self._judge(entry)
                return
            answers |= answer
        missing = missing_place(self.document.kind, self.record, answers)
        if missing:
            self.say(missing, is_wrong=True)
            return
        self._draft.forget()
        self.dismiss(answers)

    def _answer(self, entry: Entry) -> Answers | Rejected:
        return {} if entry.text == entry.before else answered(entry.question, entry.text)

    def _judge(self, entry: Entry) -> None:
        """Mark a field as changed or wrong, and say so while one is in it."""
        answer = self._answer(entry)
        is_changed = entry.text != entry.before
        wrong = answer.message if isinstance(answer, Rejected) else "" if is_changed else trouble(entry.question)
        is_here = entry is self._here
        ink = WRONG if wrong else HERE if is_here else CHANGED if is_changed else PLAIN
        if isinstance(entry.parent, QuestionRows):
            entry.parent.ink(entry.question.key, ink)
        if is_here:
            asked = entry.question.prompt if isinstance(entry, ChoiceEntry) else entry.question.field.help
            said = " · ".join(part for part in (asked, entry.hint) if part)
            self.say(wrong or said, is_wrong=bool(wrong))

    def say(self, sentence: str, *, is_wrong: bool) -> None:
        """Say a sentence at the foot of the form."""
        line = self.query_one(".help", Static)
        line.set_class(is_wrong, "-wrong")
        line.update(Content(visible(sentence, one_line=True)), layout=False)

    def _offer(self) -> None:
        line = self.query_one(".offer", Static)
        line.set_class(bool(self._draft.offered), "-open")
        fields = ", ".join(sorted(key.replace("_", " ") for key in self._draft.offered))
        line.update(
            Content(
                visible(f"Half typed last time: {fields}. {key_of('take-up-draft')} takes it up again.", one_line=True)
            )
        )
