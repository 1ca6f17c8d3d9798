"""What git's merge driver runs: three versions of one file become one, by record and field.

A true conflict leaves ours in place and a conflict record for each in the file, which stays valid TOML. A file that
cannot be read as one of ours is merged line by line, as git would have done.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cjm_tui.errors import CjmError, UnreadableError
from cjm_tui.model.conflict import WHOLE, Conflict
from cjm_tui.model.document import Document
from cjm_tui.model.field_words import shorten
from cjm_tui.model.kinds import DOCUMENT_KINDS
from cjm_tui.model.merge import merge
from cjm_tui.model.record import HEADER, Record
from cjm_tui.model.values import Value, literal
from cjm_tui.storage.files import load
from cjm_tui.storage.lens import Reading, rewrite
from cjm_tui.storage.rewriting import replace_text

if TYPE_CHECKING:
    from cjm_tui.history.contenders import Contenders


class Driven(NamedTuple):
    """What a merge of three files came to.

    `conflicts` are what nobody can decide but a person, each a record in the file now. Where the file had to be merged
    line by line, `why_plain` says why, and `markers` counts the conflicts left in the text.
    """

    conflicts: tuple[Conflict, ...] = ()
    why_plain: str = ""
    markers: int = 0

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing is left to decide."""
        return not self.conflicts and not self.markers


def merge_files(base: Path, ours: Path, theirs: Path, name: str = "") -> Driven:
    """Merge `theirs` into the file `ours`, both made from `base` (which may be empty); `name` is what messages call it.

    Raises `CjmError` when nothing could be merged at all; `ours` is then as it was.
    """
    common = load(base, name or str(ours)).reading
    readings = [common, *(load(path, name or str(ours), common).reading for path in (ours, theirs))]
    why_plain = _why_plain(readings)
    if why_plain:
        return Driven(why_plain=why_plain, markers=_merge_plainly(base, ours, theirs))
    start, mine, other = (_document(reading, readings[1]) for reading in readings)
    merged = merge(start, mine, other)
    text = rewrite(readings[1], merged.unsettled).text
    if text != readings[1].text:
        replace_text(ours, readings[1].text, text)
    return Driven(merged.conflicts)


def in_words(driven: Driven, name: str) -> tuple[str, ...]:
    """Return what a person must know of a merge, a line each; empty when it went without a question.

    Who says what is told by what git is in the middle of in the current folder.
    """
    if driven.why_plain:
        left = f"; {driven.markers} conflict(s) marked in the text" if driven.markers else ""
        return (f"{name}: merged line by line, because {driven.why_plain}{left}",)
    if not driven.conflicts:
        return ()
    from cjm_tui.services.joining.conflicts import sides_of

    sides = sides_of(Path.cwd() / (name or "x"))
    lines = [f"{name}: {_about(conflict, sides)}" for conflict in driven.conflicts]
    return (
        *lines,
        f"{name}: settle them (C in the app, or `cjm settle`), then finish (c there, or `cjm sync --finish`)",
    )


def _about(conflict: Conflict, sides: Contenders) -> str:
    what = f"{str(conflict.key) or 'map'}.{conflict.field}" if conflict.field else str(conflict.key) or "map"
    if conflict.field == WHOLE and conflict.key == HEADER and conflict.base is None:
        return f"{sides.ours} and {sides.theirs} each made a map of this name; {sides.ours} stands, both are kept"
    if conflict.field == WHOLE and conflict.base is not None and None in (conflict.ours, conflict.theirs):
        remover, keeper = (sides.theirs, sides.ours) if conflict.theirs is None else (sides.ours, sides.theirs)
        kept = conflict.ours if conflict.theirs is None else conflict.theirs
        how = "something of it" if kept == conflict.base else "it"
        name = f" “{shorten(kept.name, 40)}”" if isinstance(kept, Record) else ""
        return f"{what}{name}: {remover} removed it, {keeper} changed {how}; it stands until that is settled"
    both = f"{sides.ours} {_said(conflict.ours)}, {sides.theirs} {_said(conflict.theirs)}"
    return f"{what}: {both}; {sides.ours} stands, both are kept"


def _said(side: Value | Record | None) -> str:
    if side is None:
        return "has none"
    if isinstance(side, Record):
        return f"has “{shorten(side.name, 40)}”"
    return f"says {shorten(literal(side), 60)}"


def _why_plain(readings: list[Reading]) -> str:
    for side, reading in zip(("the common version", "our version", "their version"), readings, strict=True):
        if reading.document is None:
            problem = reading.problems[0]
            return f"{side} cannot be read (line {problem.line}: {problem.message})"
        if reading.is_newer:
            return f"{side} was written by a newer cjm"
    kinds = {reading.document.kind for reading in readings if reading.document is not None and reading.text.strip()}
    if not kinds & DOCUMENT_KINDS.keys():
        return "it is no file of cjm's"
    return "" if len(kinds) == 1 else "the versions are files of different kinds"


def _document(reading: Reading, ours: Reading) -> Document:
    if reading.document is None or ours.document is None:
        raise UnreadableError("Not merged", "a version cannot be read")
    return reading.document if reading.text.strip() else Document(ours.document.kind, {})


def _merge_plainly(base: Path, ours: Path, theirs: Path) -> int:
    from cjm_tui.history.plain_merge import merge_lines

    try:
        return merge_lines(base, ours, theirs)
    except CjmError as error:
        raise UnreadableError("Not merged", error.message, error.hint) from error
