"""A reference in a form: names are shown and picked from a list, ids are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from cjm_tui.model.ids import free_id
from cjm_tui.model.kinds import CHANNEL_KINDS
from cjm_tui.services.editing.newcomers import MAKEABLE, Newcomer
from cjm_tui.tui.dialogs.drawn_entry import DrawnEntry
from cjm_tui.tui.dialogs.pick_list import NEW, PickOne, PickSeveral, Row
from cjm_tui.tui.dialogs.questions import Question
from cjm_tui.tui.dialogs.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


class ReferenceEntry(DrawnEntry):
    """The entry of one reference or of several; its text holds the ids, one to a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "pick from a list", show=False),
        Binding("backspace", "drop", "take the last one out", show=False),
        Binding("delete", "clear", "take all out", show=False),
    ]

    def __init__(self, question: Question) -> None:
        """Ask `question` with the value the file holds."""
        super().__init__(question)
        self.newcomers: dict[str, Newcomer] = {}
        self.makes = next((kind for kind in question.field.to if kind in MAKEABLE), "")

    hint = "enter picks from a list, backspace takes out"

    @property
    def names(self) -> dict[str, str]:
        """Return the names of what can be referred to, by id."""
        return dict(self.question.options) | {id_: newcomer.name for id_, newcomer in self.newcomers.items()}

    @property
    def ids(self) -> list[str]:
        """Return the ids as they are shown."""
        return [line for line in self.text.split("\n") if line]

    def on_key(self, event: events.Key) -> None:
        """Open the list at the letter that was typed."""
        if event.character and event.character.isalnum():
            event.stop()
            self.action_pick(event.character)

    def on_click(self) -> None:
        """Open the list."""
        self.action_pick()

    def action_pick(self, typed: str = "") -> None:
        """Open the list of what can be referred to."""
        rows = [Row(id_, name, id_ if id_ != name else "") for id_, name in self.names.items()]
        title = f"{self.question.label}: {self.question.field.help}"
        if self.question.field.is_list:
            picking = PickSeveral(title, rows, self.ids, typed=typed, makes=self.makes)
            self.app.push_screen(picking, lambda picked: self._settle(picked or (), is_left=picked is None))
        else:
            one = PickOne(title, rows, typed=typed, makes=self.makes)
            self.app.push_screen(one, lambda picked: self._settle((picked,) if picked else (), is_left=picked is None))

    def action_drop(self) -> None:
        """Take the last reference out."""
        self.text = "\n".join(self.ids[:-1])

    def action_clear(self) -> None:
        """Take all references out."""
        self.text = ""

    def _settle(self, picked: Sequence[str], *, is_left: bool = False) -> None:
        """Refer to what was picked; of a new channel ask first which kind it is."""
        if is_left:
            return
        new = next((id_ for id_ in picked if id_.startswith(NEW)), "")
        if not new:
            self.text = "\n".join(picked)
        elif self.makes == "channel":
            rows = [Row(kind, kind) for kind in CHANNEL_KINDS]
            asking = PickOne(f"{new.removeprefix(NEW)}: what kind of channel is it?", rows)
            self.app.push_screen(asking, lambda sort: self._make(picked, new, sort))
        else:
            self._make(picked, new, "")

    def _make(self, picked: Sequence[str], new: str, sort: str | None) -> None:
        """Give something new an id, and go on with the rest that was picked."""
        made = []
        if sort is not None:
            name = new.removeprefix(NEW)
            newcomer = Newcomer(self.makes, free_id(name, self.makes, self.names), name, sort)
            self.newcomers[newcomer.id] = newcomer
            made = [newcomer.id]
        self._settle([other for id_ in picked for other in (made if id_ == new else [id_])])

    def draw(self) -> None:
        """Draw the names of what is referred to."""
        if not self.ids:
            self.update(Content.styled(self.question.prompt, "dim" if self.app.ansi_color else "$faint"))
            return
        names = self.names
        named = [
            Content(visible(names[id_], one_line=True)) if id_ in names else Content.styled(f"{id_} ?", "$error")
            for id_ in self.ids
        ]
        self.update(Content.styled(" · ", "$muted").join(named))
