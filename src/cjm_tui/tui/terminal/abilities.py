"""What the terminal can do beyond drawing, by its entry in terminfo; where there is none, by its name.

Only what is written exactly as ECMA-48 has it counts. It is asked for when there is use for it, never before the first
frame.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import NamedTuple

_CELLS = {"dch": b"\x1b[%p1%dP", "ich": b"\x1b[%p1%d@"}
_LINES = {"dl": b"\x1b[%p1%dM", "il": b"\x1b[%p1%dL"}
_GROUND = {"ech": b"\x1b[%p1%dX", "el": b"\x1b[K", "bce": b"1"}
_REPEATS = {"rep": b"%p1%c\x1b[%p2%{1}%-%db"}
_PADDING = re.compile(rb"\$<[^>]*>")
_ABLE = re.compile(r"alacritty|contour|foot|ghostty|kitty|linux|rxvt|screen|tmux|vte|wezterm|xterm")


class Abilities(NamedTuple):
    """Whether cells (DCH, ICH) and lines (DL, IL) can be taken out and put in, so that what follows moves.

    `ground`: whether what is erased (ECH, EL) gets the ground that is set, which terminfo calls bce. `repeats`: whether
    the character before can be repeated (REP).
    """

    cells: bool = False
    lines: bool = False
    ground: bool = False
    repeats: bool = False


@cache
def abilities() -> Abilities:
    """Return what the terminal of this process can do."""
    name = os.environ.get("TERM", "")
    told = _told(name)
    if told is None:
        is_able = bool(_ABLE.match(name))
        return Abilities(is_able, is_able)
    return Abilities(
        *(all(told[of] == sequence for of, sequence in part.items()) for part in (_CELLS, _LINES, _GROUND, _REPEATS))
    )


def _told(name: str) -> dict[str, bytes] | None:
    """Return what terminfo says of a terminal, None where it knows nothing."""
    try:
        import _curses
    except ImportError:
        return None
    try:
        _curses.setupterm(name, 1)
    except _curses.error:
        return None
    told = {
        of: _PADDING.sub(b"", _curses.tigetstr(of) or b"")
        for of in (*_CELLS, *_LINES, *_GROUND, *_REPEATS)
        if of != "bce"
    }
    # GNU screen erases in no colour unless it is told to, whatever it is called in a person's settings.
    is_screen = "STY" in os.environ
    return {**told, "bce": b"1" if _curses.tigetflag("bce") == 1 and not is_screen else b""}
