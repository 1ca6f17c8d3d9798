"""Files whose whole text becomes another one: what an editor gave back, what git left half merged, what it holds.

Invariant: what is written over is what was read; a file that changed meanwhile stays as it is.
"""

from __future__ import annotations

import os
from pathlib import Path

from cjm_tui.storage.files import changed
from cjm_tui.storage.lock import locked
from cjm_tui.storage.outcome import encoded
from cjm_tui.storage.replacing import ChangedOnDiskError, replace


def replace_text(path: Path, old: str, new: str) -> None:
    """Replace the text of a file, which has to be `old` still.

    Raises `SaveError` when it is not, or cannot be written.
    """
    replace_content(path, old.encode("utf-8"), encoded(path, new))


def replace_content(path: Path, old: bytes, new: bytes) -> None:
    """Replace the bytes of a file, as `replace_text` does its text, whatever they are."""
    real = Path(os.path.realpath(path))
    with locked(real.parent) as folder:
        try:
            replace(real, new, old, folder)
        except ChangedOnDiskError:
            raise changed(path) from None
