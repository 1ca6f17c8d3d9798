"""Two maps that two people made under one name: both are kept, the other one as a file of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_tui.errors import CjmError, UsageError
from cjm_tui.history.joining import mark_settled, unmerged_files
from cjm_tui.history.repository import Repository, find_repository
from cjm_tui.history.state import state_of
from cjm_tui.history.tracked import committed_files
from cjm_tui.history.unmerged import unmerged
from cjm_tui.model.conflict import WHOLE
from cjm_tui.model.document import Document
from cjm_tui.model.ids import free_id
from cjm_tui.model.made_twice import twin
from cjm_tui.model.record import HEADER, RecordKey
from cjm_tui.model.values import Table
from cjm_tui.services.editing.open_map import OpenMap, edited, with_new_file
from cjm_tui.services.workspace.documents import change
from cjm_tui.storage.files import load
from cjm_tui.storage.lens import read
from cjm_tui.storage.making import create

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cjm_tui.services.joining.conflicts import Choice


def are_twins(choice: Choice) -> bool:
    """Tell whether a conflict is about two maps of one name."""
    return choice.dispute.key == HEADER and choice.dispute.field == WHOLE and choice.base is None


def with_both(open_map: OpenMap, choice: Choice) -> tuple[OpenMap, Path]:
    """Return the open map with the other one beside it, in one edit, and where that is to stand."""
    second = _second(open_map.path)
    open_map = with_new_file(open_map, second, open_map.document.kind)
    after = {open_map.path: _settled(open_map.document, choice), second: _other(open_map.document, choice)}
    return edited(open_map, after), second


def keep_both(path: Path, document: Document, choice: Choice) -> Path:
    """Make a file of the other map, and settle the conflict; return the new file.

    In a merge git is told of it, so that the commit that ends the merge has both. Raises `SaveError`.
    """
    second = _second(path)
    create(second, _other(document, choice))
    change(path, lambda present: _settled(present, choice))
    into_the_merge(path, [second])
    return second


def into_the_merge(path: Path, files: Iterable[Path]) -> None:
    """Let files that had to follow be part of the commit that ends what git is in the middle of, if it is.

    One that is in conflict itself is left as it is. Where git refuses, they are work like any other.
    """
    with suppress(CjmError):
        repository = find_repository(path.parent)
        if isinstance(repository, Repository) and state_of(repository).operation:
            open_ones = set(unmerged_files(repository))
            names = [repository.name_of(file) for file in files]
            mark_settled(repository, [name for name in names if name not in open_ones])


def with_twins(repository: Repository, unmerged_ones: Iterable[str]) -> list[str]:
    """Return files that were in conflict, each with the other map that was kept beside it.

    A board makes that map in an edit that can be undone, so git is told of it only when the merge ends.
    """
    names = list(unmerged_ones)
    for name in tuple(names):
        path = repository.root / name
        sides = unmerged(repository, path)
        if sides is None or sides.base is not None:
            continue
        made = {frozenset(side.records) for side in map(_document, (sides.ours, sides.theirs)) if side is not None}
        beside = set(path.parent.glob("*.toml")) - set(committed_files(repository, path.parent)) - {path}
        for other in sorted(beside):
            with suppress(CjmError):
                document = load(other).document
                if document is not None and frozenset(document.records) in made:
                    names.append(repository.name_of(other))
    return names


def _document(content: bytes | None) -> Document | None:
    return read(content.decode("utf-8", "surrogateescape")).document if content is not None else None


def _settled(document: Document, choice: Choice) -> Document:
    return document.with_records((), [RecordKey("conflict", choice.dispute.id)])


def _other(document: Document, choice: Choice) -> Document:
    if not isinstance(choice.theirs, Table):
        raise UsageError(
            "Not both", "the other map cannot be read in the conflict", "Take --ours, or look at the file."
        )
    return twin(document.kind, choice.theirs)


def _second(path: Path) -> Path:
    taken = {other.stem for other in path.parent.glob("*.toml")}
    return path.with_name(f"{free_id(f'{path.stem}-2', 'map', taken)}.toml")
