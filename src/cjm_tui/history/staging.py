"""How the files of a commit stand between the last commit, git's index and the disk.

Invariant: what a person staged by hand is theirs; where a commit of ours would swallow it, it is explained and refused.
This asks `git status`, which runs the repository's filters, and so belongs to committing and never to looking.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import CommitError, NothingToCommit
from cjm_tui.history.command import act, look, pathspecs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_tui.history.repository import Repository


class Staging(NamedTuple):
    """Files by how they stand; all names from the root of the repository, in the order they were asked about.

    `changed` differ from the last commit (the `new` ones are unknown to git so far), `partial` were staged and then
    changed again, `unmerged` hold a conflict git has not settled, `ignored` match a line of `.gitignore`; `overlooked`
    are those in which git was told to see no change (name and flag).
    """

    changed: tuple[str, ...]
    new: tuple[str, ...]
    partial: tuple[str, ...]
    unmerged: tuple[str, ...]
    ignored: tuple[str, ...]
    overlooked: tuple[tuple[str, str], ...] = ()

    def require_committable(self) -> None:
        """Raise `CommitError` for a file partly staged, unmerged or ignored, `NothingToCommit` when none changed."""
        if self.unmerged:
            raise CommitError(
                f"{_listed(self.unmerged)} still {_has(self.unmerged)} a conflict from a merge",
                "Settle it, then tell git: `git add` the file.",
            )
        if self.partial:
            partial = shlex.quote(self.partial[0])
            raise CommitError(
                f"{_listed(self.partial)} {_has(self.partial)} been staged by hand and changed since; "
                "a commit now would not keep the two apart",
                # `git restore --staged` needs a commit to restore from, and before the first there is none.
                f"Stage all of it (git add {partial}) or none (git reset -- {partial}), then commit again.",
            )
        if self.ignored:
            raise CommitError(
                f"{_listed(self.ignored)} is ignored by a .gitignore, so git does not keep it",
                f"`git check-ignore -v {shlex.quote(self.ignored[0])}` names the line; take it out.",
            )
        if not self.changed and self.overlooked:
            name, flag = self.overlooked[0]
            raise CommitError(
                f"git was told to overlook changes in {name} ({flag}), so it commits none",
                f"`git update-index --no-{flag} {shlex.quote(name)}` takes that back; then commit again.",
            )
        if not self.changed:
            raise NothingToCommit("Nothing to commit", "nothing has changed since the last revision")


def staging_of(repository: Repository, names: Sequence[str]) -> Staging:
    """Ask git how the files `names` (from the root of the repository) stand."""
    words = ("status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching")
    answer = act(repository.root, *words, "--", *pathspecs(names))
    if not answer.is_fine:
        raise CommitError(f"git cannot say how the files stand: {answer.complaint}", "Try `git status` there.")
    letters = dict.fromkeys(names, "")
    ignored: list[str] = []
    for line in answer.text.split("\0"):
        kind, _, rest = line.partition(" ")
        if kind == "!":
            ignored.extend(name for name in names if name == rest or (rest.endswith("/") and name.startswith(rest)))
        elif kind:
            name = rest.split(" ", {"1": 7, "u": 9}.get(kind, 0))[-1]
            if name in letters:
                letters[name] += kind if kind in "?u" else rest[:2]
    return Staging(
        changed=tuple(name for name, seen in letters.items() if seen),
        new=tuple(name for name, seen in letters.items() if seen == "?"),
        partial=tuple(name for name, seen in letters.items() if len(seen) > 1 and "." not in seen),
        unmerged=tuple(name for name, seen in letters.items() if "u" in seen),
        ignored=tuple(ignored),
        overlooked=_overlooked(
            repository, [name for name, seen in letters.items() if not seen and name not in ignored]
        ),
    )


def _overlooked(repository: Repository, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return which of the files in which git sees no change were flagged so that it looks at none (git-ls-files(1))."""
    if not names:
        return ()
    answer = look(repository.root, "ls-files", "-v", "-z", "--", *pathspecs(names))
    flags = [(line[2:], line[:1]) for line in answer.text.split("\0") if line[1:2] == " "]
    return tuple(
        (name, "skip-worktree" if letter in "Ss" else "assume-unchanged")
        for name, letter in flags
        if letter == "S" or letter.islower()
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"
