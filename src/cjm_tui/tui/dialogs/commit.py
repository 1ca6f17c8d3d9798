"""Committing a revision: the message is written already, every word of it can be changed, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.widgets import Static, TextArea
from textual.worker import get_current_worker

from cjm_tui.errors import CjmError, CommitError
from cjm_tui.tui.dialogs.kept_dialog import KeptDialog
from cjm_tui.tui.dialogs.plain_text import OneLine, PlainText
from cjm_tui.tui.dialogs.small_dialog import keys_told, plain
from cjm_tui.tui.dialogs.visible import visible
from cjm_tui.tui.steps import here
from cjm_tui.tui.type_ahead import Awaited, TypeAhead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from cjm_tui.tui.dialogs.kept_line import KeptLine

_KEYS = "enter, ctrl+s commit   tab the rest of the message   esc back"


class CommitDialog(KeptDialog[str]):
    """Show what changed and the message; commit, and give back the words the commit answered with.

    `commit` gets the message and blocks, in a thread of its own; a `CjmError` it raises is shown here and the message
    stays. `in_terminal` does the same with the terminal handed over, and is offered where that may help.
    """

    DEFAULT_CSS = """
    CommitDialog > Vertical { width: 84; }
    CommitDialog PlainText.rest { margin: 1 0 0 0; max-height: 12; min-height: 3; }
    CommitDialog .small, CommitDialog .wrong { margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "commit", "commit", show=False),
        Binding("ctrl+t", "commit_in_terminal", "commit in the terminal", show=False),
    ]

    def __init__(
        self,
        message: str,
        sentences: Sequence[str],
        notice: str = "",
        *,
        quietly: str = "",
        commit: Callable[[str], str],
        in_terminal: Callable[[str], str] | None = None,
        kept: KeptLine | None = None,
    ) -> None:
        """Offer `message` for the changes told in `sentences`, or what was `kept` of the person's own words.

        `notice` says what is in the way of a commit, `quietly` what is odd and in nobody's way.
        """
        super().__init__("commit a revision", _KEYS)
        self._ready = _joined(*_parted(message))
        self._entries: tuple[PlainText, ...] = ()
        self.kept = kept
        self.sentences = tuple(sentences)
        self._notice = notice
        self._quietly = quietly
        self._commit = commit
        self._in_terminal = in_terminal
        self._may_use_terminal = False
        self._at_work: Awaited | None = None

    def compose_body(self) -> ComposeResult:
        """Lay out the message, what it does not say, and what is in the way."""
        before = self.kept.take_up().get("message") if self.kept is not None else None
        subject, rest = _parted(before or self._ready)
        self._entries = (
            OneLine(subject, placeholder="what changed, in a line"),
            PlainText(rest, placeholder="why, if it needs saying"),
        )
        self._entries[1].add_class("rest")
        yield from self._entries
        yield Static(classes="small unsaid", markup=False)
        yield Static(plain(here(self._notice)), classes="wrong", markup=False)
        if self._quietly:
            yield Static(plain(here(self._quietly)), classes="small", markup=False)

    def on_mount(self) -> None:
        """Go to the first line of the message."""
        self.query_one(".wrong").display = bool(self._notice)
        self._tell_the_unsaid()
        self.query_one(OneLine).focus()

    @property
    def message(self) -> str:
        """Return the message as it stands."""
        return _joined(*(entry.text for entry in self._entries))

    def half_typed(self) -> dict[str, str]:
        """Return a message that was written over."""
        return {"message": self.message} if self._entries and self.message not in {"", self._ready} else {}

    @on(TextArea.Changed)
    def _tell_the_unsaid(self) -> None:
        """Name the changes the message does not mention."""
        message = self.message
        unsaid = [sentence for sentence in self.sentences if visible(sentence, one_line=True) not in message]
        line = self.query_one(".unsaid", Static)
        line.display = bool(unsaid)
        shown = unsaid[:6] + ([f"and {len(unsaid) - 6} more"] if len(unsaid) > 6 else [])
        line.update(plain("\n".join(["goes in too:", *(f"  {sentence}" for sentence in shown)])))

    def on_one_line_ended(self) -> None:
        """Commit."""
        self.action_commit()

    def action_commit(self) -> None:
        """Commit, in a thread of its own."""
        if self._at_work is not None:
            return
        if not self.message.strip():
            self._refuse("a revision needs a message: say in a line what changed")
            return
        self._at_work = Awaited(self.app.screen)
        self.query_one(".keys", Static).update(plain("git is at work …"))
        message = self.message
        worker = self.run_worker(lambda: self._committing(message), thread=True, exclusive=True)
        cast(TypeAhead, self.app).awaits(self._at_work, worker)

    def action_commit_in_terminal(self) -> None:
        """Hand the terminal over to git, where a passphrase or a hook needs one."""
        if self._at_work is not None or not self._may_use_terminal or self._in_terminal is None:
            return
        try:
            with self.app.suspend():
                words = self._in_terminal(self.message)
        except CjmError as error:
            self._failed(error)
        except SuspendNotSupported:
            self._refuse("this terminal cannot be handed over; type `cjm commit` in a shell")
        else:
            self.dismiss(words)

    def action_leave(self) -> None:
        """Go back, unless git is at work."""
        if self._at_work is None:
            self.dismiss(None)

    def _committing(self, message: str) -> None:
        try:
            words = self._commit(message)
        except CjmError as error:
            self._from_thread(self._failed, error)
        else:
            self._from_thread(self.dismiss, words)

    def _from_thread(self, told: Callable[..., object], *words: object) -> None:
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(told, *words)

    def _failed(self, error: CjmError) -> None:
        if self._at_work is not None:
            self._at_work.has_failed = True
            self._at_work = None
        self._may_use_terminal = isinstance(error, CommitError) and error.needs_terminal
        offer = self._may_use_terminal and self._in_terminal is not None
        self.query_one(".keys", Static).update(
            keys_told("ctrl+t commit in the terminal   esc back" if offer else _KEYS)
        )
        self._refuse("\n".join(part for part in (f"{error.title}: {error.message}", error.hint) if part))

    def _refuse(self, sentence: str) -> None:
        line = self.query_one(".wrong", Static)
        line.display = True
        line.update(plain(here(sentence)))


def _parted(message: str) -> tuple[str, str]:
    """Return the first line of a message and the rest, as they are shown."""
    subject, _, rest = message.partition("\n")
    return visible(subject), visible(rest.strip("\n"))


def _joined(subject: str, rest: str) -> str:
    first, rest = " ".join(subject.split()), rest.strip()
    return f"{first}\n\n{rest}" if rest else first
