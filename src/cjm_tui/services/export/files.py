"""Pages on disk: what may be overwritten, and what stands in a file that is ours only in part.

Invariant: a file is written whole and atomically, and only when this program made it or somebody marked the part it
may write. What stands around that part stays byte for byte.
"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from cjm_tui.errors import SaveError
from cjm_tui.groups import make_folder
from cjm_tui.render.page.blocks import Found
from cjm_tui.render.page.head import MADE_BY
from cjm_tui.render.page.history import TITLE
from cjm_tui.render.page.readback import read_back
from cjm_tui.services.workspace.documents import named
from cjm_tui.storage.lock import locked, words
from cjm_tui.storage.replacing import ChangedOnDiskError, content_of, replace

BEGIN, END = "cjm:begin", "cjm:end"

_MARKS = re.compile(r"^[ ]{0,3}<!--[ \t]*(cjm:begin|cjm:end)[ \t]*-->[ \t]*$", re.MULTILINE)
_MADE_BY = re.compile(rf"^<!-- {MADE_BY} ", re.MULTILINE)
_HISTORY = re.compile(rf"^## {TITLE}\n.*?(?=^## |^<!-- {END} -->|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageFile:
    """A file that an export writes: what stands there now (None: nothing) and what shall.

    `found` is what a reader of a page must find in it; empty for a picture.
    """

    path: Path
    before: bytes | None
    text: str
    found: tuple[Found, ...] = ()

    @property
    def raw(self) -> bytes:
        """Return the bytes the file shall hold, with the line ends it has."""
        text = self.text
        if self.before is not None and b"\r\n" in self.before:
            text = text.replace("\n", "\r\n")
        return text.encode("utf-8")

    @property
    def is_new(self) -> bool:
        """Tell whether the file is not there yet."""
        return self.before is None


def page_file(path: Path, text: str, found: tuple[Found, ...] = ()) -> PageFile:
    """Return the file at `path` with `text` in it, or in the part of it that is ours.

    Raises `SaveError` when the file is somebody else's, or its marks are not one pair.
    """
    before = _content(path)
    if before is None:
        return PageFile(path, None, text, found)
    try:
        present = before.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise _not_ours(path) from None
    marks = list(_MARKS.finditer(present))
    if marks:
        start, end = _part(path, present, marks)
        return PageFile(path, before, f"{present[:start]}\n\n{text}\n{present[end:]}", found)
    if not _MADE_BY.search("\n".join(present.split("\n", 3)[:3])):
        raise _not_ours(path)
    return PageFile(path, before, text, found)


def proven(file: PageFile) -> PageFile:
    """Return the file when a reader finds in it what was meant; else raise `SaveError` naming the first difference.

    What stands on disk already, to the byte, was proven when it was written.
    """
    if not file.found or file.raw == file.before:
        return file
    blocks = read_back(file.text)
    marks = [place for place, block in enumerate(blocks) if block[0] == "comment" and block[1] in {BEGIN, END}]
    part = blocks[marks[0] + 1 : marks[-1]] if len(marks) > 1 else blocks
    for meant, read in zip([*file.found, None], [*part, None], strict=False):
        if meant != read:
            what = f"{(meant or read or ('', ''))[0]}: {str((meant or read or ('', ''))[1])[:80]}"
            hint = "It was not written. Please report it, with the map; the app and every other page are not concerned."
            raise SaveError("Not exported", f"{file.path.name} would not read back as it was meant ({what})", hint)
    return file


def write(file: PageFile) -> bool:
    """Write the file where it differs, making its folder; tell whether it did. Raises `SaveError`."""
    raw = file.raw
    if raw == file.before:
        return False
    real = Path(os.path.realpath(file.path))
    try:
        make_folder(real.parent)
    except OSError as error:
        raise SaveError("Not exported", f"the folder {file.path.parent} cannot be made: {words(error)}") from error
    with locked(real.parent) as folder:
        try:
            replace(real, raw, file.before, folder)
        except ChangedOnDiskError:
            message = f"{file.path.name} has just been changed by somebody else"
            raise SaveError("Not exported", message, "Look at it, and export again.") from None
    return True


def difference(file: PageFile, name: str) -> str:
    """Return a diff from what stands on disk to what an export would write, the history section left out of both.

    Empty when they agree. A page cannot hold its own commit, and a shallow clone does not know its past.
    """
    present = (file.before or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    before, after = without_history(present), without_history(file.text)
    if before == after and file.before is not None:
        return ""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (on disk)", f"{name} (exported now)", lineterm="", n=2
    )
    return "\n".join(lines) + "\n"


def without_history(text: str) -> str:
    """Return the text of a page without its revision history."""
    return _HISTORY.sub("", text)


def _content(path: Path) -> bytes | None:
    try:
        return content_of(Path(os.path.realpath(path)))
    except OSError as error:
        raise SaveError("Not exported", f"{path} cannot be read: {words(error, 'read it')}") from error


def _part(path: Path, text: str, marks: list[re.Match[str]]) -> tuple[int, int]:
    if [mark[1] for mark in marks] != [BEGIN, END]:
        line = text.count("\n", 0, marks[0].start()) + 1
        message = (
            f"{path.name}, line {line}: the part for cjm is not one <!-- {BEGIN} --> with one <!-- {END} --> after it"
        )
        raise SaveError("Not exported", message, "Put the two marks right, each on a line of its own.")
    return marks[0].end(), marks[1].start()


def _not_ours(path: Path) -> SaveError:
    return SaveError(
        "Not exported",
        f"{named(path)} was not made by cjm, so it is left alone",
        f"Move it away, or put <!-- {BEGIN} --> and <!-- {END} --> around the part that cjm may write.",
    )
