"""Files in their usual order, on request.

Invariant: a file changed by somebody else meanwhile is not overwritten, and one that is in order is not touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import UnreadableError
from cjm_tui.model.kinds import declared
from cjm_tui.services.workspace.documents import named
from cjm_tui.storage.files import load
from cjm_tui.storage.lens import rewrite
from cjm_tui.storage.reading import Reading
from cjm_tui.storage.rewriting import replace_text
from cjm_tui.storage.tidying import tidied


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file, its text, and its text in order."""

    path: Path
    text: str
    tidy: str

    @property
    def is_tidy(self) -> bool:
        """Tell whether the file is in order already."""
        return self.text == self.tidy


def tidy_text(path: Path, *, upgrade: bool = False) -> Tidied:
    """Return a file's text in its usual order, with `upgrade` in the version of today; write nothing.

    Raises `UnreadableError` for a file that cannot be read, or is of a newer version.
    """
    reading = load(path, named(path)).reading
    if reading.document is None:
        raise UnreadableError("Cannot put it in order", str(reading.problems[0]), "Mend that first.")
    if reading.is_newer:
        raise UnreadableError(
            "Cannot put it in order", f"{named(path)} is of a newer version of cjm", "Install a newer cjm."
        )
    return Tidied(path, reading.text, tidied(_upgraded(reading) if upgrade else reading))


def put_in_order(tidy: Tidied) -> None:
    """Write a file's text in order; raise `SaveError` when it was changed meanwhile or cannot be written."""
    replace_text(tidy.path, tidy.text, tidy.tidy)


def _upgraded(reading: Reading) -> Reading:
    document = reading.document
    if document is None or not declared(document.kind).version > reading.version > 0:
        return reading
    header = document.header.with_fields({"schema": declared(document.kind).schema})
    return rewrite(reading, document.with_records([header]))
