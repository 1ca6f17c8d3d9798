"""Making a revision: a commit of exactly the files that are ours.

Invariant: nothing but the named paths is committed, whatever a colleague has staged; hooks and signing run; the
identity is the person's own; and when the commit fails the index is as it was.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import CommitError, NothingToCommit, UsageError
from cjm_tui.history.command import Answer, act, look, pathspecs
from cjm_tui.history.message import Person, whole_message
from cjm_tui.history.patience import own_turn, patiently, require_unlocked
from cjm_tui.history.refusals import refusal
from cjm_tui.history.staging import Staging, staging_of
from cjm_tui.history.state import RepositoryState, state_of
from cjm_tui.history.terminal import act_in_terminal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from cjm_tui.history.repository import Repository

# An identity that git guesses from the machine's name is a made-up one.
SETTINGS = ("-c", "user.useConfigOnly=true", "-c", "i18n.commitEncoding=UTF-8")
_COMMIT = (*SETTINGS, "commit", "--only", "--cleanup=whitespace", "--no-edit", "--no-status")
_SUMMARY = re.compile(r"^\[(?:.* )?([0-9a-f]{4,64})\]", re.MULTILINE)


class Commit(NamedTuple):
    """A commit that was made: its full hash, the branch (empty when detached) and the paths in it, from the root.

    `notice` is one sentence worth saying (HEAD is detached), or empty.
    """

    hash: str
    branch: str
    paths: tuple[str, ...]
    notice: str


def commit_paths(
    repository: Repository,
    paths: Sequence[Path],
    message: str,
    *,
    people: Sequence[Person] = (),
    author: Person | None = None,
    when: datetime | None = None,
    in_terminal: bool = False,
) -> Commit:
    """Commit `paths` (new, changed or deleted files, no folders) and nothing else; return what was made.

    `people` besides the author get a `Co-authored-by` line each. `author` and `when` replace the person's identity
    and the clock, for a made-up history. With `in_terminal` git has the person's own terminal, for passphrases and
    hooks that ask.

    Raise `NothingToCommit` when the files stand as in the last commit, and `CommitError` (see its `needs_terminal`)
    when something is in the way; the index is then as it was.
    """
    given = whole_message(message, people).encode("utf-8", "replace")
    with own_turn(repository):
        state, staging = require_committable(repository, paths)
        attempt = _Attempt(repository, staging, given, _environment(author, when))
        try:
            answer = attempt.in_terminal() if in_terminal else patiently(repository, attempt.once)
            detached = state.notice if state.is_detached else ""
            notice = detached if answer.is_fine else attempt.aftermath(answer, in_terminal=in_terminal)
        except BaseException:  # an interrupt counts as well: nobody asked for these names in the index
            attempt.take_back()
            raise
    summary = _SUMMARY.search(answer.text)
    # Another commit may have followed already, so HEAD is asked for only where git did not name ours.
    made = look(repository.root, "rev-parse", "--verify", f"{summary[1] if summary else 'HEAD'}^{{commit}}")
    left = ", ".join(f"{name} was left out: git was told to overlook it ({flag})." for name, flag in staging.overlooked)
    return Commit(made.text.strip(), state.branch, staging.changed, " ".join(part for part in (notice, left) if part))


def require_committable(repository: Repository, paths: Sequence[Path]) -> tuple[RepositoryState, Staging]:
    """Return how the repository and the files stand; raise `CommitError` where a commit of them is refused anyway.

    What only git or a hook knows comes when it is tried. Raises `NothingToCommit` as well.
    """
    state = state_of(repository)
    for obstacle in state.obstacles:
        if obstacle.kind == "operation":
            raise CommitError(obstacle.message, obstacle.hint)
    staging = staging_of(repository, [_name_of_file(repository, path) for path in paths])
    staging.require_committable()
    return state, staging


def _name_of_file(repository: Repository, path: Path) -> str:
    if os.path.isdir(path):  # noqa: PTH112  # is_dir() raises where a folder may not be read
        raise UsageError("Not committed", f"{path} is a folder", "Name the files in it.")
    return repository.name_of(path)


class _Attempt(NamedTuple):
    """A commit to be tried, perhaps several times, and what has to be undone when it fails."""

    repository: Repository
    staging: Staging
    message: bytes
    """Handed to git, for an argument could be too long, and a file would be left behind by a process that is killed."""
    extra: Mapping[str, str]

    def once(self) -> Answer:
        """Try it, and return what git said."""
        announced = self._announce()
        if not announced.is_fine:
            return announced
        return act(self.repository.root, *self._words(), given=self.message, extra=self.extra)

    def in_terminal(self) -> Answer:
        require_unlocked(self.repository)
        announced = patiently(self.repository, self._announce)
        if not announced.is_fine:
            raise refusal(self.repository, announced)
        return act_in_terminal(self.repository.root, *self._words(), given=self.message)

    def aftermath(self, answer: Answer, *, in_terminal: bool) -> str:
        """Raise what kept the commit from being made; return a sentence where it was made and something came after."""
        if not self._left():
            if answer.stopped or in_terminal:
                return "The revision is made; a hook that runs after it was stopped before it had finished."
            if _SUMMARY.search(answer.text):
                return f"The revision is made; git could not say more of it ({answer.complaint}): try `git fsck`."
            raise NothingToCommit("Nothing to commit", "somebody else has just committed these changes")
        if in_terminal:
            why = "git or one of its hooks refused, and said why in the terminal"
            raise CommitError(why, "The files are saved.", needs_terminal=True)
        raise refusal(self.repository, answer)

    def take_back(self) -> None:
        """Make git forget the names that were announced to it, but for those that are committed by now."""
        left = self._left() if self.staging.new else ()
        given = "".join(f"{name}\0" for name in self.staging.new if name in left).encode("utf-8", "surrogateescape")
        if given:
            forget = ("update-index", "--force-remove", "-z", "--stdin")
            patiently(self.repository, lambda: act(self.repository.root, *forget, given=given))

    def _announce(self) -> Answer:
        """Make files that git does not know yet known to it by name alone: `commit --only` takes no others."""
        if not self.staging.new:
            return Answer(0, b"", "")
        return act(self.repository.root, "add", "--intent-to-add", "--", *pathspecs(self.staging.new))

    def _left(self) -> tuple[str, ...]:
        try:
            return staging_of(self.repository, self.staging.changed).changed
        except CommitError:  # what broke the commit may break this question as well
            return self.staging.changed

    def _words(self) -> tuple[str, ...]:
        return (*_COMMIT, "--file=-", "--", *pathspecs(self.staging.changed))


def _environment(author: Person | None, when: datetime | None) -> dict[str, str]:
    extra: dict[str, str] = {}
    for role in ("AUTHOR", "COMMITTER"):
        if author is not None:
            extra |= {f"GIT_{role}_NAME": author.name, f"GIT_{role}_EMAIL": author.email}
        if when is not None:
            extra[f"GIT_{role}_DATE"] = when.isoformat(timespec="seconds")
    return extra
