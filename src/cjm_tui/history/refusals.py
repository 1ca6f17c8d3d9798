"""Why a commit did not happen, in words, from what git and its hooks said.

Invariant: every refusal names what is in the way and what to do next, and tells apart what a terminal would solve.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import CommitError
from cjm_tui.history.command import Answer
from cjm_tui.history.hooks import hooks_present
from cjm_tui.history.state import age_of, lock_obstacle, lock_of

if TYPE_CHECKING:
    from cjm_tui.history.repository import Repository

_CONTENTION = re.compile(
    r"\.lock': File exists|cannot lock ref .*(?:but expected|already exists)|did not match any file"
)
_ASKED = re.compile(
    r"/dev/tty|Inappropriate ioctl|No such device or address|[Nn]o pinentry|not a (?:tty|terminal)"
    r"|terminal prompts disabled|could not read (?:Username|Password)|passphrase|Operation cancelled"
    r"|signing failed: (?:End of file|Timeout)"
)
_SIGNING = re.compile(
    r"failed to sign|cannot run \S*(?:gpg|ssh-keygen)|(?:public|private|load) key|signing ?key", re.IGNORECASE
)
_LOCK = re.compile(r"'([^']+\.lock)': File exists")
_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "pre-merge-commit", "reference-transaction")
_LINES_OF_A_HOOK = 12

_KNOWN: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"tell me who you are|auto-detect(?:ion)?|empty ident|no email was given|no name was given"),
        "git does not know who you are",
        'Tell it once: git config --global user.name "Your Name" and git config --global user.email you@example.org',
    ),
    (
        re.compile(r"unmerged files|unresolved conflict"),
        "a merge has left conflicts in this repository that nobody has settled yet",
        "`git status` names the files; settle them, then commit again.",
    ),
    (
        re.compile(r"partial commit during a"),
        "git is in the middle of a merge or of picking a commit",
        "Finish it or give it up (`git status` says how), then commit again.",
    ),
    (
        re.compile(r"Permission denied|[Ii]nsufficient permission|Read-only file system"),
        "git may not write to this repository: it is read-only for you",
        "Ask its owner for write access (`cjm doctor --share GROUP` prints how), or work in a clone of your own.",
    ),
    (
        re.compile(r"No space left on device|Disk quota exceeded"),
        "the disk is full",
        "Make room, then commit again; the files are saved.",
    ),
    (
        re.compile(r"outside of your sparse-checkout"),
        "the file lies outside of what this sparse checkout covers",
        "`git sparse-checkout add` its folder, then commit again.",
    ),
)


def is_contention(answer: Answer) -> bool:
    """Tell whether another git was at work at the same moment, so that trying again makes sense."""
    return not answer.is_fine and not answer.stopped and bool(_CONTENTION.search(answer.err))


def refusal(repository: Repository, answer: Answer) -> CommitError:
    """Put the failed commit that gave `answer` into words."""
    said = answer.err
    asked = bool(_ASKED.search(said))
    if answer.stopped:
        return CommitError(
            "the commit did not end in time and was stopped; a hook or a signing program may have waited for an answer",
            "`cjm commit` in a terminal lets it ask, without a limit.",
            needs_terminal=True,
        )
    if _SIGNING.search(said):
        return _unsigned(said, asked=asked)
    if is_contention(answer):
        named = _LOCK.search(said)
        lock = Path(repository.root, named[1]) if named else lock_of(repository)
        age = age_of(lock)
        if age is None:
            return CommitError("others keep committing in this repository at the same moment", "Commit again.")
        obstacle = lock_obstacle(lock, age)
        return CommitError(obstacle.message, obstacle.hint)
    if answer.status == 1 and (hook := ", ".join(hooks_present(repository, _HOOKS))):
        return _hook_refused(hook, _last_lines(answer.text + said), asked=asked)
    for pattern, message, hint in _KNOWN:
        if pattern.search(said):
            return CommitError(message, hint)
    return CommitError(answer.complaint, "`git status` in a terminal says more.", needs_terminal=asked)


def _unsigned(said: str, *, asked: bool) -> CommitError:
    # Before git 2.41 what gpg said is lost; a passphrase nobody could type is then the likeliest.
    lines = [line for line in said.splitlines() if not line.startswith(("fatal:", "error: gpg failed to sign"))]
    reason = _last_lines("\n".join(lines))
    if not reason:
        return CommitError(
            "the commit is to be signed, and signing failed; it may want a passphrase, which needs a terminal",
            "`cjm commit` in a terminal lets it ask.",
            needs_terminal=True,
        )
    if asked:
        return CommitError(
            f"the commit is to be signed, and signing needs a terminal for the passphrase:\n{reason}",
            "`cjm commit` in a terminal lets it ask.",
            needs_terminal=True,
        )
    return CommitError(
        f"the commit is to be signed, and signing failed:\n{reason}",
        "See what `git config user.signingKey` says, and try `git commit` in a terminal.",
        needs_terminal="agent" in said,
    )


def _hook_refused(hook: str, words: str, *, asked: bool) -> CommitError:
    said = f"it said:\n{words}" if words else "it gave no reason"
    if asked:
        return CommitError(
            f"a hook of this repository ({hook}) wants to ask something and has no terminal; {said}",
            "`cjm commit` in a terminal lets it ask.",
            needs_terminal=True,
        )
    return CommitError(f"a hook of this repository ({hook}) refused it; {said}", "Do what it asks, then commit again.")


def _last_lines(said: str) -> str:
    return "\n".join([line.rstrip() for line in said.splitlines() if line.strip()][-_LINES_OF_A_HOOK:])
