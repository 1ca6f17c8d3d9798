"""Making a revision: a commit of exactly the files that are ours.

Invariant: nothing but the named paths is committed, whatever a colleague has staged; hooks and signing run; the
identity is the person's own; and when the commit fails the index is as it was.
"""

from __future__ import annotations

import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import CommitError
from cjm_tui.history.command import Answer, act, act_in_terminal, look
from cjm_tui.history.message import Person, whole_message
from cjm_tui.history.patience import patiently, wait_for_lock
from cjm_tui.history.refusals import refusal
from cjm_tui.history.staging import staging_of
from cjm_tui.history.state import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cjm_tui.history.repository import Repository

# An identity that git guesses from the machine's name is a made-up one.
_SETTINGS = ("-c", "user.useConfigOnly=true", "-c", "core.abbrev=no", "-c", "i18n.commitEncoding=UTF-8")
_COMMIT = (*_SETTINGS, "commit", "--only", "--cleanup=whitespace", "--no-edit", "--no-status")
_SUMMARY = re.compile(r"^\[(?:.* )?([0-9a-f]{40,64})\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Commit:
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
    body = whole_message(message, people)
    state = state_of(repository)
    for obstacle in state.obstacles:
        if obstacle.kind == "operation":
            raise CommitError(obstacle.message, obstacle.hint)
    staging = staging_of(repository, [repository.name_of(path) for path in paths])
    staging.require_committable()
    with _announced(repository, staging.new), _in_a_file(body) as written:
        words = (*_COMMIT, f"--file={written}", "--", *staging.changed)
        if in_terminal:
            answer = _in_terminal(repository, words)
        else:
            extra = _environment(author, when)
            answer = patiently(repository, lambda: act(repository.root, *words, extra=extra))
            if not answer.is_fine:
                raise refusal(repository, answer)
    summary = _SUMMARY.search(answer.text)
    made = summary[1] if summary else look(repository.root, "rev-parse", "HEAD").text.strip()
    return Commit(made, state.branch, staging.changed, state.notice)


def _in_terminal(repository: Repository, words: Sequence[str]) -> Answer:
    wait_for_lock(repository)
    answer = act_in_terminal(repository.root, *words)
    if not answer.is_fine:
        raise CommitError("git or one of its hooks refused; what it said stands above", "The files are saved.")
    return answer


def _environment(author: Person | None, when: datetime | None) -> dict[str, str]:
    extra: dict[str, str] = {}
    for role in ("AUTHOR", "COMMITTER"):
        if author is not None:
            extra |= {f"GIT_{role}_NAME": author.name, f"GIT_{role}_EMAIL": author.email}
        if when is not None:
            extra[f"GIT_{role}_DATE"] = when.isoformat(timespec="seconds")
    return extra


@contextmanager
def _announced(repository: Repository, names: Sequence[str]) -> Iterator[None]:
    """Make files that git does not know yet known to it by name alone, and take that back when the commit fails."""
    if not names:
        yield
        return
    answer = patiently(repository, lambda: act(repository.root, "add", "--intent-to-add", "--", *names))
    if not answer.is_fine:
        raise refusal(repository, answer)
    try:
        yield
    except BaseException:  # an interrupt counts as well: nobody asked for these names in the index
        given = b"".join(name.encode("utf-8", "surrogateescape") + b"\0" for name in names)
        forget = ("update-index", "--force-remove", "-z", "--stdin")
        patiently(repository, lambda: act(repository.root, *forget, given=given))
        raise


@contextmanager
def _in_a_file(body: str) -> Iterator[Path]:
    """Keep the message in a private file meanwhile: as an argument it could be too long."""
    with tempfile.NamedTemporaryFile(prefix="cjm-message-", suffix=".txt") as file:
        file.write(body.encode("utf-8", "replace"))
        file.flush()
        yield Path(file.name)
