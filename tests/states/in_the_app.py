"""The app on a map in a repository of any state: it draws, an edit is saved or it says why not, and `q` ends it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from tests.campaigns.forked_app import Forked, preload

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (150, 40)
QUIET = 0.15
"""Seconds without anything to do after which an app is taken to be at rest."""
_CONTROLS = re.compile(
    rb"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x09\x0b-\x1f]"
)


def opens_edits_and_leaves(path: Path) -> int:
    """Open a map on a terminal, raise the mood of its first card, ask for its revisions, and leave.

    Prints what was drawn; returns the status the app ended with.
    """
    preload()
    with Forked(path, SIZE, is_its_own=True) as app:
        app.until(b"Find a size")
        app.settle(QUIET)
        for keys in (b"5", b"r", b"\x1b"):
            app.after(keys, QUIET)
        app.press(b"q")
        status = app.code()
        app.read(0.1)
    sys.stdout.write(_CONTROLS.sub(b" ", bytes(app.seen)).decode("utf-8", "replace"))
    return status
