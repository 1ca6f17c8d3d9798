"""A screen whose keys come from the declared commands, and the one place of the app where an error is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.binding import Binding, BindingsMap
from textual.screen import Screen
from textual.worker import get_current_worker

from cjm_tui.errors import CjmError
from cjm_tui.tui.commands import COMMANDS, commands_of, spoken
from cjm_tui.tui.screens.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.events import Key
    from textual.geometry import Size
    from textual.worker import Worker

    from cjm_tui.tui.app import CjmApp

Answer = TypeVar("Answer")
Reply = TypeVar("Reply")
Found = TypeVar("Found")


def bindings_of(room: str) -> list[Binding]:
    """Return Textual's bindings of a room's commands; a chord is one key struck twice."""
    bindings: list[Binding] = []
    for command in commands_of(room):
        for key in command.keys:
            struck = key.split()
            action = f"run('{command.id}')" if len(struck) == 1 else f"strike('{struck[0]}','{command.id}')"
            bindings.append(Binding(struck[0], action, command.title, show=False, priority=key == "ctrl+q"))
    return bindings


def method_of(command: str) -> str:
    """Return the name of the method that a command calls: `add-stage` calls `do_add_stage`."""
    return f"do_{command.replace('-', '_')}"


class CommandedScreen(Screen[Answer], inherit_bindings=False):
    """Runs a command of its room by calling the method named after it, its own or that of one of its parts."""

    ALLOW_SELECT: ClassVar[bool] = False
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    ROOM: ClassVar[str] = ""
    _struck = ""

    def __init__(self) -> None:
        """Listen to the keys that the room's commands have now; the person may have given them others."""
        super().__init__()
        self._bindings = BindingsMap([*(fixed for _, fixed in self._bindings), *bindings_of(self.ROOM)])

    def _screen_resized(self, size: Size) -> None:
        """Lay everything out for another size; a screen behind one that is just shown is told its own again."""
        if size != self.size or self.app.screen is self:
            super()._screen_resized(size)

    def action_run(self, command: str) -> None:
        """Run a command; what could not happen is said in the status line."""
        self._struck = ""
        self.show_keys()
        deed = self.deed_of(command)
        if deed is not None:
            self.guarded(deed)

    def deed_of(self, command: str) -> Callable[[], None] | None:
        """Return what a command does, None where that is nothing: the method of the first doer that has one."""
        name = method_of(command)
        return next((getattr(doer, name) for doer in self.doers() if hasattr(doer, name)), None)

    def doers(self) -> Iterable[object]:
        """Return whose methods the commands are; where several have one, the first is meant."""
        return (self,)

    def show_keys(self) -> None:
        """Show the keys of the screen again, where a long sentence stood over them until the next key."""

    def guarded(self, deed: Callable[[], None]) -> None:
        """Do something; what could not happen is said. This is the one place of the app that shows a `CjmError`."""
        try:
            deed()
        except CjmError as error:
            self.trouble(error)

    def aside(
        self,
        work: Callable[[], Found],
        then: Callable[[Found], None],
        *,
        failed: Callable[[CjmError], None] | None = None,
        group: str = "",
    ) -> None:
        """Do some work in a thread, then go on with what it found; what could not happen is said, or told to `failed`.

        Of a named group only the last that was asked for goes on, and nothing does once the screen is gone. Nobody
        waits for it: what is typed meanwhile goes its way.
        """
        self._in_thread(work, lambda found: self.guarded(partial(then, found)), failed or self.trouble, group)

    def bring(
        self,
        work: Callable[[], Found],
        then: Callable[[Found], None],
        *,
        failed: Callable[[CjmError], None] | None = None,
        stays: bool = False,
    ) -> None:
        """Do some work in a thread that the person waits for: what is typed meanwhile is for the screen it brings.

        With `stays` it brings no other screen but changes this one. What is typed is dropped where it could not happen,
        and where no screen comes after all. Esc waits no longer, unless it `stays`.
        """
        waiting = Waiting(self, stays=stays)
        worker = self._in_thread(work, partial(waiting.end, then), partial(waiting.fail, failed or self.trouble))
        cast("CjmApp", self.app).awaits(waiting.awaited, worker)

    def ask(self, screen: Screen[Reply], then: Callable[[Reply | None], None] | None = None) -> None:
        """Show a screen or a dialog over this one, and go on with its answer."""
        self.app.push_screen(screen, then)

    def _in_thread(
        self,
        work: Callable[[], Found],
        then: Callable[[Found], None],
        failed: Callable[[CjmError], None],
        group: str = "",
    ) -> Worker[None]:
        def whole() -> None:
            worker = get_current_worker()
            try:
                found = work()
            except CjmError as error:
                go_on = partial(failed, error)
            else:
                go_on = partial(then, found)
            if not worker.is_cancelled:
                self.app.call_from_thread(lambda: None if worker.is_cancelled else go_on())

        return self.run_worker(whole, thread=True, group=group or "default", exclusive=bool(group))

    def on_key(self, event: Key) -> None:
        """Forget a key that was struck once when another one comes, whatever that does."""
        if event.key != self._struck:
            self._struck = ""

    def action_strike(self, key: str, command: str) -> None:
        """Run a command when its key is struck the second time in a row."""
        if self._struck == key:
            self.action_run(command)
            return
        self._struck = key
        title = next(known.title for known in COMMANDS if known.id == command)
        self.say(f"{spoken(key)} once more: {title[:1].lower()}{title[1:]} · any other key leaves it")

    def say(self, words: str, tone: str = "muted") -> None:
        """Tell the person something in one line; `tone` is a colour's name."""
        raise NotImplementedError

    def trouble(self, error: CjmError) -> None:
        """Say what could not happen and what to do."""
        self.say(". ".join(part for part in (f"{error.title}: {error.message}", error.hint) if part), "error")

    def do_choose_theme(self) -> None:
        """Show the themes; each is tried on while one looks."""
        from cjm_tui.tui.screens.dressing import choose_theme

        choose_theme(cast("CjmApp", self.app), self)

    def do_suspend(self) -> None:
        """Go to the shell, as ctrl+z does everywhere."""
        self.app.action_suspend_process()

    def do_leave(self) -> None:
        """Leave the app."""
        self.app.exit()

    def do_help(self) -> None:
        """Show the keys of where the person is."""
        from cjm_tui.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.ROOM))
