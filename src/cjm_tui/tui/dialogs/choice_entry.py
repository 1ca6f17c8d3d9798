"""A choice in a form, all of it in sight: a scale, an emotion, one of a few words, yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from cjm_tui.model.field_words import signed
from cjm_tui.model.fields import Type
from cjm_tui.render.palette import emotion_colour
from cjm_tui.tui.dialogs.answers import MINUS
from cjm_tui.tui.dialogs.drawn_entry import DrawnEntry
from cjm_tui.tui.dialogs.questions import Question

if TYPE_CHECKING:
    from textual import events

_GLYPHS = {-2: "▁", -1: "▂", 0: "▄", 1: "▆", 2: "█"}
_GAP = "   "


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the text that stands for it, how it is written, and its emotion if it is one."""

    text: str
    label: str
    emotion: int | None = None


def options_of(question: Question) -> tuple[Option, ...]:
    """Return what can be chosen for a question, empty when it is answered by typing."""
    if question.is_emotion:
        return tuple(Option(signed_text(step), signed(step), step) for step in question.steps)
    if question.steps:
        return tuple(Option(signed_text(step), signed_text(step)) for step in question.steps)
    if question.field.type is Type.FLAG:
        return (Option("yes", "yes"), Option("no", "no"))
    return tuple(Option(choice, choice) for choice in question.field.choices)


def signed_text(number: int) -> str:
    """Return a whole number as a form writes it: `2`, `−2`."""
    return str(number).replace("-", MINUS)


class ChoiceEntry(DrawnEntry):
    """The entry of a choice: arrows, letters and digits choose, backspace unsets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "choose the one before", show=False),
        Binding("right,space", "step(1)", "choose the next", show=False),
        Binding("plus", "step(1)", "one up", show=False),
        Binding("minus", "step(-1)", "one down", show=False),
        Binding("backspace,delete", "unset", "unset", show=False),
        Binding("enter", "app.focus_next", "next field", show=False),
    ]

    def __init__(self, question: Question) -> None:
        """Ask `question` with the value the file holds."""
        super().__init__(question)
        self.options = options_of(question)

    @property
    def hint(self) -> str:
        """Return the keys that work here, and what is meant when nothing is chosen."""
        default = self.question.field.default
        unset = f"backspace unsets: then {default}" if default is not None else "backspace unsets"
        return f"1 … 5, {unset}" if self.question.steps else f"a letter, ← →, {unset}"

    def on_mount(self) -> None:
        """Draw what is chosen anew when the theme changes."""
        self.watch(self.app, "theme", self.draw, init=False)

    def action_step(self, by: int) -> None:
        """Choose a neighbour; from unset, an emotion begins beside neutral and anything else at its near end."""
        texts = [option.text for option in self.options]
        if self.text in texts:
            place = texts.index(self.text) + by
        elif self.question.is_emotion:
            place = 2 + by
        else:
            place = 0 if by > 0 else len(texts) - 1
        self.text = texts[max(0, min(len(texts) - 1, place))]

    def action_unset(self) -> None:
        """Unset the field."""
        self.text = ""

    def on_key(self, event: events.Key) -> None:
        """Choose by digit or by first letter; the same letter again goes on to the next that begins with it."""
        character = (event.character or "").lower()
        if not character.isalnum():
            return
        chosen = self._numbered(int(character)) if character.isdecimal() else self._lettered(character)
        if chosen is not None:
            event.stop()
            event.prevent_default()
            self.text = chosen.text

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked at."""
        place = event.style.meta.get("choice")
        if isinstance(place, int):
            self.text = self.options[place].text

    def _numbered(self, number: int) -> Option | None:
        if self.question.is_emotion:
            return self.options[2 if number == 0 else number - 1] if number <= len(self.options) else None
        by_text = next((option for option in self.options if option.text == str(number)), None)
        if by_text or self.question.steps:
            return by_text
        return self.options[number - 1] if 1 <= number <= len(self.options) else None

    def _lettered(self, letter: str) -> Option | None:
        matching = [option for option in self.options if option.text.startswith(letter)]
        if not matching:
            return None
        texts = [option.text for option in matching]
        return matching[(texts.index(self.text) + 1) % len(texts)] if self.text in texts else matching[0]

    def draw(self) -> None:
        """Draw every option, the one that is chosen set off."""
        parts: list[Content] = []
        if self.text and not any(option.text == self.text for option in self.options):
            parts += [Content.styled(self.text, "$error reverse")]
        for place, option in enumerate(self.options):
            meta = Style.from_meta({"choice": place})
            parts.append(self._drawn(option).stylize(meta))
        self.update(Content(_GAP).join(parts))

    def _drawn(self, option: Option) -> Content:
        ink = "$foreground" if option.emotion is None else f"$emotion-{emotion_colour(option.emotion)}"
        is_default = not self.text and option.text == self.question.field.default
        style, glyph = "$foreground" if is_default else "$muted", "$muted"
        if option.text == self.text:
            style, glyph = f"{ink} bold reverse", ink
        if option.emotion is None:
            return Content.styled(option.label, style)
        return Content.assemble((f"{_GLYPHS[option.emotion]} ", glyph), (option.label, style))
