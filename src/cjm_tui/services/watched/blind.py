"""Watched patterns that see nothing: a typing error, code that moved away, or a place outside of the repository.

Where nothing tells that the code was ever meant to be here (a map that was copied from elsewhere), nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cjm_tui.checking.finding import Finding
from cjm_tui.errors import CjmError
from cjm_tui.history.patterns import leads_out, wanted
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.history.watched import code_commits, file_like, is_near, without_files
from cjm_tui.model.document import Document
from cjm_tui.model.record import Record


def blind_findings(path: Path, document: Document) -> Iterator[Finding]:
    """Yield a warning for each pattern of a map that no file is called like; none where git cannot tell."""
    watching = [card for card in document.journey() if card.texts("watch")]
    repository = find_repository(path.parent) if watching else None
    if not isinstance(repository, Repository):
        return
    try:
        unknown = set(without_files(repository, (pattern for card in watching for pattern in card.texts("watch"))))
        for card in watching:
            yield from _of_card(repository, card, unknown)
    except CjmError:
        return


def why_nothing(path: Path, card: Record) -> str:
    """Return what is odd about what a card watches, in one sentence; empty where nothing is. Blocks on git."""
    repository = find_repository(path.parent)
    if not isinstance(repository, Repository):
        return ""
    unknown = set(without_files(repository, card.texts("watch")))
    return next((f"{one.message}; {one.hint}" for one in _of_card(repository, card, unknown)), "")


def _of_card(repository: Repository, card: Record, unknown: set[str]) -> Iterator[Finding]:
    patterns = card.texts("watch")
    if not wanted(patterns):
        yield _finding(card, "it only says what not to watch", "name the code too, as in src/checkout/**")
    for pattern in wanted(patterns):
        if leads_out(pattern):
            yield _finding(
                card, f"“{pattern}” leads out of the repository", "write it from the top, as in src/checkout/**"
            )
        elif pattern in unknown:
            yield from _unknown(repository, card, pattern)


def _unknown(repository: Repository, card: Record, pattern: str) -> Iterator[Finding]:
    nothing = f"no file that git knows is called like “{pattern}”"
    alike = file_like(repository, pattern)
    if alike:
        yield _finding(card, nothing, f"{alike} nearly is: write it as git does")
        return
    gone = code_commits(repository, (pattern,), limit=1)
    if gone:
        last = gone[0]
        yield _finding(card, f"{nothing} since {last.short} “{last.told}”", "name where that code is now")
    elif is_near(repository, pattern):
        yield _finding(card, nothing, "look how the files are called, seen from the top of the repository")


def _finding(card: Record, message: str, hint: str) -> Finding:
    return Finding(card.key, "watch", message, hint, "watches-nothing", "warning")
