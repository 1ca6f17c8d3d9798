"""What is said besides when a sync is done: what a merge by lines left without its card, what nobody else has yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.between import files_between
from cjm_tui.history.changes import standing_of
from cjm_tui.history.names import resolve_revision
from cjm_tui.history.repository import Repository
from cjm_tui.history.setup import is_set_up_alone
from cjm_tui.model.document import Document
from cjm_tui.model.references import hosts_of
from cjm_tui.services.joining.git_setup import pattern_of
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.services.workspace.documents import called, glance

_MOST = 3
"""Records that are told by name; of more there is their number."""


def followed_tip(repository: Repository) -> str:
    """Return the last commit that is known of what the branch follows, empty where it follows nothing."""
    with suppress(CjmError):
        return resolve_revision(repository, "@{upstream}")
    return ""


def besides(repository: Repository, folder: Path, since: str) -> str:
    """Return in sentences what is odd now though all is in step, empty where nothing is.

    Of the maps those are looked at that changed since a commit; without one, none.
    """
    return " ".join([*_loose(repository, folder, since), *_set_up_here_alone(repository, folder)])


def _set_up_here_alone(repository: Repository, folder: Path) -> Iterator[str]:
    """Say that the line of `cjm git-setup` for all clones is in no commit, so that nobody else has it."""
    path = repository.root / ".gitattributes"
    stands = standing_of(repository, (path,))[path]
    if not stands.is_ignored and is_set_up_alone(pattern_of(repository, folder), stands.committed, stands.present):
        yield (
            "What `cjm git-setup` wrote to .gitattributes is in no commit yet, so that no other clone has it: "
            "`cjm commit` in a terminal takes it along."
        )


def _loose(repository: Repository, folder: Path, since: str) -> Iterator[str]:
    """Say of maps that changed what stands on a card or stage that is gone: git knows lines, and no references."""
    try:
        files = workspace_of(folder).maps.values() if since else ()
        changed = set(files_between(repository, since, resolve_revision(repository, "HEAD"))) if since else set()
    except CjmError:
        return
    for path in files:
        with suppress(CjmError):
            if repository.name_of(path) in changed and (document := glance(path).document) is not None:
                loose = tuple(_without_host(document))
                if loose:
                    more = f" and {len(loose) - _MOST} more" if len(loose) > _MOST else ""
                    names = f"{', '.join(loose[:_MOST])}{more}"
                    yield f"In {called(document, path)} what this stands on is gone: {names}. `cjm check` says more."


def _without_host(document: Document) -> Iterator[str]:
    for record in document:
        hosts = tuple(hosts_of(document, record)) if record.kind in {"insight", "touchpoint"} else ()
        if hosts and not any(host in document.records for host in hosts):
            yield f"“{record.name}”"
