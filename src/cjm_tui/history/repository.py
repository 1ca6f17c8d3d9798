"""Which repository a path belongs to, asked of git itself.

Invariant: what git would refuse (somebody else's repository, one hidden inside a clone) is refused here, and where
there is no repository that is a value which says so, never a failure: editing and saving do not need one.
"""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path
from typing import Literal, NamedTuple

from cjm_tui.errors import GitError
from cjm_tui.history.command import Answer, NoGitProgramError, look

Reason = Literal["no-git", "no-repository", "bare", "inside-git-folder", "foreign-owner", "broken"]

_SIGNS = (".git", "HEAD")
_PLACES = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir")


class Repository(NamedTuple):
    """A repository with a work tree.

    `root` is the top of the work tree, `git_dir` what belongs to this work tree alone (`index`, `HEAD`), `common_dir`
    what all work trees of the repository share; all absolute, links resolved.
    """

    root: Path
    git_dir: Path
    common_dir: Path

    def name_of(self, path: Path) -> str:
        """Return `path` (absolute, or relative to the current folder) as git writes it: from the root, with slashes.

        A link to another file of the repository stands for that file; one that leads out of it for itself. Raise
        `GitError` outside.
        """
        absolute = Path(os.path.abspath(path))  # noqa: PTH100  # the last link is looked at below
        itself = Path(os.path.realpath(absolute.parent)) / absolute.name
        for candidate in (Path(os.path.realpath(absolute)), itself):
            if candidate.is_relative_to(self.root):
                return candidate.relative_to(self.root).as_posix()
        raise GitError("Not in this repository", f"{path} is not inside {self.root}", "")


class NoRepository(NamedTuple):
    """Why there is no repository to work with: a reason to tell apart, one plain sentence, and what to do."""

    reason: Reason
    message: str
    hint: str


def find_repository(path: Path) -> Repository | NoRepository:
    """Find the repository that `path` (a file or folder, existing or not yet) belongs to."""
    try:
        folder = _nearest_folder(path)
    except FileNotFoundError:
        return NoRepository("no-repository", "the current folder does not exist any more", "Go to another one: cd ~")
    if shutil.which("git") and not _may_be_in_one(folder):
        return _none(folder)
    try:
        answer = look(folder, "rev-parse", "--is-bare-repository", "--is-inside-work-tree", *_PLACES)
        lines = answer.text.splitlines()
        if answer.is_fine and len(lines) != 2 + len(_PLACES):  # there is a line break in a folder's name
            lines = lines[:2] + [look(folder, "rev-parse", place).text.removesuffix("\n") for place in _PLACES]
    except NoGitProgramError as failure:
        return NoRepository("no-git", failure.message, failure.hint)
    if ".git" in folder.parts and lines[1:2] != ["true"]:
        return NoRepository(
            "inside-git-folder",
            f"{folder} is inside git's own folder, where no maps are",
            "Go to the folder that holds .git.",
        )
    if lines[:1] == ["true"]:
        return _bare(folder)
    if not answer.is_fine:
        return _refused(folder, answer)
    # The last may be named from the folder; to have it whole takes git 2.31.
    root, git_dir, common_dir = (Path(folder, line).resolve() for line in lines[2:])
    if not os.path.lexists(root / ".git"):
        # A git without safe.bareRepository (before 2.38) takes a repository hidden in a clone for a real one.
        return _bare(folder)
    return Repository(root, git_dir, common_dir)


def require_repository(path: Path, title: str = "No history here") -> Repository:
    """Find the repository of `path`, or raise `GitError` under `title` with what is in the way."""
    found = find_repository(path)
    if isinstance(found, NoRepository):
        raise GitError(title, found.message, found.hint)
    return found


def _nearest_folder(path: Path) -> Path:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # resolve() fails on a loop of links
    for folder in (absolute, *absolute.parents):
        if os.path.isdir(folder):  # noqa: PTH112  # is_dir() raises where a folder may not be read
            return folder
    return Path("/")


def _bare(folder: Path) -> NoRepository:
    return NoRepository(
        "bare",
        f"the repository at {folder} has no work tree: it is a bare one, or one hidden inside a clone",
        "Keep maps in a clone of it (git clone).",
    )


def _may_be_in_one(folder: Path) -> bool:
    """Tell whether git has to be asked: not where no folder upward looks like a repository or holds one.

    Loading what talks to git takes longer than drawing a map, and a quarter of the memory.
    """
    real = Path(os.path.realpath(folder))
    return any(
        os.path.lexists(above / name)
        for start in {folder, real}
        for above in (start, *start.parents)
        for name in _SIGNS
    )


def _none(folder: Path) -> NoRepository:
    return NoRepository(
        "no-repository",
        f"{folder} is not in a git repository, so there are no revisions",
        "Editing and saving work all the same; `git init` starts a history here.",
    )


def _refused(folder: Path, answer: Answer) -> NoRepository:
    said = answer.err
    if "not a git repository" in said and "not a git repository:" not in said:
        apart = _apart(folder, said)
        if apart is not None:
            return apart
        broken = next((above for above in (folder, *folder.parents) if (above / ".git" / "objects").is_dir()), None)
        return _none(folder) if broken is None else _broken(broken, "its HEAD or its refs are damaged")
    if "dubious ownership" in said:
        return NoRepository(
            "foreign-owner",
            f"the repository at {_quoted(said) or folder} belongs to somebody else, and git refuses to work in it",
            f"If you trust it: git config --global --add safe.directory {shlex.quote(_quoted(said) or str(folder))}",
        )
    if "safe.bareRepository" in said:
        return _bare(folder)
    return _broken(folder, answer.complaint)


def _apart(folder: Path, said: str) -> NoRepository | None:
    """Tell of a folder that only seems to lie in a repository: behind a link, or on a disk that is mounted there."""
    around = next((above for above in folder.parents if os.path.lexists(above / ".git")), None)
    real = Path(os.path.realpath(folder))
    if around is not None and not real.is_relative_to(os.path.realpath(around)):
        message = f"{folder} is a link to {real}, which is outside of the repository at {around}"
        return NoRepository("no-repository", message, "Editing and saving work all the same.")
    # Git says it of a repository that is broken as well, where both lie on a disk that is mounted.
    if around is not None and "filesystem boundary" in said and folder.stat().st_dev != around.stat().st_dev:
        message = f"{folder} is on another disk than the repository at {around}, and git looks no further"
        return NoRepository("no-repository", message, "With GIT_DISCOVERY_ACROSS_FILESYSTEM=1 set, git looks further.")
    return None


def _broken(folder: Path, why: str) -> NoRepository:
    return NoRepository("broken", f"git cannot read the repository at {folder}: {why}", "Try `git status` there.")


def _quoted(said: str) -> str:
    return said.split("'")[1] if said.count("'") > 1 else ""
