"""Names of commits: what a person types (`v2`, `HEAD~3`, a short hash), and the file as it stood there."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cjm_tui.errors import GitError, NotFoundError
from cjm_tui.history.ancestry import fork_point
from cjm_tui.history.command import look
from cjm_tui.history.renamed import renamed_between
from cjm_tui.history.revisions import revisions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cjm_tui.history.repository import Repository

PARTIAL = "If this clone is a partial one, `git fetch --refetch --no-filter` gets what it lacks."
"""What to do where git cannot read something that it knows of."""


def resolve_revision(repository: Repository, name: str) -> str:
    """Return the full hash of the commit that `name` means; raise `NotFoundError` with the nearest name.

    Behind a map's `@` people leave out that of `@{yesterday}`; no name of git's begins with a brace.
    """
    name = f"@{name}" if name.startswith("{") else name
    if not name or "\0" in name:
        raise NotFoundError("No such revision", "a revision needs a name", "HEAD is the last one.")
    # `:/words` searches messages up to the end of the name; what it finds is a commit already.
    peeled = name if name.startswith(":/") else f"{name}^{{commit}}"
    answer = look(repository.root, "rev-parse", "--verify", "--end-of-options", peeled)
    if answer.is_fine and not name.startswith("^"):  # that would be all commits but these
        return answer.text.split()[-1]
    if "is ambiguous" in answer.err:
        raise NotFoundError("No such revision", f"several commits begin with {name}", "Give more of its digits.")
    if name == "HEAD":
        if look(repository.root, "rev-parse", "--verify", "--quiet", "HEAD").is_fine:
            raise GitError("No history", "git cannot read the last commit", "`git fsck` says what is missing.")
        raise NotFoundError("No such revision", "this branch has no commit yet", "`cjm commit` makes the first.")
    raise NotFoundError("No such revision", f"there is no revision “{name}”", _nearest(repository, name))


def text_at(repository: Repository, revision: str, path: Path) -> bytes:
    """Read the file `path` as it stood at `revision`, under the name it had then, or has on that branch.

    Raise `NotFoundError` when there is no such revision or the file was not there, `GitError` when git cannot read it.
    """
    commit = resolve_revision(repository, revision)
    name = repository.name_of(path)
    content = _content(repository, commit, name)
    if content is not None:
        return content
    history = revisions_of(repository, path)
    olders = [step.path_before for step in history if step.path_before != name]
    for other in dict.fromkeys((*olders, *_names_there(repository, commit, (name, *olders)))):
        content = _content(repository, commit, other)
        if content is not None:
            return content
    first = f"Its first revision is {history[-1].short}, of {history[-1].when:%Y-%m-%d}." if history else ""
    at = commit[:7] if commit.startswith(revision) else revision
    raise NotFoundError("Not there", f"{name} does not exist at {at}", first)


def _names_there(repository: Repository, commit: str, names: Iterable[str]) -> Iterator[str]:
    """Yield what files that had one of `names` where two branches parted are called on the other one by now."""
    fork = fork_point(repository, "HEAD", commit)
    renamed = renamed_between(repository, fork, commit) if fork not in {"", commit} else {}
    yield from (renamed[name] for name in names if name in renamed)


def names_by_commit(repository: Repository) -> dict[str, tuple[str, ...]]:
    """Return what branches and tags stand at a commit (full hash), by their short names; empty where git cannot."""
    form = "--format=%(objectname)%00%(*objectname)%00%(refname:short)"
    answer = look(repository.root, "for-each-ref", form, "refs/heads", "refs/tags", "refs/remotes")
    found: dict[str, tuple[str, ...]] = {}
    for line in answer.text.splitlines() if answer.is_fine else ():
        commit, peeled, name = [*line.split("\0"), "", ""][:3]  # an annotated tag is an object of its own
        found[peeled or commit] = (*found.get(peeled or commit, ()), name)
    return found


def tags_of(repository: Repository) -> dict[str, str]:
    """Return the commit (full hash) that each tag stands at, by name, the youngest first; empty where git cannot."""
    form = "--format=%(objectname)%00%(*objectname)%00%(refname:lstrip=2)"
    answer = look(repository.root, "for-each-ref", "--sort=-creatordate", form, "refs/tags")
    lines = [line.split("\0") for line in (answer.text.splitlines() if answer.is_fine else ())]
    return {name: peeled or commit for commit, peeled, name in lines}


def _content(repository: Repository, commit: str, name: str) -> bytes | None:
    answer = look(repository.root, "cat-file", "blob", f"{commit}:{name}")
    if answer.is_fine:
        return answer.out
    if "does not exist in" in answer.err or "but not in" in answer.err:
        return None
    raise GitError("Not readable", f"git cannot read {name} at {commit[:7]}: {answer.complaint}", PARTIAL)


def _nearest(repository: Repository, name: str) -> str:
    answer = look(
        repository.root, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"
    )
    near = get_close_matches(name, ["HEAD", *answer.text.split()], n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else "`cjm log MAP` lists those of a map, `git log --oneline` all."
