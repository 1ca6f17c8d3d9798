"""What could not happen, said in words.

A `CjmError` is an action that failed: a title, what went wrong, and what to do about it. It is shown
in exactly two places, one in the app and one on the command line. Something odd *in a file* is not an
error but a `Problem`, a value (see `cjm_tui.model.problem`).
"""

from __future__ import annotations


class CjmError(Exception):
    """An action that could not happen.

    `title` names the action in a few words, `message` says what is in the way in one plain sentence,
    `hint` says what to do next (may be empty). `exit_code` is the process status on the command line:
    2 for usage and for what could not happen.
    """

    exit_code = 2

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.title}: {self.message}" + (f"\n{self.hint}" if self.hint else "")


class UsageError(CjmError):
    """A name, a value or a command the person gave does not fit."""


class NotFoundError(UsageError):
    """A map, record, field, persona or revision of that name does not exist; the hint has the nearest one."""


class UnreadableError(CjmError):
    """A file cannot be read as a document."""


class SaveError(CjmError):
    """A file could not be written; what stood in it before is untouched."""


class FileGoneError(SaveError):
    """A file was deleted on the disk, and is not made again unasked."""


class OvertakenError(SaveError):
    """What was to be written held no longer when it was its turn; nothing was written."""


class VerificationError(SaveError):
    """The new text does not read back as the document in memory; nothing was written."""


class GitError(CjmError):
    """Git could not do what was asked."""


class CommitError(GitError):
    """A revision was not made; the files are saved and git's index is as it was.

    `needs_terminal` tells that the same commit may well work with a terminal: a passphrase, or a hook that asks.
    """

    def __init__(self, message: str, hint: str = "", *, needs_terminal: bool = False) -> None:
        super().__init__("Not committed", message, hint)
        self.needs_terminal = needs_terminal


class NothingToCommit(CjmError):  # noqa: N818  # said, and no failure
    """There is nothing to commit; said, and no failure."""

    exit_code = 0
