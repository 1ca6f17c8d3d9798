"""The foot of a screen: a status line that says what happened, and the keys that lead on from here."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from cjm_tui.render.cells import Ink, Line, Run, filled, fit, merged, width, wrapped
from cjm_tui.tui.commands import Command, footer_key
from cjm_tui.tui.steps import here
from cjm_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


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


def keys_line(commands: Sequence[Command], cells: int) -> Line:
    """Return the keys of those commands that have a label: at most seven, each whole or not at all, help always."""
    labelled = [command for command in commands if command.label][:_MOST]
    always = [command for command in labelled if command.id == _ALWAYS]
    shown: list[Command] = []
    for command in labelled:
        wanted = [*shown, command, *(other for other in always if other is not command)]
        if sum(map(_cells, wanted)) > cells:
            shown += [other for other in always if other not in shown]
            break
        shown.append(command)
    return labels_line([(footer_key(command), command.label) for command in shown], cells)


def labels_line(labels: Iterable[tuple[str, str]], cells: int) -> Line:
    """Return keys and what each does, in one line."""
    runs: list[Run] = []
    for key, label in labels:
        runs += [Run(f" {key}", Ink("accent", _KEYS_GROUND, bold=True))]
        runs += [Run(f" {label}  ", Ink("muted", _KEYS_GROUND))]
    return filled(merged(runs), cells, _KEYS_GROUND)


def _cells(command: Command) -> int:
    return width(footer_key(command)) + width(command.label) + 4


class Footer(Lines):
    """Draws the status and the keys of the commands it was given.

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
        self._lent: tuple[tuple[str, str], ...] = ()
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
        self._lent = tuple(labels)
        self._draw(self.size.width)

    def uncover(self) -> None:
        """Show the keys again, where a long sentence stood over them."""
        if not self._is_read:
            self._is_read = True
            self._draw(self.size.width)

    def fit(self, width: int, height: int) -> None:
        """Fit both lines to a width."""
        del height
        self._draw(width)

    def _draw(self, cells: int) -> None:
        words, tone = self._status
        first, *rest = wrapped(words, cells - 2) or [""]
        if rest and not self._is_read:
            self.show((status_line(first, tone, cells), status_line(" ".join(rest), tone, cells)))
        else:
            keys = labels_line(self._lent, cells) if self._lent else keys_line(self._commands, cells)
            self.show((status_line(words, tone, cells), keys))
