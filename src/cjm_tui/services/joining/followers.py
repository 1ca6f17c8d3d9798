"""Files that had to name a record by the id that was settled on: they are part of the commit that ends the merge.

A board makes them in an edit that can be undone, so git is told of them only when the merge ends. Invariant: a file is
taken along only where all that it says otherwise than git has it is that id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from cjm_tui.errors import CjmError
from cjm_tui.history.repository import Repository
from cjm_tui.history.tracked import staged
from cjm_tui.history.unmerged import unmerged
from cjm_tui.model.document import Document
from cjm_tui.model.renames import renames
from cjm_tui.services.editing.renaming import Renaming
from cjm_tui.services.workspace.discovery import workspace_of
from cjm_tui.storage.files import load
from cjm_tui.storage.lens import read


def with_followers(repository: Repository, unmerged_ones: Iterable[str]) -> list[str]:
    """Return files that were in conflict, each with those that follow an id which was settled in it."""
    names = list(unmerged_ones)
    for name in tuple(names):
        path = repository.root / name
        with suppress(CjmError):
            renamings = tuple(_renamings(repository, path))
            others = [file for file in workspace_of(path).files if file != path] if renamings else []
            known = staged(repository, [repository.name_of(file) for file in others])
            names += [other for other in _following(repository, known, renamings) if other not in names]
    return names


def _following(repository: Repository, known: Mapping[str, bytes], renamings: tuple[Renaming, ...]) -> Iterator[str]:
    """Yield the files which say the same as git has them, but for these ids."""
    for name, content in known.items():
        path = repository.root / name
        if not path.exists() or path.read_bytes() == content:
            continue
        document, present = _document(content), load(path).document
        for renaming in renamings if document is not None else ():
            document = renaming.followed(document or Document("map", {}))
        if present is not None and present == document:
            yield name


def _renamings(repository: Repository, path: Path) -> Iterator[Renaming]:
    """Yield which ids of a file both sides changed, and what they are now that it is settled."""
    sides = unmerged(repository, path)
    present = load(path).document if sides is not None and path.exists() else None
    if sides is None or present is None:
        return
    base, ours, theirs = map(_document, sides)
    if base is None or ours is None or theirs is None:
        return
    mine, others = renames(base, ours), renames(base, theirs)
    for old in mine.keys() & others.keys():
        ids = {old, mine[old], others[old]}
        new = next((key for key in ids if key in present.records), None) or renames(ours, present).get(mine[old])
        yield from (Renaming(old.kind, key.id, new.id, path.stem) for key in ids if new is not None and key != new)


def _document(content: bytes | None) -> Document | None:
    return read(content.decode("utf-8", "surrogateescape")).document if content is not None else None
