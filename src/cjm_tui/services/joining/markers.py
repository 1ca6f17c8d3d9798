"""A file with git's conflict markers of which git itself knows nothing any more: somebody committed them, or sent them.

Both sides are read out of the text. What both started from is only known where git wrote it down (diff3); else it is
what the two agree on, so that nothing of either is lost.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from cjm_tui.model.kinds import DOCUMENT_KINDS
from cjm_tui.model.made_twice import agreed
from cjm_tui.model.merge import merge
from cjm_tui.storage.files import load
from cjm_tui.storage.lens import read, write
from cjm_tui.storage.rewriting import replace_text

_OURS, _BASE, _BETWEEN, _THEIRS = "<", "|", "=", ">"
_MARK = re.compile(r"([<|=>])\1{6,}(?=\s|$)")
"""Seven signs, and one more where either side gave the file another name."""


class Sides(NamedTuple):
    """The texts that a text with markers was made of; `base` is None where git did not write it down everywhere."""

    ours: str
    theirs: str
    base: str | None


def has_markers(text: str) -> bool:
    """Tell whether a text holds the markers git leaves."""
    return any(line.startswith(_OURS * 7) and line.lstrip(_OURS).startswith(" ") for line in text.splitlines())


def sides_in(text: str) -> Sides | None:
    """Take a text with markers apart; None where they do not stand as git writes them."""
    kept: dict[str, list[str]] = {_OURS: [], _BASE: [], _THEIRS: []}
    inside, width, has_base, is_whole = "", 0, True, True
    for line in text.splitlines(keepends=True):
        found = _MARK.match(line)
        mark = found[1] if found and len(found[0]) == (width if inside else len(found[0])) else ""
        if found and mark == _OURS and not inside:
            inside, width, is_whole = _OURS, len(found[0]), False
        elif mark == _BASE and inside == _OURS:
            inside, is_whole = _BASE, True
        elif mark == _BETWEEN and inside in {_OURS, _BASE}:
            inside = _THEIRS
            has_base = has_base and is_whole
        elif mark == _THEIRS and inside == _THEIRS:
            inside = ""
        else:
            for side in (inside,) if inside else kept:
                kept[side].append(line)
    if inside:
        return None
    ours, base, theirs = ("".join(kept[side]) for side in (_OURS, _BASE, _THEIRS))
    return Sides(ours, theirs, base if has_base else None)


def merged_from_markers(path: Path) -> bool:
    """Merge a file by record and field out of its own markers; tell whether that could be.

    The file is replaced by the merge, with a conflict record for what nobody can decide.
    """
    text = load(path).text
    merged = without_markers(text)
    if merged is None:
        return False
    replace_text(path, text, merged)
    return True


def without_markers(text: str) -> str | None:
    """Return a text with markers merged by record and field, None where its two sides cannot be read."""
    sides = sides_in(text)
    if sides is None:
        return None
    ours, theirs = read(sides.ours).document, read(sides.theirs).document
    if ours is None or theirs is None or ours.kind not in DOCUMENT_KINDS or ours.kind != theirs.kind:
        return None
    known = read(sides.base).document if sides.base is not None else None
    merged = merge(known if known is not None else agreed(ours, theirs), ours, theirs)
    return write(sides.ours, merged.unsettled)
