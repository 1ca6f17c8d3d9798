"""A desk for a file that has no board (a persona, evidence, the team's own), so that its conflicts are settled too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cjm_tui.errors import UsageError
from cjm_tui.render.journey import Place
from cjm_tui.services.editing.open_map import OpenMap, edited, taken_back, undone
from cjm_tui.services.editing.saving import flush, landed, open_map_at
from cjm_tui.services.workspace.documents import named
from cjm_tui.services.workspace.neighbours import names_of, sources_of
from cjm_tui.tui.commands import key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.screen import Screen

    from cjm_tui.model.document import Document
    from cjm_tui.tui.deeds import Deed
    from cjm_tui.tui.names import Names
    from cjm_tui.tui.screens.commanded import Answer


class SettlingDesk(Protocol):
    """What conflicts are settled at: the board's desk, or that of a file without a board."""

    @property
    def open_map(self) -> OpenMap:
        """Return the file, with what is saved of it and what can be undone."""

    @property
    def document(self) -> Document:
        """Return the file as shown."""

    @property
    def place(self) -> Place:
        """Return where the cursor stands."""

    @property
    def names(self) -> Names:
        """Return what channels, personas and the like are called."""

    @property
    def status(self) -> str:
        """Return what was said last."""

    def follow(self, screen: Screen[Answer], then: Callable[[], None]) -> None:
        """Call `then` whenever the file changes, as long as `screen` is there."""

    def take(self, done: Deed, said: str = "") -> None:
        """Take a deed in and say what it did."""

    def put(self, open_map: OpenMap) -> None:
        """Show another state of the file, and of others that an edit of it touches, and save it."""

    def run(self, command: str) -> None:
        """Run a command by its id."""

    def say(self, said: str, tone: str = "muted") -> None:
        """Say a sentence where the person reads it once the screen is closed."""


class FileDesk:
    """One file, on the disk at once after each choice; `undo` takes the last one back.

    Raises what opening the file raises. `say` is that of the screen one comes from, which is read when this is closed;
    `goes_on` says what comes there once all is settled.
    """

    def __init__(self, path: Path, say: Callable[[str, str], None], goes_on: str) -> None:
        self.goes_on = goes_on
        self.open_map = open_map_at(path, named(path))
        self.names: Names = names_of(sources_of(path, self.open_map.document))
        self.place = Place("")
        self.status = ""
        self._say = say
        self._followers: list[Callable[[], None]] = []

    @property
    def document(self) -> Document:
        """Return the file as shown."""
        return self.open_map.document

    def follow(self, screen: Screen[Answer], then: Callable[[], None]) -> None:
        """Call `then` whenever the file is changed here."""
        del screen
        self._followers.append(then)

    def take(self, done: Deed, said: str = "") -> None:
        """Save what was chosen, merged with what others wrote meanwhile; raise `SaveError` where that cannot be."""
        self._keep(edited(self.open_map, done.document), said)

    def put(self, open_map: OpenMap) -> None:
        """Save another state of the file, and of others that an edit of it touches."""
        self._keep(open_map, "")

    def run(self, command: str) -> None:
        """Take the last choice back; it is the only command there is here."""
        if command != "undo":
            raise UsageError("Not here", "this file has no board")
        if not self.open_map.past:
            self.say("Nothing to undo")
            return
        edit, step = self.open_map.past[-1], undone(self.open_map)
        self._keep(step.open_map, taken_back(edit, step))

    def say(self, said: str, tone: str = "muted") -> None:
        """Say a sentence on the board, and remember it."""
        self.status = said
        self._say(said, tone)

    def _keep(self, after: OpenMap, said: str) -> None:
        self.open_map = landed(after, flush(after)).open_map
        for follower in self._followers:
            follower()
        if said:
            self.say(f"{said} · {key_of('undo')} undoes", "text")
