"""The foot of a screen: a status line that says what happened, and the keys that lead on from here."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.render.cells import Ink, Line, Run, filled, fit, merged, width, wrapped
from cjm_tui.tui.commands import Command, footer_key, spoken
from cjm_tui.tui.steps import here
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.events import Click


_KEYS_GROUND = "header"
_MOST = 7
_ALWAYS = "help"
_LEADS_ON = " · "
_REMEMBERED = 100
_URGENT = ("error", "accent")


def status_line(words: str, tone: str, cells: int) -> Line:
    """Return what happened, in one line; `tone` is a colour's name.

    Where it is too long, what leads on from there (` · u undoes`, at the end) stays whole.
    """
    room, words = cells - 2, " ".join(words.splitlines())
    head, dot, tail = words.rpartition(_LEADS_ON)
    if head and width(words) > room and width(dot + tail) <= room // 2:
        words = f"{fit(head, room - width(dot + tail))}{dot}{tail}"
    return filled(merged([Run(f" {fit(words, room)}", Ink(tone))]), cells)


class KeyLabel(NamedTuple):
    """A key as the foot of a screen names it, what it does, and what is pressed with a click on it."""

    key: str
    does: str
    pressed: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """Return how many cells it takes, with the air around it."""
        return width(self.key) + width(self.does) + 4


def labels_of(commands: Sequence[Command], cells: int) -> tuple[KeyLabel, ...]:
    """Return the keys of those commands that have a label: at most seven, each whole or not at all, help always."""
    labelled = [command for command in commands if command.label][:_MOST]
    always = [command for command in labelled if command.id == _ALWAYS]
    shown: list[Command] = []
    for command in labelled:
        wanted = [*shown, command, *(other for other in always if other is not command)]
        if sum(_label(one).cells for one in wanted) > cells:
            shown += [other for other in always if other not in shown]
            break
        shown.append(command)
    return tuple(map(_label, shown))


def labels_line(labels: Iterable[KeyLabel], cells: int) -> Line:
    """Return keys and what each does, in one line."""
    runs: list[Run] = []
    for label in labels:
        runs += [Run(f" {label.key}", Ink("accent", _KEYS_GROUND, bold=True))]
        runs += [Run(f" {label.does}  ", Ink("muted", _KEYS_GROUND))]
    return filled(merged(runs), cells, _KEYS_GROUND)


def pressed_at(labels: Iterable[KeyLabel], cell: int) -> tuple[str, ...]:
    """Return what is pressed with a click on a cell of the line of labels; of `1-5` the key that was clicked."""
    for label in labels:
        if cell < label.cells:
            within = label.key[cell - 1 : cell] if cell else ""
            return label.pressed or ((within,) if within.isalnum() else ())
        cell -= label.cells
    return ()


def _label(command: Command) -> KeyLabel:
    is_one = not command.shown or len(command.shown) == 1
    pressed = tuple(command.keys[0].split()) if is_one and command.keys else ()
    return KeyLabel(footer_key(command), command.label, pressed)


class Footer(Lines):
    """Draws the status and the keys of the commands it was given; a click on one does what the key does.

    What went wrong has both lines where one is too short for it and for what to do, until the next key.
    """

    DEFAULT_CSS = """
    Footer { height: 2; dock: bottom; }
    """

    def __init__(self, commands: Sequence[Command]) -> None:  # Textual's own name
        super().__init__()
        self._commands = tuple(commands)
        self._ids = frozenset(command.id for command in commands)
        self._status = ("", "muted")
        self._lent: tuple[KeyLabel, ...] = ()
        self._labels: tuple[KeyLabel, ...] = ()
        self.said: deque[str] = deque(maxlen=_REMEMBERED)
        """What was said here, the oldest first."""
        self._is_read = True
        self._unread = ""

    @property
    def status(self) -> str:
        """Return what the status line says."""
        return self._status[0]

    def say(self, words: str, tone: str = "muted") -> None:
        """Show a sentence, with keys for the commands it names; `tone` is a colour's name."""
        words = here(words, self._ids)
        self._status = (words, tone)
        self._remember(words)
        self._is_read = tone not in _URGENT
        self._unread = words
        self._draw(self.size.width)

    def mention(self, words: str, tone: str = "muted") -> None:
        """Show a sentence that nobody waits for.

        Before a key tells that it was read, it does not stand over what went wrong, and before what others changed.
        """
        if self._is_read:
            self.say(words, tone)
            return
        words = here(words, self._ids)
        self._remember(words)
        if self._status[1] != "error":
            self._status = (f"{words} · {self._unread}", self._status[1])
            self._draw(self.size.width)

    def _remember(self, words: str) -> None:
        if words and (not self.said or self.said[-1] != words):
            self.said.append(words)

    def lend(self, labels: Iterable[tuple[str, str]]) -> None:
        """Show other keys, each with what it does, while those of the screen are only letters; none ends it."""
        self._lent = tuple(KeyLabel(spoken(key), does, (key,)) for key, does in labels)
        self._draw(self.size.width)

    def uncover(self) -> None:
        """Show the keys again, where a long sentence stood over them."""
        if not self._is_read:
            self._is_read = True
            self._draw(self.size.width)

    def on_click(self, event: Click) -> None:
        """Press the key whose label was clicked."""
        for key in pressed_at(self._labels, event.x) if event.y else ():
            self.app.simulate_key(key)

    def fit(self, width: int, height: int) -> None:
        """Fit both lines to a width."""
        del height
        self._draw(width)

    def _draw(self, cells: int) -> None:
        words, tone = self._status
        first, *rest = wrapped(words, cells - 2) or [""]
        if rest and not self._is_read:
            self._labels = ()
            self.show((status_line(first, tone, cells), status_line(" ".join(rest), tone, cells)))
        else:
            self._labels = self._lent or labels_of(self._commands, cells)
            self.show((status_line(words, tone, cells), labels_line(self._labels, cells)))
