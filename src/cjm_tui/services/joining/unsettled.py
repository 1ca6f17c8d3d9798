"""What a merge leaves to a person: which files, why, and what to do about each kind.

Invariant: a file is in one of the lists as long as git holds it for unmerged and nobody has said how it is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cjm_tui.errors import CjmError
from cjm_tui.history.joining import unmerged_files
from cjm_tui.history.repository import Repository
from cjm_tui.history.unmerged import given_two_names, unmerged
from cjm_tui.model.two_names import TOLD_APART_BY
from cjm_tui.services.joining.conflicts import choices, is_settled_by_hand, merged_where_left
from cjm_tui.services.joining.markers import has_markers
from cjm_tui.services.workspace.documents import called, glance_or_problem
from cjm_tui.services.workspace.two_names import how_to_unite
from cjm_tui.storage.files import load


class Unsettled(NamedTuple):
    """What is open still.

    `conflicts` are the maps in which both sides said something else of the same, `removed` the files (from the root)
    that one side removed and the other changed, `others` those of no map that git could not merge either. `note` is a
    sentence about what is odd and in nobody's way; empty where nothing is.
    """

    conflicts: tuple[Path, ...] = ()
    removed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_nothing(self) -> bool:
        """Tell whether everything is settled."""
        return not (self.conflicts or self.removed or self.others)

    @property
    def what(self) -> str:
        """Return what is open, the kind first that no screen of ours settles."""
        if self.others:
            return f"Git could not merge {', '.join(self.others)}"
        if self.removed:
            return f"One side removed {', '.join(self.removed)}, and the other changed it"
        return f"Both sides changed the same in {', '.join(path.name for path in self.conflicts)}"

    @property
    def remedy(self) -> str:
        """Return what to do about it, to be followed by what comes then."""
        if self.others and all(name.endswith(".md") for name in self.others):
            return "settle it in an editor, or with `cjm export` where it is a page of a map"
        if self.others:
            return "settle it in an editor"
        if self.removed:
            return "`cjm settle FILE --ours` or `--theirs` keeps it or lets it go"
        return "settle the conflicts (`cjm settle`)"


SETTLED = Unsettled()
"""Nothing is open."""


def settle_merge(repository: Repository) -> Unsettled:
    """Merge every map that git left unmerged, by record and field; return what only a person can settle."""
    conflicts, removed, others = [], [], []
    twice = given_two_names(repository)
    twins = dict(twice) | {theirs: ours for ours, theirs in twice}
    for name in unmerged_files(repository):
        path = repository.root / name
        if path.suffix != ".toml" and is_settled_by_hand(repository, path):
            continue
        if _is_removed(repository, path):  # both gave a map another id: it stands under both of them
            continue
        if name in twins and not path.exists() and (repository.root / twins[name]).exists():  # made one of them since
            continue
        if _is_one_sided(repository, path):
            removed.append(name)
        elif not _is_merged(path):
            others.append(name)
        elif (document := load(path).document) is not None and choices(document):
            conflicts.append(path)
    return Unsettled(tuple(conflicts), tuple(removed), tuple(others), _two_names(repository, twice))


def _two_names(repository: Repository, twice: Iterable[tuple[str, str]]) -> str:
    """Say which files stand twice from now on, since either side gave them another id, and what makes one of them."""
    said = []
    for names in twice:
        ours, theirs = (repository.root / name for name in names)
        if not (ours.exists() and theirs.exists()):
            continue
        reading = glance_or_problem(ours)
        if reading.document is not None and reading.document.kind in TOLD_APART_BY:
            kind = reading.document.kind
            what = f"{called(reading.document, ours)} stands twice now, as {ours.stem} and as {theirs.stem}"
            remedy = how_to_unite(kind, theirs.stem, ours.stem)
            said.append(f"{what}, since both sides gave it another id: {remedy} makes it one again.")
    return " ".join(said)


def _is_removed(repository: Repository, path: Path) -> bool:
    """Tell whether neither side has a file any more, under the name at least that it had."""
    versions = unmerged(repository, path)
    return versions is not None and versions.ours is None and versions.theirs is None and not path.exists()


def _is_one_sided(repository: Repository, path: Path) -> bool:
    """Tell whether one side has a file that the other has removed; only a person knows which of the two is meant."""
    versions = unmerged(repository, path)
    return versions is not None and versions.is_one_sided


def _is_merged(path: Path) -> bool:
    """Tell whether an unmerged file could be merged by record and field, now or before."""
    if path.suffix != ".toml" or not path.exists():
        return False
    try:
        return not has_markers(load(path).text) or merged_where_left(path)
    except CjmError:
        return False
