"""New files, made of a document or of a text, in folders that are made as well; and new names of files.

Invariant: a file that is there already is never written over.
"""

from __future__ import annotations

import os
from pathlib import Path

from cjm_tui.errors import SaveError
from cjm_tui.groups import make_folder
from cjm_tui.model.document import Document
from cjm_tui.storage.files import save
from cjm_tui.storage.lock import locked, words
from cjm_tui.storage.outcome import Saved, encoded, taken
from cjm_tui.storage.replacing import ChangedOnDiskError, replace


def create(path: Path, document: Document) -> Saved:
    """Make a new file, and its folder where it is missing. Raises `SaveError` when there is one of that name."""
    _make_folder(path.parent)
    return save(path, None, document)


def create_text(path: Path, text: str) -> None:
    """Make a new file of exactly this text, as `create` makes one of a document."""
    _make_folder(path.parent)
    real = Path(os.path.realpath(path))
    with locked(real.parent) as folder:
        try:
            replace(real, encoded(path, text), None, folder)
        except ChangedOnDiskError:
            raise taken(path) from None


def move(path: Path, target: Path) -> None:
    """Give a file another name in its folder; raise `SaveError` when there is one of that name, or it cannot be."""
    with locked(path.parent) as folder:
        if os.path.lexists(target):
            raise SaveError("Not renamed", f"there is a file {target.name} already", "Choose another id.")
        try:
            path.rename(target)
            os.fsync(folder)
        except OSError as error:
            raise SaveError("Not renamed", f"{path.name} cannot be renamed: {words(error)}") from error


def _make_folder(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        raise SaveError("Not saved", f"the folder {folder} cannot be made: {words(error)}") from error
