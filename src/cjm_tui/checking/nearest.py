"""The right name for a wrong one.

Invariant: only a name that exists is ever proposed.
"""

from __future__ import annotations

from collections.abc import Iterable

_ALIKE = 0.6
_TELLING = 3
"""A part of so many letters tells which name is meant; a shorter one stands in too many."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the name most like `word`, in any case and with hyphens for blanks; None when none comes near."""
    from difflib import get_close_matches

    spelled = {_plain(name): name for name in names}
    plain = _plain(word)
    alike = get_close_matches(plain, spelled, n=1, cutoff=_ALIKE)
    if alike:
        return spelled[alike[0]]
    if len(plain) < _TELLING:
        return None
    longer = sorted((name for name in spelled if plain in name or (len(name) >= _TELLING and name in plain)), key=len)
    return spelled[longer[0]] if longer else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return “did you mean X?” for the name most like `word`, empty when none comes near."""
    found = nearest(word, names)
    return f"did you mean {found}?" if found else ""


def sentence(hint: str) -> str:
    """Return a hint, which goes on in the line of a problem, as a line of its own: with a capital letter."""
    return hint[:1].upper() + hint[1:]


def _plain(word: str) -> str:
    return word.lower().replace(" ", "-").replace("_", "-")
