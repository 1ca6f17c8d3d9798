"""Puts back into a file what was lost of it, whoever edited that.

Several may do so at once, and some of them late: so what stands in the file by then is only changed where it is still
as it was without the edits that are lost. And whoever types something else while it is waited for a turn to write has
their way.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cjm_tui.errors import OvertakenError
from cjm_tui.model.diff import diff
from cjm_tui.model.merge import Merged
from cjm_tui.model.wording import words
from cjm_tui.services.editing.overwritten import taken_up
from cjm_tui.storage.files import load, save

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_tui.model.document import Document
    from cjm_tui.services.editing.overwritten import Lost

_TIMES = 5


def put_back(lost: Callable[[], Lost]) -> tuple[str, ...]:
    """Put back what is lost, and return in words what that was, nothing where it is all there.

    `lost` tells what is, as far as it is known when it is asked. Raises `NotFoundError`, `UnreadableError` and
    `SaveError` where that cannot be done.
    """
    for _ in range(_TIMES):
        with suppress(OvertakenError):
            return _put_back(lost(), lost)
    return ()


def _put_back(lost: Lost, present: Callable[[], Lost]) -> tuple[str, ...]:
    loaded = load(lost.path)
    if loaded.document is None or not lost.places:
        return ()
    found = loaded.document
    if not diff(found, taken_up(lost, found)):
        return ()  # whoever came first has put it back: nobody waits for a turn to write nothing

    def again(_base: Document, _ours: Document, theirs: Document) -> Merged:
        nonlocal found
        found = theirs
        return Merged(taken_up(lost, theirs))

    def holds() -> bool:
        return present().places == lost.places

    saved = save(lost.path, loaded.reading, taken_up(lost, found), merge=again, holds=holds)
    return words(found, saved.document)
