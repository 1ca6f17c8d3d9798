"""Hidden characters made visible where a text is edited, and put back where they were.

A shown text has one character for each character of the text behind it, so an edit of the one can be carried over to
the other: everything the person left alone keeps its characters, hidden ones included.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from cjm_tui.model.values import has_hidden

NEWLINE_SYMBOL = "␊"
_OTHER_SYMBOL = "␦"  # what has no picture of its own: bidi marks, zero-width characters, C1 controls
_PICTURES = 0x2400
_DELETE_PICTURE = "␡"


def visible(text: str, *, one_line: bool = False) -> str:
    """Return `text` with a visible symbol for each hidden character; on one line, for each newline too."""
    if not has_hidden(text) and "\r" not in text:
        return text.replace("\n", NEWLINE_SYMBOL) if one_line else text
    return "".join(_symbol(character, one_line=one_line) for character in text)


def pasted(text: str) -> str:
    """Return a pasted text as it may be shown: every line kept whatever ended it, hidden characters as symbols."""
    ended = text.endswith(("\n", "\r"))
    return "\n".join(visible(line) for line in text.splitlines()) + "\n" * ended


def carried_over(shown: str, source: str, edited: str) -> Iterator[tuple[str, str]]:
    """Yield each character of `edited` with the one that stands behind it.

    `shown` and `source` have the same length. A character that was there before stands for what stood behind it then;
    a new one stands for itself.
    """
    start, end = _common_ends(shown, edited)
    yield from zip(shown[:start], source[:start], strict=True)
    middle = SequenceMatcher(None, shown[start : len(shown) - end], edited[start : len(edited) - end])
    for deed, first, last, new_first, new_last in middle.get_opcodes():
        if deed == "equal":
            yield from zip(shown[start + first : start + last], source[start + first : start + last], strict=True)
        else:
            yield from ((character, character) for character in edited[start + new_first : start + new_last])
    yield from zip(shown[len(shown) - end :], source[len(source) - end :], strict=True)


def _common_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two texts share at their start and, beyond those, at their end."""
    shorter = min(len(one), len(other))
    start = next((index for index in range(shorter) if one[index] != other[index]), shorter)
    rest = shorter - start
    return start, next((index for index in range(rest) if one[-1 - index] != other[-1 - index]), rest)


def _symbol(character: str, *, one_line: bool) -> str:
    if character == "\n":
        return NEWLINE_SYMBOL if one_line else character
    if character == "\t" or not (has_hidden(character) or character == "\r"):
        return character
    code = ord(character)
    if code < 0x20:
        return chr(_PICTURES + code)
    return _DELETE_PICTURE if code == 0x7F else _OTHER_SYMBOL
