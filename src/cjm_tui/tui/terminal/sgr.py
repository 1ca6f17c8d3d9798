"""Styles as a terminal is told them (SGR, ECMA-48 8.3.117), and the shortest way from one to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_COLOUR_LENGTH = {"2": 5, "5": 3}
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What ends a mark; bold and dim end together."""
_UNSEEN = frozenset({"1", "2", "3"})
"""Bold, dim and italic: marks that do not show on a blank."""


class Style(NamedTuple):
    """What is set: attributes like bold by their codes, and the codes of both colours; empty is the default.

    Styles come from `styled_by` and `on` alone, which return the same object for the same style.
    """

    marks: tuple[str, ...] = ()
    colour: str = ""
    ground: str = ""


PLAIN = Style()
_known: dict[Style, Style] = {PLAIN: PLAIN}


@lru_cache(maxsize=8192)
def change(shown: Style, wanted: Style) -> str:
    """Return the shortest sequence that leads from one style to another; empty when they are the same."""
    if shown == wanted:
        return ""
    afresh = ["", *wanted.marks, *filter(None, wanted[1:])]
    codes = afresh if wanted != PLAIN else [""]
    ended = [_OFF.get(mark, "") for mark in shown.marks if mark not in wanted.marks]
    if all(ended):
        kept = [mark for mark in shown.marks if mark in wanted.marks and _OFF.get(mark) not in ended]
        further = [*dict.fromkeys(ended), *(mark for mark in wanted.marks if mark not in kept)]
        further += [wanted.colour or "39"] * (wanted.colour != shown.colour)
        further += [wanted.ground or "49"] * (wanted.ground != shown.ground)
        codes = min(codes, further, key=lambda one: len(";".join(one)))
    return f"\x1b[{';'.join(codes)}m"


@lru_cache(maxsize=4096)
def styled_by(style: Style, codes: str) -> Style:
    """Return the style after a sequence's codes (`1;38;2;240;195;106m`); none at all is a reset."""
    parts = codes.split(";") if codes else ["0"]
    marks, colour, ground = list(style.marks), style.colour, style.ground
    at = 0
    while at < len(parts):
        code = parts[at].lstrip("0") or "0"
        length = 1
        if code in {"38", "48"}:
            length = _COLOUR_LENGTH.get(parts[at + 1] if at + 1 < len(parts) else "", 1)
            whole = ";".join(parts[at : at + length])
            colour, ground = (whole, ground) if code == "38" else (colour, whole)
        elif code == "0":
            marks, colour, ground = [], "", ""
        elif code in {"39", "49"}:
            colour, ground = ("", ground) if code == "39" else (colour, "")
        elif 30 <= int(code) <= 37 or 90 <= int(code) <= 97:
            colour = code
        elif 40 <= int(code) <= 47 or 100 <= int(code) <= 107:
            ground = code
        elif code not in marks:
            marks.append(code)
        at += length
    found = Style(tuple(sorted(marks)), colour, ground)
    return _known.setdefault(found, found)


@lru_cache(maxsize=256)
def on(ground: str) -> Style:
    """Return the style that has a ground (as its codes) and nothing else."""
    found = Style((), "", ground)
    return _known.setdefault(found, found)


@lru_cache(maxsize=4096)
def is_seen_on_a_blank(style: Style) -> bool:
    """Tell whether more of a style than its ground can be seen where nothing is written, as an underline can."""
    return not _UNSEEN.issuperset(style.marks)


def blanks_as(style: Style, other: Style) -> bool:
    """Tell whether a blank in one style looks the same in another."""
    return style.ground == other.ground and not is_seen_on_a_blank(style) and not is_seen_on_a_blank(other)
