"""Whose the two sides of a conflict are: git's own names swap in a rebase, and say little in the rest.

What stands in the file comes from what git calls ours; in a rebase that is the branch the person's commits are put
onto, and theirs is the person's own commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.history.command import look, pathspecs
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
            who = _authors(repository, commit, path)
            return Contenders("yours", "theirs", f"yours, on {here}", f"{who}, from {_named(repository, commit)}")
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


def _authors(repository: Repository, commit: str, path: Path) -> str:
    """Return who changed a file on the side of a commit, the latest first; `theirs` where that is not known."""
    words = (
        "log",
        "--no-show-signature",
        "--encoding=UTF-8",
        "--no-merges",
        "--format=%aN",
        "--end-of-options",
        f"HEAD..{commit}",
    )
    answer = look(repository.root, *words, "--", *pathspecs([repository.name_of(path)])) if commit else None
    names = list(dict.fromkeys(answer.text.splitlines())) if answer is not None and answer.is_fine else []
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
