"""Reviewing another branch's version of a map: what it proposes, card by card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import GitError, NotFoundError, UsageError
from cjm_tui.history.ancestry import fork_point, main_branch
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.repository import require_repository
from cjm_tui.history.shallow import shallow_commits
from cjm_tui.history.state import state_of
from cjm_tui.model.document import Document
from cjm_tui.model.proposals import Proposal, proposals
from cjm_tui.services.joining.beside import Beside, beside
from cjm_tui.services.joining.fetching import tip_of
from cjm_tui.services.past.restoring import document_at, document_at_fork


@dataclass(frozen=True, slots=True)
class Review:
    """A branch's version of a map beside ours: where both started from, theirs, and what it proposes.

    `beside` is what else the branch changes in the repository.
    """

    branch: str
    base: Document
    theirs: Document
    proposals: tuple[Proposal, ...]
    beside: Beside


def review_of(path: Path, branch: str, onto: str = "HEAD") -> Review:
    """Return what a branch (or any revision) proposes for a map as `onto` has it, since both had the same.

    Raises `NotFoundError` for an unknown branch or a map that is not in it.
    """
    repository = require_repository(path, "No branches here")
    tip = tip_of(repository, branch)
    fork = fork_point(repository, resolve_revision(repository, onto), tip)
    if not fork and shallow_commits(repository):
        what = f"this clone ends before the commit that {branch} and this branch have in common"
        raise GitError("Not to be told", what, "`cjm branch --fetch` brings what was before; then try again.")
    theirs = document_at(path, tip)
    base = document_at_fork(path, fork, theirs.kind)
    return Review(branch, base, theirs, proposals(base, theirs), beside(repository, path, fork, tip))


def proposed(review: Review, names: Iterable[str]) -> tuple[Proposal, ...]:
    """Return what a branch proposes for some cards, named as on the command line; raise `NotFoundError` for others."""
    found = []
    for name in names:
        fitting = [one for one in review.proposals if any(name in {str(key), key.id} for key in one.keys)]
        if not fitting:
            known = ", ".join(str(one.key) for one in review.proposals) or "nothing"
            message = f"{review.branch} proposes nothing for “{name}”"
            raise NotFoundError("No such proposal", message, f"It proposes changes of {known}.")
        found += fitting
    return tuple(found)


def own_review_of(path: Path) -> Review:
    """Return what this branch proposes to the main one; raise `UsageError` where it is the main one."""
    repository = require_repository(path, "No branches here")
    main, branch = main_branch(repository), state_of(repository).branch
    if not main or _short(main) == branch:
        raise UsageError("Nothing to propose", f"{branch or 'this'} is the main branch", "Name another one.")
    return review_of(path, "HEAD", main)


def request_text(title: str, review: Review) -> str:
    """Return the text of a pull request as Markdown: what it proposes, and which other files it changes."""
    sentences = [f"- {sentence}" for proposal in review.proposals for sentence in proposal.sentences]
    lines = [f"Proposed changes to “{title}”:", "", *sentences] if sentences else [f"No changes to “{title}”."]
    for paragraph in review.beside.paragraphs:
        lines += ["", paragraph]
    return "\n".join(lines) + "\n"


def _short(ref: str) -> str:
    """Return the name of a branch without that of its remote."""
    return ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else ref.split("/", 3)[-1]
