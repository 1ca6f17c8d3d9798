"""What is done to whole maps: copied, called otherwise, put away and taken out again.

Invariant: no file is ever deleted or moved here; a map's id stays, whatever its title becomes.
"""

from __future__ import annotations

from pathlib import Path

from cjm_tui.errors import UnreadableError, UsageError
from cjm_tui.model.document import Document
from cjm_tui.model.edits import set_fields
from cjm_tui.model.ids import free_id
from cjm_tui.model.record import HEADER
from cjm_tui.model.values import Value
from cjm_tui.services.workspace.discovery import Workspace
from cjm_tui.services.workspace.documents import change, named, readable
from cjm_tui.storage.files import load
from cjm_tui.storage.making import create

ARCHIVED = "archived"


def copied(workspace: Workspace, path: Path, title: str) -> Path:
    """Make another map of a title that says the same, as a draft; return its path.

    Raises `UsageError` without a title, `UnreadableError` when the map cannot be read, `SaveError` when the copy cannot
    be written.
    """
    document = load(path, named(path)).document
    if document is None:
        raise UnreadableError("Not copied", f"{named(path)} cannot be read", "`cjm check` says why.")
    fields: dict[str, Value | None] = {"title": _title(title), "status": "draft"}
    copy = workspace.folder / f"{free_id(title, 'map', {*workspace.maps, 'cjm'})}.toml"
    create(copy, set_fields(document, HEADER, fields))
    return copy


def retitled(path: Path, title: str) -> None:
    """Give a map another title. Raises as `copied` does."""
    _set(path, {"title": _title(title)})


def put_away(path: Path) -> bool:
    """Put a map away, or take one that was put away out again, as a draft; tell whether it is put away now."""
    is_away = readable(path).header.text("status") == ARCHIVED
    _set(path, {"status": "draft" if is_away else ARCHIVED})
    return not is_away


def _set(path: Path, fields: dict[str, Value | None]) -> None:
    def edit(document: Document) -> Document:
        return set_fields(document, HEADER, fields)

    change(path, edit)


def _title(title: str) -> str:
    if not title.strip():
        raise UsageError("No title", "a map needs a title", "Type what the customer sets out to do.")
    return " ".join(title.split())
