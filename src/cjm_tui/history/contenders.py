"""Whose the two sides of a conflict are: git's own names swap in a rebase, and say little in the rest.

What stands in the file comes from what git calls ours; in a rebase that is the branch the person's commits are put
onto, and theirs is the person's own commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.groups import is_shared
from cjm_tui.history.command import look, pathspecs
from cjm_tui.history.identity import identity_of
from cjm_tui.history.state import state_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_tui.history.repository import Repository


class Contenders(NamedTuple):
    """Who says what stands in the file (`ours`) and who the other (`theirs`), in a person's words, short and long."""

    ours: str = "ours"
    theirs: str = "theirs"
    ours_in_full: str = "as it stands here"
    theirs_in_full: str = "as the others have it"


def contenders(repository: Repository, path: Path) -> Contenders:
    """Return whose the sides of a conflict in a file are, in what git is in the middle of."""
    state, folder = state_of(repository), repository.git_dir
    here = state.branch or "here"
    match state.operation:
        case "merge":
            commit = _line(folder / "MERGE_HEAD")
            who = _authors(repository, f"HEAD..{commit}", path) if commit else "theirs"
            ours, ours_in_full = _of_this_clone(repository, commit, path)
            theirs_in_full = f"{who}, from {_named(repository, commit)}"
            return Contenders(ours, "theirs", f"{ours_in_full}, on {here}", theirs_in_full)
        case "rebase":
            onto = _named(
                repository, _line(folder / "rebase-merge" / "onto") or _line(folder / "rebase-apply" / "onto")
            )
            commit = _line(folder / "REBASE_HEAD") or _line(folder / "rebase-merge" / "stopped-sha")
            return Contenders(onto, "yours", f"{onto}, which you rebase onto", f"yours: {_told(repository, commit)}")
        case "cherry-pick":
            picked = _told(repository, _line(folder / "CHERRY_PICK_HEAD"))
            return Contenders("yours", "picked", f"yours, on {here}", f"picked: {picked}")
        case "revert":
            reverted = _told(repository, _line(folder / "REVERT_HEAD"))
            return Contenders("now", "reverted", f"as it is, on {here}", f"without {reverted}")
    return Contenders()


STASHED = Contenders("committed", "stashed", "as this branch has it", "yours, from the stash")
"""The sides where files are unmerged and git is in the middle of nothing: a stash came back."""


def _line(path: Path) -> str:
    try:
        return path.read_text("ascii").strip().partition("\n")[0]
    except (OSError, ValueError):
        return ""


def _named(repository: Repository, commit: str) -> str:
    """Return a branch that stands at a commit, else its short hash."""
    if not commit:
        return "another commit"
    form = "--format=%(refname:short)"
    answer = look(repository.root, "for-each-ref", form, f"--points-at={commit}", "refs/heads", "refs/remotes")
    names = [name for name in answer.text.split() if not name.endswith("/HEAD")]
    return names[0] if names else commit[:7]


def _of_this_clone(repository: Repository, commit: str, path: Path) -> tuple[str, str]:
    """Return, short and in full, whose the side of this clone is that a commit is merged into.

    In a clone that several people share it need not be the person's own.
    """
    who = _authors(repository, f"{commit}..HEAD", path) if commit and is_shared(repository.root) else ""
    me = identity_of(repository)
    return ("yours", "yours") if who in {"", "theirs"} or (me and who == me.name) else ("ours", who)


def _authors(repository: Repository, range_: str, path: Path) -> str:
    """Return who changed a file in a range of commits, the latest first; `theirs` where that is not known."""
    words = (
        "log",
        "--no-show-signature",
        "--encoding=UTF-8",
        "--no-merges",
        "--format=%aN",
        "--end-of-options",
        range_,
    )
    answer = look(repository.root, *words, "--", *pathspecs([repository.name_of(path)]))
    names = list(dict.fromkeys(answer.text.splitlines())) if answer.is_fine else []
    return f"{names[0]} and {len(names) - 1} more" if len(names) > 1 else names[0] if names else "theirs"


def _told(repository: Repository, commit: str) -> str:
    """Return a commit by the first line of its message."""
    if not commit:
        return "a commit"
    answer = look(
        repository.root,
        "log",
        "-1",
        "--no-show-signature",
        "--encoding=UTF-8",
        "--format=%h %s",
        "--end-of-options",
        commit,
    )
    short, _, subject = answer.text.strip().partition(" ")
    return f"{short} “{subject}”" if subject else commit[:7]
